import { css } from 'lit';

/** A grid of tiles that fills the available space, for 1 to 25 people and more. */
export const tilesStyles = css`
  /*
   * Columns and rows depend on the number of tiles and the width. The last row is centered. A tile is as large as fits into the width and,
   * if possible, the height.
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
    /* No wider than its columns: small tiles would wrap later. */
    inline-size: min(100%, var(--_columns) * var(--_tile-width) + (var(--_columns) - 1) * var(--_gap) + 0.5px);
  }

  .tiles > * {
    flex: none;
    inline-size: var(--_tile-width);
  }

  /* A tile with the owner's button over it. */
  .participant {
    position: relative;
  }

  .participant .more {
    position: absolute;
    inset-block-start: 0.25rem;
    inset-inline-start: 0.25rem;
    min-inline-size: clamp(1.75rem, var(--_tile-width) * 0.25, 2.75rem);
    min-block-size: clamp(1.75rem, var(--_tile-width) * 0.25, 2.75rem);
    padding: 0;
    border-color: transparent;
    border-radius: 999px;
    background: color-mix(in oklab, var(--_tile) 84%, transparent);
    color: var(--_on-tile);
  }

  .participant .more:is(:hover, [aria-expanded='true']) {
    background: var(--_tile);
  }

  /* Three: one large and two small tiles, which leave no gap. */
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
`;
