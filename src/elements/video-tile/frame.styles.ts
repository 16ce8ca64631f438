import { css } from 'lit';

/** A place of 16 by 9, unless the page says otherwise. */
export const frameStyles = css`
  :host {
    aspect-ratio: 16 / 9;
    min-inline-size: 0;
    contain-intrinsic-inline-size: min(17rem, 80cqi);
  }

  .tile {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 100%;
    block-size: 100%;
    overflow: hidden;
    border-radius: var(--_radius-small);
    outline: 1px solid transparent;
    background: var(--_tile);
    color: var(--_on-tile);
  }
`;
