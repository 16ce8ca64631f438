import { css } from 'lit';
import { deviceFieldStyles } from './device-field.styles.js';

/** The device menu below the buttons of a call. */
export const deviceMenuStyles = css`
  ${deviceFieldStyles}

  .devices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    align-items: end;
    padding: 0.75rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    background: var(--_raised, var(--_background));
  }

  .devices .field {
    flex: 1 1 13rem;
    min-inline-size: 0;
  }

  .devices .failed {
    flex: 1 1 100%;
    color: var(--_danger);
  }

  .devices .failed:empty {
    display: none;
  }

  .devices .close {
    margin-inline: auto;
  }
`;
