import { css } from 'lit';

/** The call: pictures that use the room there is, switches below them, the waiting list beside or above. */
export const stageStyles = css`
  .stage {
    display: grid;
    gap: var(--_space);
    grid-template-columns: minmax(0, 1fr);
  }

  .pictures {
    display: grid;
    gap: 0.75rem;
    align-content: start;
    padding: 0.75rem;
    border-radius: var(--_radius);
    background: var(--_stage);
  }

  .tiles {
    display: grid;
    gap: 0.75rem;
    grid-template-columns: minmax(0, 1fr);
  }

  .alone:empty,
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

  .pictures > p {
    margin: 0;
  }

  .alone {
    text-align: center;
  }

  .controls {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.5rem;
  }

  .controls button {
    flex: 0 1 auto;
  }

  .controls .off {
    border-color: color-mix(in oklab, var(--_danger) 40%, transparent);
    background: var(--_danger-surface);
    color: var(--_danger);
  }

  aside {
    min-inline-size: 0;
  }

  /* Whoever waits comes first on a narrow screen: it is what the owner is here to do. */
  aside {
    order: -1;
  }

  @container (inline-size >= 32rem) {
    .tiles:not([data-count='1']) {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }

  @container (inline-size >= 48rem) {
    .stage:has(aside) {
      align-items: start;
      grid-template-columns: minmax(0, 1fr) minmax(17rem, 22rem);
    }

    aside {
      order: 0;
    }
  }

  @container (inline-size >= 60rem) {
    .tiles:is([data-count='5'], [data-count='6'], [data-count='7'], [data-count='8'], [data-count='9']) {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }

    .tiles[data-count='10'] {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
  }

  /* In one row on any phone, the device above its name; where a word does not fit, in two. */
  @container (inline-size < 28rem) {
    .controls button {
      flex: 1 1 0;
      flex-direction: column;
      gap: 0.2em;
      min-inline-size: min-content;
      padding: 0.5em 0.4em;
      font-size: 0.8em;
    }
  }
`;
