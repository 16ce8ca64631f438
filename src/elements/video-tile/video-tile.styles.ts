import { css } from 'lit';

/** The video, or the avatar in its place. */
export const tileStyles = css`
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
    border-radius: var(--_radius);
    background: var(--_tile);
    color: var(--_on-tile);
  }

  .tile:not(:focus-visible) {
    outline: 1px solid transparent;
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
    inline-size: clamp(2.5rem, 22cqi, 6rem);
    aspect-ratio: 1;
    border: 1px solid transparent;
    font-size: clamp(1rem, 8cqi, 2rem);
  }

  .label span {
    display: contents;
  }

  .label svg {
    inline-size: 1.1em;
    block-size: 1.1em;
  }

  /* The stage hides it. */
  .own:not(:has(span)) {
    display: var(--_own-label, flex);
  }

  .own bdi {
    display: var(--_own-label, block);
  }

  /* Above the video, which fills the tile. */
  .speaking::after {
    content: '';
    position: absolute;
    inset: 0;
    border: 2px solid var(--_speaking);
    border-radius: inherit;
    box-shadow: inset 0 0 0 1px rgb(8 14 12 / 60%);
    pointer-events: none;
  }

  .weak {
    position: absolute;
    inset-block-start: 0.5rem;
    inset-inline-end: 0.5rem;
    display: grid;
    padding: 0.25rem;
    border-radius: 999px;
    background: rgb(8 14 12 / 72%);
    color: #ffc9a3;
  }

  .weak svg {
    inline-size: 1rem;
    block-size: 1rem;
  }

  @container (inline-size < 12.5rem) {
    .tile {
      border-radius: var(--_radius-small);
    }

    /* Above the name. */
    .avatar {
      inline-size: clamp(1.75rem, 26cqi, 3rem);
      margin-block-end: 1.25rem;
      font-size: clamp(0.75rem, 10cqi, 1.125rem);
    }

    .label {
      inset-block-end: 0.25rem;
      inset-inline-start: 0.25rem;
      max-inline-size: calc(100% - 0.5rem - var(--_label-end, 0rem));
      padding-inline: 0.375rem;
      font-size: 0.75em;
    }

    .weak {
      inset-block-start: 0.25rem;
      inset-inline-end: 0.25rem;
    }
  }

  button {
    position: absolute;
  }
`;
