import { css } from 'lit';

/** The call: pictures that use the room there is, switches below them, the waiting list beside or above. */
export const stageStyles = css`
  .stage {
    display: grid;
    gap: var(--_space);
    grid-template-columns: minmax(0, 1fr);
  }

  .pictures {
    position: relative;
    display: grid;
    gap: 0.75rem;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    padding: 0.75rem;
    border-radius: var(--_radius);
    background: var(--_stage);
    container-type: inline-size;
  }

  /*
   * As many columns and rows as the number of people and the width ask for; the last row stands in the middle. A picture is as
   * large as fits into the width and, where there is a choice, into the height.
   */
  .tiles {
    --_gap: clamp(0.375rem, 1.5cqi, 0.75rem);
    --_columns: 1;
    --_rows: 1;
    --_by-width: calc((100cqi - (var(--_columns) - 1) * var(--_gap)) / var(--_columns) - 0.01px);
    --_by-height: calc((var(--_height) - (var(--_rows) - 1) * var(--_gap)) / var(--_rows) * 16 / 9);
    --_tile-width: min(var(--_by-width), max(var(--_by-height), 10rem));
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    justify-self: center;
    gap: var(--_gap);
    /* No wider than its columns: low pictures would make more of them. */
    inline-size: min(100%, var(--_columns) * var(--_tile-width) + (var(--_columns) - 1) * var(--_gap) + 0.5px);
  }

  .tiles > * {
    flex: none;
    inline-size: var(--_tile-width);
  }

  /* Three: one large and two small ones, which leaves no hole. */
  .tiles:has(> :nth-child(3)) {
    --_columns: 2;
    --_rows: 3;
  }

  .tiles:has(> :nth-child(3):last-child) > :first-child {
    inline-size: calc(2 * var(--_tile-width) + var(--_gap));
  }

  .tiles:has(> :nth-child(4)) {
    --_rows: 2;
  }

  .tiles:has(> :nth-child(5)) {
    --_rows: 3;
  }

  .tiles:has(> :nth-child(7)) {
    --_rows: 4;
  }

  .tiles:has(> :nth-child(9)) {
    --_columns: 3;
    --_rows: 3;
  }

  .tiles:has(> :nth-child(10)) {
    --_rows: 4;
  }

  .tiles:has(> :nth-child(13)) {
    --_rows: 5;
  }

  .tiles:has(> :nth-child(16)) {
    --_rows: 6;
  }

  .alone:empty,
  .silence:not(:has(*)),
  .interrupted:empty {
    display: none;
  }

  .interrupted {
    margin-block-start: var(--_space);
    padding: 0.5rem 0.8rem;
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: var(--_notice-surface);
    color: var(--_notice);
    font-weight: 600;
    text-wrap: pretty;
  }

  .pictures > :is(p, .alert) {
    margin: 0;
  }

  .actions ~ .alert {
    margin-block-end: 0;
  }

  /* Over the pictures, which stand still while the connection is away: it comes and goes, and moves nothing. */
  .pictures > .interrupted {
    position: absolute;
    z-index: 1;
    inset-block-start: 1.25rem;
    inset-inline: 1.25rem;
    margin-inline: auto;
    inline-size: fit-content;
    box-shadow: var(--_shadow);
  }

  .alone {
    text-align: center;
  }

  .controls {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.5rem;
  }

  /* A word is never broken: what does not fit goes to the next row. */
  .controls button {
    flex: 0 0 auto;
    max-inline-size: 100%;
    white-space: nowrap;
  }

  .silent {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0.5rem 1rem;
    padding: 0.6rem 0.8rem;
    border-radius: var(--_radius-small);
    background: var(--_background);
    text-align: center;
  }

  .controls .off {
    border-color: color-mix(in oklab, var(--_danger) 40%, transparent);
    background: var(--_danger-surface);
    color: var(--_danger);
  }

  aside {
    min-inline-size: 0;
  }

  /* Whoever waits comes first on a narrow screen: it is what the owner is here to do. */
  aside {
    order: -1;
  }

  @container (inline-size >= 48rem) {
    .stage:has(aside) {
      align-items: start;
      grid-template-columns: minmax(0, 1fr) minmax(17rem, 22rem);
    }

    aside {
      order: 0;
    }
  }

  @container (inline-size < 20rem) {
    .tiles:has(> :nth-child(9)) {
      --_columns: 2;
      --_rows: 5;
    }
  }

  @container (inline-size >= 28rem) {
    .tiles:has(> :nth-child(2)) {
      --_columns: 2;
      --_rows: 1;
    }

    .tiles:has(> :nth-child(3)) {
      --_columns: 3;
      --_rows: 2;
    }

    .tiles:has(> :nth-child(3):last-child) {
      display: grid;
      grid-template-columns: calc(2 * var(--_tile-width) + var(--_gap)) var(--_tile-width);
    }

    .tiles:has(> :nth-child(3):last-child) > :first-child {
      grid-row: span 2;
      align-self: center;
    }

    .tiles:has(> :nth-child(4)) {
      --_columns: 2;
    }

    .tiles:has(> :nth-child(5)) {
      --_columns: 3;
    }

    .tiles:has(> :nth-child(7)) {
      --_rows: 3;
    }

    .tiles:has(> :nth-child(10)) {
      --_columns: 4;
      --_rows: 3;
    }

    .tiles:has(> :nth-child(13)) {
      --_rows: 4;
    }

    .tiles:has(> :nth-child(17)) {
      --_rows: 5;
    }

    .tiles:has(> :nth-child(21)) {
      --_rows: 6;
    }
  }

  @container (inline-size >= 44rem) {
    .tiles:has(> :nth-child(17)) {
      --_columns: 5;
      --_rows: 4;
    }

    .tiles:has(> :nth-child(21)) {
      --_rows: 5;
    }

    .tiles:has(> :nth-child(26)) {
      --_columns: 6;
      --_rows: 6;
    }
  }

  /* In one row on any phone, the device above its name; where a word does not fit, in two. */
  @container (inline-size < 38rem) {
    .controls button {
      flex: 1 1 0;
      flex-direction: column;
      gap: 0.2em;
      min-inline-size: min-content;
      white-space: normal;
      padding: 0.5em 0.4em;
      font-size: 0.8em;
    }
  }
`;
