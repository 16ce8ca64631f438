import { css } from 'lit';

/** A card with rows that stay readable when narrow: the buttons go below the name. */
export const listStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .card {
    display: grid;
    gap: var(--_space);
    padding: calc(var(--_space) * 1.1);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_background);
  }

  h2 {
    font-size: 1.1em;
    font-weight: 700;
    line-height: 1.3;
  }

  h2:focus {
    outline: none;
  }

  .count,
  .empty,
  .since {
    color: var(--_muted);
  }

  .count:empty {
    display: none;
  }

  .all {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-block-start: 0.75rem;
  }

  .all button {
    flex: 1 1 6rem;
  }

  ul {
    display: grid;
    list-style: none;
  }

  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.6rem 0.75rem;
    align-items: center;
    padding-block: 0.85rem;
    border-block-start: 1px solid var(--_border);
  }

  li:last-child {
    padding-block-end: 0;
  }

  .avatar {
    display: grid;
    place-items: center;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    border-radius: 50%;
    background: color-mix(in oklab, var(--_accent) 16%, var(--_background));
    font-size: 0.9em;
    font-weight: 700;
  }

  .who {
    display: grid;
    min-inline-size: 0;
  }

  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  /* A single character can be as wide as a line: nobody's name pushes the others out of sight. */
  .name bdi {
    display: inline-block;
    max-block-size: 6em;
    overflow: hidden;
    vertical-align: bottom;
  }

  .since,
  .number {
    font-size: 0.9em;
  }

  .number {
    margin-inline-start: 0.4em;
    padding-inline: 0.45em;
    border-radius: 999px;
    background: var(--_surface);
    color: var(--_muted);
    font-weight: 400;
    white-space: nowrap;
  }

  .answers {
    display: flex;
    grid-column: 1 / -1;
    gap: 0.5rem;
  }

  .answers button {
    flex: 1 1 0;
  }

  .failed {
    grid-column: 1 / -1;
    color: var(--_danger);
  }

  /* A ring and not the letters: those must stay readable while they wait. */
  li[aria-busy='true'] .avatar {
    animation: breathe 1.2s ease-in-out infinite alternate;
  }

  @keyframes breathe {
    from {
      box-shadow: 0 0 0 0 var(--_accent);
    }

    to {
      box-shadow: 0 0 0 3px var(--_accent);
    }
  }

  @container (inline-size >= 30rem) {
    li {
      grid-template-columns: auto minmax(0, 1fr) auto;
    }

    .answers {
      grid-column: auto;
    }

    .answers button {
      flex: none;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    li[aria-busy='true'] .avatar {
      animation: none;
    }
  }
`;
