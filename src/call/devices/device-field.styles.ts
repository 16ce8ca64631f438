import { css } from 'lit';

/** Device fields, styled like the form's fields. */
export const deviceFieldStyles = css`
  select {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 2.75rem;
    margin: 0;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--_control);
    border-radius: var(--_radius-small);
    background: var(--_background);
    color: inherit;
    font: inherit;
    text-overflow: ellipsis;
  }

  select[aria-busy='true'] {
    cursor: progress;
  }

  select:disabled {
    color: var(--_muted);
  }
`;
