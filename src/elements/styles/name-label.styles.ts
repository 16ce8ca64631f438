import { css } from 'lit';

/** A person's name in a corner of their picture. */
export const nameLabelStyles = css`
  .label {
    position: absolute;
    inset-block-end: 0.5rem;
    inset-inline-start: 0.5rem;
    display: flex;
    gap: 0.25rem;
    align-items: center;
    max-inline-size: calc(100% - 1rem - var(--_label-end, 0rem));
    padding: 0.125rem 0.5rem;
    border-radius: 999px;
    background: var(--_overlay);
    font-size: 0.8125em;
    font-weight: 600;
    line-height: 1.385;
  }

  .label bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;
