import { css } from 'lit';

/** The card, and what it says while nobody waits. */
export const cardStyles = css`
  /* A list stands in columns at the side. */
  :host {
    contain-intrinsic-inline-size: min(17rem, 80cqi);
  }

  .card,
  ul {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }

  .card {
    gap: var(--_space);
    padding: min(calc(var(--_space) * 1.1), 7cqi);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_background);
    box-shadow: var(--_shadow);
  }

  .count,
  .empty,
  .since,
  .auto-admit p {
    color: var(--_muted);
  }

  .auto-admit {
    margin-block: 0.5rem;
  }

  .auto-admit p {
    font-size: var(--_small);
  }

  .auto-admit button {
    flex-wrap: wrap;
    justify-content: start;
    min-inline-size: 0;
    overflow-wrap: anywhere;
    padding-inline: 0;
    border-color: transparent;
    background: none;
    text-align: start;
  }

  .track {
    flex: none;
    inline-size: 2.5em;
    block-size: 1.5em;
    padding: 0.2em;
    border: 1px solid var(--_control);
    border-radius: 1em;
    background: var(--_surface);
  }

  .track::before {
    display: block;
    inline-size: 1em;
    block-size: 1em;
    border-radius: 50%;
    background: var(--_control);
    content: '';
  }

  [aria-checked='true'] .track {
    border-color: transparent;
    background: var(--_accent);
  }

  [aria-checked='true'] .track::before {
    margin-inline-start: auto;
    background: var(--_on-accent);
  }

  @media (forced-colors: active) {
    .track,
    [aria-checked='true'] .track {
      border-color: ButtonBorder;
    }

    .track::before {
      background: ButtonText;
    }

    [aria-checked='true'] .track {
      background: Highlight;
      forced-color-adjust: none;
    }

    [aria-checked='true'] .track::before {
      background: HighlightText;
    }
  }

  .count:empty {
    display: none;
  }

  .empty {
    padding: calc(var(--_space) * 1.25);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    text-align: center;
    text-wrap: balance;
  }
`;
