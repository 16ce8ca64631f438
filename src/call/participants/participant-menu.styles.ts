import { css } from 'lit';

/** The menu over the tile of another participant. It may be wider than a small tile, but not than the stage. */
export const participantMenuStyles = css`
  .menu {
    position: absolute;
    z-index: 2;
    inset-block-start: 3rem;
    inset-inline-start: 0.25rem;
    display: grid;
    gap: 0.5rem;
    inline-size: max-content;
    max-inline-size: min(17rem, 100cqi);
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

  .menu > .failed:empty {
    display: none;
  }

  /* Below where the button was that asks. */
  .menu > .danger {
    margin-block-start: 1rem;
  }

  .menu > .question {
    font-weight: 600;
  }

  .menu > .failed {
    color: var(--_danger);
  }
`;
