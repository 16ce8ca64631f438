import { css } from 'lit';

/** The stage: tiles, controls below them, and the waiting list beside or above. */
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

  /* Over the tiles, so that it causes no layout shift. */
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

  .self {
    display: grid;
    gap: 0.75rem;
    grid-template-columns: minmax(0, 1fr);
    margin-block-end: calc(var(--_space) * 1.25);
  }

  .controls {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.5rem;
  }

  /* Wrap buttons, never words. */
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

  .away:empty {
    display: none;
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
    --_height: var(--daily-stage-height, max(14rem, 100dvb - 17.5rem));
  }

  /* A list of the page's own comes first on a narrow screen: it needs the owner's answer. */
  .stage > aside {
    order: -1;
  }

  @container (inline-size >= 48rem) {
    .stage:has(> aside) {
      align-items: start;
      grid-template-columns: minmax(0, 1fr) minmax(17rem, 22rem);
    }

    .stage > aside {
      order: 0;
    }
  }

  /* One row on any phone, with the icon above the label; two if a label does not fit. */
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
