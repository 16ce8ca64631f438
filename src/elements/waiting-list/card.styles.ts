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
  .since {
    color: var(--_muted);
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
