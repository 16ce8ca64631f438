import { css } from 'lit';

/** A grid of tiles that fills the available space, for 1 to 25 people and more. */
export const tilesStyles = css`
  /*
   * Columns and rows depend on the number of tiles and the width. The last row is centered. A tile is as large as fits into the width and,
   * if possible, the height. The grid is at least as high as one large picture, and as two rows of small ones, so that the controls stay where they are when people come
   * and go. On phones, pictures are square: more of a face, and of the screen.
   */
  .tiles,
  .invite {
    --_gap: 0.5rem;
    --_columns: 1;
    --_rows: 1;
    --_aspect: 1;
    --_by-width: calc((100cqi - (var(--_columns) - 1) * var(--_gap)) / var(--_columns) - 0.01px);
    --_tiles-height: max(var(--_height) - var(--_bar-height, 0rem), 20rem / var(--_aspect) + var(--_gap));
    --_least-height: min(100cqi / var(--_aspect), var(--_tiles-height));
    --_by-height: calc((var(--_tiles-height) - (var(--_rows) - 1) * var(--_gap)) / var(--_rows) * var(--_aspect));
    --_tile-width: min(var(--_by-width), max(var(--_by-height), 10rem));
  }

  .tiles {
    display: flex;
    flex-wrap: wrap;
    place-content: center;
    justify-self: center;
    gap: var(--_gap);
    /* No wider than its columns: small tiles would wrap later. */
    inline-size: min(100%, var(--_columns) * var(--_tile-width) + (var(--_columns) - 1) * var(--_gap) + 0.5px);
    min-block-size: var(--_least-height);
  }

  .tiles > * {
    flex: none;
    inline-size: var(--_tile-width);
  }

  .tiles daily-video-tile {
    aspect-ratio: var(--_aspect);
  }

  /* Three and more fill the rows, up to 4:3. */
  .tiles:has(> :nth-child(3)) daily-video-tile {
    aspect-ratio: auto;
    block-size: clamp(
      var(--_tile-width) / var(--_aspect),
      (var(--_least-height) - (var(--_rows) - 1) * var(--_gap)) / var(--_rows),
      var(--_tile-width) * 0.75
    );
  }

  /* Two: the other is large, oneself small in a corner. */
  .tiles:has(> :nth-child(2):last-child) {
    --_small-width: min(var(--_tile-width) * 0.32, clamp(5.25rem, var(--_tile-width) * 0.22, 12rem));
    position: relative;
  }

  /* Its name ends before the small picture. */
  .tiles:has(> :nth-child(2):last-child) > :first-child {
    --_label-end: calc(var(--_small-width) + 0.5rem);
  }

  .tiles > [session-id='local']:nth-child(2):last-child {
    position: absolute;
    inset-block-end: 0.5rem;
    inset-inline-end: 0.5rem;
    inline-size: var(--_small-width);
    aspect-ratio: max(1, var(--_aspect) * 0.75);
    border-radius: var(--_radius-small);
    box-shadow: 0 0 0 2px var(--_background);
    /* People know their own small picture without a name. */
    --_own-label: none;
  }

  /* A tile with the owner's button over it. */
  .participant {
    position: relative;
  }

  .participant .more {
    position: absolute;
    inset-block-start: 0.25rem;
    inset-inline-start: 0.25rem;
    inline-size: 2.25rem;
    min-block-size: 2.25rem;
    padding: 0;
    border-color: transparent;
    border-radius: 999px;
    background: none;
    color: var(--_on-tile);
  }

  /* On small tiles, the circle is smaller than the target, and leaves the face free. */
  .more svg {
    --_circle: clamp(1.625rem, var(--_tile-width) * 0.2, 2.25rem);
    inline-size: var(--_circle);
    block-size: var(--_circle);
    padding: calc(var(--_circle) * 0.22);
    border-radius: 50%;
    background: var(--_overlay);
  }

  .more:is(:hover, [aria-expanded='true']) svg {
    background: var(--_tile);
  }

  .tiles:has(> :nth-child(5)) .more {
    inset-block-start: 0;
    inset-inline-start: 0;
  }

  @media (pointer: coarse) {
    .participant .more {
      inline-size: 2.75rem;
      min-block-size: 2.75rem;
    }
  }

  /* With a mouse, it shows where it is pointed at or has the focus. */
  @media (hover: hover) and (pointer: fine) {
    .participant:not(:hover) .more:not(:focus-visible, [aria-expanded='true']) {
      opacity: 0;
    }
  }

  /* A person has come in. Not the visitor, who has been in the picture all the time. */
  @media (prefers-reduced-motion: no-preference) {
    .tiles > :not([session-id='local']) {
      animation: fade-in 180ms ease-out;
    }

    @keyframes fade-in {
      from {
        opacity: 0;
      }
    }
  }

  .tiles:has(> :nth-child(3)) {
    --_columns: 2;
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

  .tiles:has(> :nth-child(10)) > [data-first] {
    order: -1;
  }

  .tiles:has(> :nth-child(13)) {
    --_rows: 5;
  }

  .tiles:has(> :nth-child(16)) {
    --_rows: 6;
    --_aspect: calc(16 / 9);
  }

  @container (inline-size < 20rem) {
    .tiles:has(> :nth-child(9)) {
      --_columns: 2;
      --_rows: 5;
    }
  }

  @container (inline-size >= 28rem) {
    .tiles,
    .invite {
      --_aspect: calc(16 / 9);
    }

    .tiles:has(> :nth-child(5)) {
      --_columns: 3;
      --_rows: 2;
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
