import { css } from 'lit';

/** A picture of 16 by 9 unless the page says otherwise, with the name in a corner. */
export const tileStyles = css`
  :host {
    display: block;
    aspect-ratio: 16 / 9;
    min-inline-size: 0;
    container-type: inline-size;
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

  video {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  :host([fit='contain']) video {
    object-fit: contain;
  }

  .mirrored {
    transform: scaleX(-1);
  }

  .avatar {
    display: grid;
    place-items: center;
    inline-size: clamp(2.5rem, 24cqi, 6rem);
    aspect-ratio: 1;
    border-radius: 50%;
    background: color-mix(in oklab, var(--_on-tile) 16%, transparent);
    font-size: clamp(1rem, 9cqi, 2.25rem);
    font-weight: 700;
  }

  .label {
    position: absolute;
    inset-block-end: 0.5rem;
    inset-inline-start: 0.5rem;
    display: flex;
    gap: 0.35rem;
    align-items: center;
    max-inline-size: calc(100% - 1rem);
    padding: 0.15rem 0.55rem;
    border-radius: 999px;
    background: color-mix(in oklab, var(--_tile) 84%, transparent);
    font-size: var(--_small);
    font-weight: 600;
  }

  .label bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .label svg {
    inline-size: 1.1em;
    block-size: 1.1em;
  }

  button {
    position: absolute;
  }
`;
