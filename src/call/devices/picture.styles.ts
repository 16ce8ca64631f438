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

  /* Above: on the lower edge the switches would leave a name little room. */
  .video daily-video-tile::part(label),
  .frame.video .label {
    inset-block: 0.5rem auto;
    max-inline-size: calc(100% - var(--_switch) - 1.5rem);
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
