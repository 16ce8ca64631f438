import { css } from 'lit';

/** The menu over the tile of another participant. No wider than the tile, so that it stays within the stage. */
export const participantMenuStyles = css`
  .menu {
    position: absolute;
    z-index: 2;
    inset-block-start: 3.25rem;
    inset-inline-start: 0.25rem;
    display: grid;
    gap: 0.5rem;
    min-inline-size: min(13rem, 100% - 0.5rem);
    max-inline-size: calc(100% - 0.5rem);
    padding: 0.5rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    background: var(--_background);
    color: var(--_text);
    box-shadow: var(--_shadow);
    overflow-wrap: anywhere;
  }

  .menu:focus {
    outline: none;
  }

  .menu > p {
    font-size: var(--_small);
  }

  .menu > p:empty {
    display: none;
  }

  .menu > .question {
    font-weight: 600;
  }

  .menu > .failed {
    color: var(--_danger);
  }
`;
