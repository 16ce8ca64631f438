import { css } from 'lit';

/** The panel of both call elements before and after a call. */
export const cardStyles = css`
  .card {
    max-inline-size: 30rem;
    padding: min(calc(var(--_space) * 1.5), 7cqi);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_background);
    box-shadow: var(--_shadow);
  }

  /* The place of the visitor's own video. */
  .frame {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: center;
    justify-items: center;
    gap: 0.75rem;
    aspect-ratio: 16 / 9;
    padding: var(--_space);
    border-radius: var(--_radius);
    outline: 1px solid transparent;
    background: var(--_surface);
    text-align: center;
  }

  .frame button {
    padding-inline: 0.75rem;
  }

  .frame :is(.muted, .pulse) {
    margin: 0;
  }

  .frame .muted {
    text-wrap: balance;
  }

  /* A strip on a phone, where the form comes first. */
  @container (inline-size < 40rem) {
    .picture,
    ::slotted([slot='preview']:not(:empty)) {
      margin-block-end: calc(var(--_space) * 1.5);
    }

    .offer {
      aspect-ratio: auto;
      padding: 0;
    }

    .offer p {
      display: none;
    }

    .offer button {
      inline-size: 100%;
      padding-inline: 0.5rem;
      border-color: transparent;
      background: none;
      /* It has another background until the width is known. */
      transition: none;
    }
  }

  @container (inline-size >= 40rem) {
    .card {
      display: flex;
      align-items: start;
      max-inline-size: fit-content;
    }

    .picture {
      inline-size: 28rem;
      min-inline-size: 0;
    }

    .main {
      flex: 1 3 auto;
      inline-size: 27rem;
      min-inline-size: min(17rem, 50%);
    }

    .picture,
    ::slotted([slot='preview']:not(:empty)) {
      margin-inline-end: calc(var(--_space) * 1.5);
    }
  }

  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
    margin-block-start: calc(var(--_space) * 1.5);
  }

  .card h2 {
    font-size: var(--_heading);
  }

  .muted {
    margin-block-start: 0.25rem;
    color: var(--_muted);
    text-wrap: pretty;
  }

  .alert strong {
    display: block;
  }

  .alert {
    display: flex;
    gap: 0.7em;
    margin-block: var(--_space);
    padding: 0.8rem 1rem;
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: var(--_danger-surface);
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }

  .alert svg {
    margin-block-start: 0.125em;
  }

  /* With large text in a small window the text needs the whole width. */
  @container (inline-size < 14rem) {
    .alert {
      padding-inline: 2cqi;
    }

    .alert svg {
      display: none;
    }
  }

  .alert :is(strong, svg) {
    color: var(--_danger);
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    margin-block-start: calc(var(--_space) * 1.5);
  }

  form .actions {
    margin-block-start: 0.5rem;
  }

  .actions :is(.primary, .primary + .quiet) {
    inline-size: 100%;
  }

  .actions .quiet {
    border-color: var(--_border);
    background: var(--_surface);
    color: var(--_text);
  }

  .pulse {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 3.25rem;
    block-size: 3.25rem;
    margin: 0.5rem 0.5rem calc(var(--_space) * 1.5);
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .pulse svg {
    inline-size: 1.6rem;
    block-size: 1.6rem;
  }

  .pulse::before,
  .pulse::after {
    content: '';
    position: absolute;
    inset: -0.35rem;
    border: 2px solid var(--_accent);
    border-radius: 50%;
    opacity: 0.4;
  }

  /* Two knocks, and a while of listening. */
  @media (prefers-reduced-motion: no-preference) {
    .pulse::before,
    .pulse::after {
      opacity: 0;
      animation: knock 2.4s ease-out infinite;
    }

    .pulse::after {
      animation-delay: 0.3s;
    }
  }

  @keyframes knock {
    0% {
      transform: scale(0.8);
      opacity: 0.8;
    }
    45%,
    100% {
      transform: scale(1.3);
      opacity: 0;
    }
  }

  @container (inline-size < 22rem) {
    .actions button {
      flex: 1 1 100%;
    }
  }
`;
