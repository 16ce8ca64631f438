import { css } from 'lit';

/** What calls need besides the tokens and buttons of the first view. Loaded with the call. `.danger` ends something. */
export const callStyles = css`
  :host {
    /* Text on the danger color, as on the button that removes a person. */
    --_on-danger: var(--daily-on-danger, light-dark(#ffffff, #3b0c06));
    /* Text of notices: a camera that fails, a connection that is interrupted. */
    --_notice: var(--daily-notice, light-dark(#7a4b00, #f3c778));
    /* Background of notices. */
    --_notice-surface: var(--daily-notice-surface, light-dark(#fdf4df, #302610));
    /* Background of the call. */
    --_stage: var(--daily-stage, light-dark(#e7ebe8, #1b2421));
    /* Background of tiles without video, and of names in tiles. */
    --_tile: var(--daily-tile, light-dark(#26322d, #2a3631));
    /* Background of the switch of a device that is off: in the dark a step lighter than errors, to be seen among the others. */
    --_off: light-dark(var(--_danger-surface), color-mix(in oklab, var(--_danger-surface) 76%, var(--_danger)));
    /* Background of what lies over a video. */
    --_overlay: color-mix(in oklab, var(--_tile) 84%, transparent);
    /* Text in tiles, and on the background of the call. */
    --_on-tile: var(--daily-on-tile, #f4f8f6);
    /* The border of the active speaker. */
    --_speaking: var(--daily-speaking, #6fe0c5);
    /* The height that the video tiles fit into, where the width allows it. */
    --_height: var(--daily-stage-height, max(18rem, 100dvb - 13rem));
    --_small: 0.875em;
  }

  [hidden] {
    display: none !important;
  }

  button.danger {
    border-color: transparent;
    background: var(--_danger);
    color: var(--_on-danger);
  }

  @media (hover: hover) {
    button.danger:hover {
      background: color-mix(in oklab, var(--_danger) 88%, var(--_text));
    }
  }

  button[aria-disabled='true'] {
    opacity: 0.65;
    cursor: default;
    translate: none;
  }

  [dir='rtl'] .points {
    transform: scaleX(-1);
  }

  @media (forced-colors: active) {
    button.danger {
      border-color: ButtonBorder;
      color: ButtonText;
    }
  }

  /* Empty live regions stay in the accessibility tree: screen readers may miss the text of one that has just come. */
  .visually-hidden,
  [role='status']:empty,
  .silence:not(:has(*)),
  .invite:has(> :empty) {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
