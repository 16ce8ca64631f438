import { css } from 'lit';

/** What both roots look like outside of a call: one card with a form, a word, or a wait. */
export const rootStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .card {
    max-inline-size: 30rem;
    padding: calc(var(--_space) * 1.5);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_background);
    box-shadow: var(--_shadow);
  }

  h2 {
    font-size: 1.35em;
    font-weight: 700;
    letter-spacing: -0.01em;
    line-height: 1.25;
    text-wrap: balance;
  }

  h2:focus {
    outline: none;
  }

  .muted {
    margin-block-start: 0.25rem;
    color: var(--_muted);
    text-wrap: pretty;
  }

  form {
    display: grid;
    gap: var(--_space);
    margin-block-start: calc(var(--_space) * 1.25);
  }

  .field {
    display: grid;
    gap: 0.35rem;
  }

  label {
    font-weight: 600;
  }

  input {
    inline-size: 100%;
    min-block-size: 2.75rem;
    margin: 0;
    padding: 0.55em 0.8em;
    border: 1px solid var(--_control);
    border-radius: var(--_radius-small);
    background: var(--_background);
    color: inherit;
    font: inherit;
  }

  input:focus-visible {
    outline-offset: 0;
    border-color: var(--_accent);
  }

  input[aria-invalid='true'] {
    border-color: var(--_danger);
  }

  .field-error {
    color: var(--_danger);
  }

  .field-error strong {
    display: block;
  }

  .alert {
    display: grid;
    gap: 0.15rem;
    margin-block-start: var(--_space);
    padding: 0.8rem 1rem;
    border: 1px solid color-mix(in oklab, var(--_danger) 45%, transparent);
    border-radius: var(--_radius-small);
    background: var(--_danger-surface);
  }

  .alert strong {
    color: var(--_danger);
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    margin-block-start: calc(var(--_space) * 1.25);
  }

  form .actions {
    margin-block-start: 0.25rem;
  }

  .pulse {
    position: relative;
    inline-size: 3.5rem;
    block-size: 3.5rem;
    margin-block-end: var(--_space);
    border-radius: 50%;
    background: color-mix(in oklab, var(--_accent) 16%, transparent);
  }

  .pulse::before,
  .pulse::after {
    content: '';
    position: absolute;
    inset: 1.15rem;
    border-radius: 50%;
    background: var(--_accent);
  }

  .pulse::after {
    inset: 0;
    border: 2px solid var(--_accent);
    background: none;
    opacity: 0;
    animation: knock 2.4s ease-out infinite;
  }

  @keyframes knock {
    0% {
      transform: scale(0.45);
      opacity: 0.9;
    }
    70%,
    100% {
      transform: scale(1);
      opacity: 0;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .pulse::after {
      animation: none;
      opacity: 0.6;
    }
  }

  @container (inline-size < 22rem) {
    .card {
      padding: var(--_space);
    }

    .actions button {
      flex: 1 1 100%;
    }
  }
`;
