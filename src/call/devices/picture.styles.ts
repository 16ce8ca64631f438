import { css } from 'lit';

/** The visitor's own picture before the call, with its switches. */
export const pictureStyles = css`
  .video {
    --_switch: min(2.25rem, 18cqi);
    position: relative;
    align-content: stretch;
    overflow: hidden;
    padding: 0;
    background: var(--_tile);
    color: var(--_on-tile);
  }

  @media (pointer: coarse) {
    .video {
      --_switch: min(2.75rem, 18cqi);
    }
  }

  /* Nothing to see there: on a phone it would only take up space. */
  .picture.off {
    display: none;
  }

  .picture .avatar {
    inline-size: 5rem;
    block-size: 5rem;
    font-size: 1.5rem;
  }

  @container (inline-size >= 40rem) {
    .picture.off {
      display: block;
    }
  }

  .video daily-video-tile {
    --_radius-small: var(--_radius);
    inline-size: 100%;
  }

  /* Where it is in the call, beside the switches. */
  .video daily-video-tile::part(label),
  .frame.video .label {
    inset-block: var(--_name-inset, auto 0.5rem);
    max-inline-size: calc(100% - var(--_switches, 3) * (var(--_switch) + 0.5rem) - 1rem);
  }

  /* Above, where the switches leave a name little room. Custom properties, since a part of a tile would ask for the width of the tile. */
  @container (inline-size < 26rem) {
    .video {
      --_name-inset: 0.5rem auto;
      --_switches: 1;
    }
  }

  .switches {
    position: absolute;
    inset-block-end: 0.5rem;
    inset-inline-end: 0.5rem;
    display: flex;
    gap: 0.5rem;
  }

  .video button {
    inline-size: var(--_switch);
    min-block-size: var(--_switch);
    padding: 0;
    border-color: transparent;
    background: var(--_overlay);
    color: var(--_on-tile);
  }

  .video button:is(:hover, [aria-expanded='true']) {
    background: var(--_tile);
  }

  .video .off {
    background: var(--_off);
    color: var(--_danger);
  }

  .video :focus-visible {
    outline-color: var(--_on-tile);
    outline-offset: -4px;
  }

  .video .off:focus-visible {
    outline-color: var(--_danger);
  }

  .picture .devices {
    margin-block-start: 0.75rem;
  }
`;
