import { css } from 'lit';

/** Rows that stay readable when narrow: the buttons go below the name. */
export const listStyles = css`
  .all {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    min-block-size: 2.75rem; /* A search without a match moves nothing below. */
    margin-block-start: 0.75rem;
  }

  .all p {
    flex: 1 1 100%;
    font-weight: 600;
  }

  .all button {
    flex: 1 1 6rem;
  }

  ul {
    list-style: none;
  }

  .stale {
    padding: 0.5rem 0.8rem;
    border-radius: var(--_radius-small);
    background: var(--_notice-surface);
    color: var(--_notice);
    font-weight: 600;
    text-wrap: pretty;
  }

  /* A long list scrolls by itself. Rows outside the visible part are neither laid out nor painted. */
  .long {
    display: block; /* WebKit squeezes rows whose contents are skipped in a grid of limited height. */
    max-block-size: min(44rem, 75vh);
    overflow-y: auto;
    overscroll-behavior: contain;
  }

  .long li {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 7rem;
  }

  .long .end {
    block-size: 1px;
    padding: 0;
    border: 0;
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

  li:focus-visible {
    outline-offset: -3px;
  }

  li.departed {
    align-content: start;
    color: var(--_muted);
  }

  .avatar {
    display: grid;
    place-items: center;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    border-radius: 50%;
    background: color-mix(in oklab, var(--_accent) 16%, var(--_background));
    font-size: var(--_small);
    font-weight: 700;
  }

  .who {
    display: grid;
    min-inline-size: 0;
  }

  .name {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.4em;
    align-items: baseline;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  /* A single character can be as wide as a line: a long name must not push other rows out of sight. */
  .name bdi {
    max-block-size: 6em;
    overflow: hidden;
  }

  .note {
    display: -webkit-box;
    max-block-size: 6em;
    overflow: hidden;
    overflow-wrap: anywhere;
    text-wrap: pretty;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
  }

  .since,
  .number {
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }

  /* Wraps as a whole. */
  .number {
    display: inline-block;
    padding-inline: 0.45em;
    border-radius: 0.8em;
    background: var(--_surface);
    color: var(--_muted);
    font-weight: 400;
  }

  .answers {
    display: flex;
    flex-wrap: wrap;
    grid-column: 1 / -1;
    gap: 0.5rem;
  }

  .answers button {
    flex: 1 1 0;
  }

  .failed {
    grid-column: 1 / -1;
    padding: 0.5rem 0.75rem;
    border-radius: var(--_radius-small);
    background: var(--_danger-surface);
    color: var(--_danger);
    font-size: var(--_small);
  }

  /* A ring, so that the initials stay readable. */
  li[aria-busy='true'] .avatar {
    box-shadow: 0 0 0 3px color-mix(in oklab, var(--_accent) 60%, transparent);
  }

  li[aria-busy='true'] button {
    cursor: progress;
  }

  @media (prefers-reduced-motion: no-preference) {
    li.new {
      animation: arrive 0.3s ease-out;
    }

    li[aria-busy='true'] .avatar {
      animation: pulse 0.9s ease-in-out infinite alternate;
    }

    /* Fifty pulsing rings are too much. */
    .long li[aria-busy='true'] .avatar {
      animation: none;
    }
  }

  @keyframes arrive {
    from {
      opacity: 0;
      translate: 0 -0.4rem;
    }
  }

  @keyframes pulse {
    from {
      box-shadow: 0 0 0 0 var(--_accent);
    }
  }

  /* With large text in a small window the name needs the whole width. */
  @container (inline-size < 14rem) {
    li {
      grid-template-columns: minmax(0, 1fr);
    }

    .avatar {
      display: none;
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
`;
