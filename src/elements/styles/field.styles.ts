import { css } from 'lit';

/** A labelled field. */
export const fieldStyles = css`
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.35rem;
  }

  label {
    font-weight: 600;
  }

  input {
    inline-size: 100%;
    min-block-size: 2.75rem;
    margin: 0;
    padding: 0.55em 0.8em;
    border: 1px solid var(--_control);
    border-radius: var(--_radius-small);
    background: var(--_background);
    color: inherit;
    font: inherit;
    caret-color: var(--_accent);
  }

  input:hover {
    border-color: var(--_text);
  }

  input:focus-visible {
    outline-offset: -1px;
  }

  /* Its line is kept, partly in the gap below the field. */
  .field .muted {
    min-block-size: 1lh;
    margin: 0 0 -0.5rem;
  }
`;
