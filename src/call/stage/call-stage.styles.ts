import { css } from 'lit';

/** The stage: tiles, controls below them, and the waiting list beside or above, all on one surface. */
export const stageStyles = css`
  .stage {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    border-radius: var(--_radius);
    background: var(--_stage);
  }

  .pictures {
    /* What lies on the stage, a step lighter than it in the dark. */
    --_raised: light-dark(var(--_background), color-mix(in oklab, var(--_background) 84%, var(--_text)));
    position: relative;
    display: grid;
    gap: 0.5rem;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    padding: 0.5rem;
    container-type: inline-size;
  }

  .interrupted {
    margin-block-start: var(--_space);
    padding: 0.5rem 0.75rem;
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

  /* Over the tiles, so that they cause no layout shift. */
  .pictures > .tiles,
  .pictures > .silence {
    grid-area: 1 / 1;
  }

  .pictures > .silence {
    z-index: 1;
    place-self: start center;
    margin: 0.75rem;
  }

  .pictures > .interrupted {
    position: absolute;
    z-index: 1;
    inset-block-start: 1.25rem;
    inset-inline: 1.25rem;
    margin-inline: auto;
    inline-size: fit-content;
    box-shadow: var(--_shadow);
  }

  .controls {
    padding-block: 0.25rem;
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.5rem;
  }

  /* Wrap buttons, never words. */
  .controls button {
    flex: 0 0 auto;
    max-inline-size: 100%;
    padding-inline: 0.75rem;
    border-color: transparent;
    background: var(--_raised);
    white-space: nowrap;
  }

  /* As on the picture before the call. */
  .controls .off {
    background: var(--_off);
  }

  .controls .off svg {
    color: var(--_danger);
  }

  @media (hover: hover) {
    .controls button:hover {
      border-color: var(--_control);
    }

    .controls .leave:hover {
      border-color: transparent;
      background: var(--_danger);
      color: var(--_on-danger);
    }
  }

  .controls .leave:active {
    background: var(--_danger);
    color: var(--_on-danger);
  }

  .silent {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0.5rem 1rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: var(--_background);
    box-shadow: var(--_shadow);
    text-align: center;
  }

  .invite {
    display: grid;
    gap: 0.5rem;
    grid-template-columns: minmax(0, 1fr);
    padding: 0.75rem;
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: var(--_raised);
    color: var(--_muted);
    font-size: var(--_small);
    text-wrap: pretty;
  }

  .invite p {
    margin: 0;
  }

  .invite strong {
    display: block;
    color: var(--_text);
    font-size: calc(1em / 0.875);
    font-weight: 600;
  }

  .invite .link {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    color: var(--_text);
  }

  .invite bdi {
    flex: 1 1 14rem;
    min-inline-size: 0;
    padding: 0.5rem 0.75rem;
    border-radius: var(--_radius-small);
    background: var(--_surface);
    overflow-wrap: anywhere;
    user-select: all;
    -webkit-user-select: all;
  }

  .invite button {
    flex: none;
  }

  aside,
  aside > div {
    display: grid;
    gap: 0.5rem;
    grid-template-columns: minmax(0, 1fr);
    min-inline-size: 0;
  }

  .away {
    color: var(--_muted);
    font-size: var(--_small);
    text-align: center;
    text-wrap: balance;
  }

  /* Quiet, as what is beside it in the foot of the list. */
  [data-small-window] {
    justify-self: center;
    padding-inline: 0.5rem;
    border-color: transparent;
    background: none;
    color: var(--_muted);
    font-size: var(--_small);
    font-weight: 500;
  }

  daily-waiting-list > [data-small-window] {
    margin-inline: -0.5rem;
  }

  @media (hover: hover) {
    [data-small-window]:hover {
      border-color: transparent;
      color: var(--_text);
    }
  }

  /* Above the controls it is a bar, for which the pictures leave room. */
  .pictures:has(> aside) {
    --_bar-height: 4.5rem;
  }

  /* A list of the page's own comes first on a narrow screen: it needs the owner's answer. */
  .stage > aside {
    --daily-shadow: none;
    order: -1;
    padding: 0.5rem 0.5rem 0;
  }

  @container (inline-size >= 48rem) {
    .stage:has(> aside) {
      align-items: start;
      grid-template-columns: minmax(0, 1fr) minmax(17rem, 22rem);
    }

    .stage > aside {
      order: 0;
      padding: 0.5rem;
      padding-inline-start: 0;
    }

    /* In sight beside a list that is longer. */
    .stage:has(> aside) > .pictures {
      position: sticky;
      inset-block-start: 0;
    }
  }

  @container (inline-size >= 44rem) {
    /* Over a corner of the picture, where the small picture is going to be: it moves no button. */
    .pictures > .invite {
      z-index: 1;
      grid-area: 1 / 1;
      place-self: end;
      inline-size: 20rem;
      margin: 0.75rem;
      margin-inline-end: calc((100cqi - var(--_tile-width)) / 2 + 0.75rem);
    }
  }

  /* On a phone the picture and the link share the place of a square picture, so that the link is in sight and no button moves later. */
  @container (18rem <= inline-size < 28rem) {
    .pictures:has(.link) > .tiles {
      align-content: start;

      daily-video-tile {
        --_aspect: calc(16 / 9);
      }
    }

    .pictures > .invite:has(.link) {
      z-index: 1;
      grid-area: 1 / 1;
      place-self: end stretch;
      /* What does not fit makes the place higher, instead of covering the picture. */
      margin-block-start: calc(100cqi * 9 / 16 + 0.5rem);
    }

    .invite bdi {
      flex-basis: 4.5rem;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  }

  /* One row on any phone, with the icon above the label; two if a label does not fit. */
  @container (inline-size < 38rem) {
    .controls button {
      flex: 1 1 0;
      flex-direction: column;
      gap: 0.25rem;
      min-block-size: 2.75rem;
      min-inline-size: min-content;
      white-space: normal;
      padding: 0.25rem 0.5rem;
      font-size: 0.8125em;
    }
  }

  @container (inline-size < 24rem) {
    .controls {
      gap: 0.25rem;
    }

    .controls button {
      padding-inline: 0.375rem;
    }
  }

  @container (inline-size < 20rem) {
    .controls button {
      flex-basis: auto; /* Each has its share of the room that the words leave. */
      padding-inline: 0;
      font-size: 0.75em;
    }
  }
`;
