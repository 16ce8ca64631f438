import { css } from 'lit';
import { deviceFieldStyles } from './device-field.styles.js';

/** The device menu below the buttons of a call. */
export const deviceMenuStyles = css`
  ${deviceFieldStyles}

  .devices {
    display: grid;
    gap: 0.75rem;
    grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
    align-items: end;
    padding: 0.75rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    background: var(--_background);
  }

  .devices .field {
    min-inline-size: 0;
  }

  .devices .failed {
    grid-column: 1 / -1;
    color: var(--_danger);
  }

  .devices .failed:empty {
    display: none;
  }

  .devices .close {
    grid-column: 1 / -1;
    justify-self: center;
  }
`;
