import { css } from 'lit';

/** The rows. The buttons are at the end of the line as long as a name has room beside them. */
export const listStyles = css`
  .all {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    min-block-size: 2.25rem; /* A search without a match moves nothing below. */
  }

  .all[role] {
    flex: 1 1 100%;
  }

  /* Buttons, and quieter than Allow. */
  .answers > :not(.primary),
  .all:not([role]) button {
    padding-inline: 0.5rem;
    border-color: var(--_border);
    background: var(--_surface);
    font-size: var(--_small);
    font-weight: 500;
  }

  @media (hover: hover) {
    .answers > :not(.primary):hover,
    .all:not([role]) button:hover {
      border-color: var(--_control);
    }
  }

  .all p {
    flex: 1 1 100%;
    font-weight: 600;
  }

  .all:focus {
    outline: none;
  }

  /* Room for the focus ring around a row. */
  ul {
    margin-inline: -0.5rem;
    list-style: none;
  }

  .stale {
    padding: 0.5rem 0.75rem;
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
    contain-intrinsic-block-size: auto 4.5rem;
  }

  .long .end {
    block-size: 1px;
    padding: 0;
    border: 0;
  }

  li {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: start;
    position: relative; /* As while it moves: a change of this would lay it out anew. */
    padding: 0.75rem 0.5rem;
  }

  li + li {
    border-block-start: 1px solid var(--_border);
  }

  li:focus-visible {
    outline-offset: -2px;
    border-radius: var(--_radius-small);
  }

  li.departed {
    color: var(--_muted);
  }

  .departed :is(.answers, .failed),
  .since:has(+ .status) {
    visibility: hidden;
  }

  .avatar {
    position: relative;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    margin-block: 0.125rem;
    font-size: var(--_small);
  }

  .who {
    flex: 1 1 5rem;
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
    display: -webkit-box;
    max-block-size: 4.5em;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }

  /* In another direction they begin where the text above or below does. */
  .note,
  .bar bdi {
    text-align: -webkit-match-parent; /* Chromium */
    text-align: match-parent;
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

  .note,
  .since,
  .number {
    font-size: var(--_small);
    line-height: 1.43;
  }

  .since,
  .number {
    font-variant-numeric: tabular-nums;
  }

  /* A status stands where the time stood, and on no more lines. */
  .since {
    grid-row: 3;
    grid-column: 1;
  }

  .status {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .number {
    color: var(--_muted);
    font-weight: 400;
  }

  /* Never narrower than their words: with long ones they take a line of their own. */
  .answers {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-block: 0.25rem;
    margin-inline-start: auto;
  }

  .answers .allow {
    padding-inline: 0.75rem;
  }

  .failed {
    flex: 1 1 100%;
    padding: 0.5rem 0.75rem;
    border-radius: var(--_radius-small);
    background: var(--_danger-surface);
    color: var(--_danger);
    font-size: var(--_small);
  }

  /* A ring, so that the initials stay readable. */
  :is(.new, li[aria-busy='true']) .avatar::after {
    position: absolute;
    inset: -3px;
    border: 2px solid var(--_accent);
    border-radius: 50%;
    opacity: 0;
    content: '';
  }

  li[aria-busy='true'] .avatar::after {
    opacity: 0.6;
  }

  li[aria-busy='true'] button {
    cursor: progress;
  }

  /* Only what a compositor does alone, so that many arrivals move nothing else. */
  @media (prefers-reduced-motion: no-preference) {
    li.new {
      animation: arrive 0.18s ease-out;
    }

    .new .avatar::after {
      animation: ring 0.18s ease-out;
    }

    /* At the end of the second that it stays. */
    .departed {
      animation: fold 0.16s 0.84s ease-in forwards;
    }

    li[aria-busy='true'] .avatar::after {
      animation: pulse 0.9s ease-in-out infinite alternate;
    }

    .still .departed,
    .still li[aria-busy='true'] .avatar::after {
      animation: none;
    }
  }

  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(-0.5rem);
    }
  }

  @keyframes ring {
    from {
      opacity: 0.8;
      transform: scale(0.9);
    }

    to {
      opacity: 0;
      transform: scale(1.35);
    }
  }

  @keyframes fold {
    to {
      opacity: 0;
      transform: translateY(-0.5rem) scaleY(0.8);
    }
  }

  @keyframes pulse {
    from {
      opacity: 0.15;
    }
  }

  @media (pointer: coarse) {
    .all {
      min-block-size: 2.75rem;
    }

    .answers {
      margin-block: 0;
    }
  }

  /* Beside buttons there is no room for a note, and beside three of them none for a name: they are below, and the time is beside the name. */
  @container (18rem <= inline-size < 28rem) {
    section:not(.bar) li:has(.note, .write) {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);

      .avatar {
        grid-area: 1 / 1 / 3;
      }

      .who {
        grid-area: 1 / 2;
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
        gap: 0 0.5rem;
        align-items: baseline;
      }

      .note,
      .failed {
        grid-column: 1 / -1;
      }

      .answers {
        grid-area: 2 / 2;
        justify-content: end;
      }

      /* Below the picture. */
      &:has(.note) .answers {
        grid-column: 1 / -1;
      }

      .since {
        grid-area: 1 / 2;
        text-align: end;
      }
    }
  }

  /* The buttons on a second line. */
  @container (inline-size < 18rem) {
    .who {
      flex-basis: calc(100% - 3.25rem);
    }
  }

  /* With large text in a small window the name needs the whole width. */
  @container (inline-size < 14rem) {
    .avatar {
      display: none;
    }

    .who {
      flex-basis: 100%;
    }
  }
`;
