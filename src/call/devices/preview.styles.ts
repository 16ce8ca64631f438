import { css } from 'lit';
import { nameLabelStyles } from '../../elements/styles/name-label.styles.js';
import { deviceFieldStyles } from './device-field.styles.js';

/** What only the open preview needs besides the picture. */
export const previewStyles = css`
  ${deviceFieldStyles}
  ${nameLabelStyles}

  .preview-view {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
  }

  .preview-view:focus {
    outline: none;
  }

  .preview-view:focus-visible .frame {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  .video video {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    transform: scaleX(-1);
    grid-area: 1 / 1;
  }

  .video [role='status'] {
    align-self: center;
    padding: 1rem min(3rem, 10cqi);
    text-wrap: balance;
  }

  .video [role='status'] svg {
    inline-size: 2rem;
    block-size: 2rem;
  }

  /* Above the switches, with large text as well. */
  @container (inline-size < 20rem) {
    .video [role='status'] {
      padding-block: 0.5rem calc(var(--_switch) + 1rem);
    }

    .video [role='status'] svg {
      display: none;
    }
  }

  .video .close {
    position: absolute;
    inset-block-start: 0.5rem;
    inset-inline-end: 0.5rem;
  }

  /* On the lower edge of the picture. */
  .level {
    --level: 0;
    position: absolute;
    inset-block-end: 0;
    inset-inline: 0;
    block-size: 4px;
    background: rgb(8 14 12 / 60%);
  }

  .level::before {
    content: '';
    display: block;
    block-size: 100%;
    background: var(--_on-tile);
    transform: scaleX(var(--level));
    transform-origin: left;
  }

  [dir='rtl'] .level::before {
    transform-origin: right;
  }

  .choice {
    display: grid;
    gap: 0.75rem;
    grid-template-columns: repeat(auto-fit, minmax(min(9rem, 100%), 1fr));
  }

  .choice .field {
    gap: 0.25rem;
    font-size: var(--_small);
  }

  .choice label {
    color: var(--_muted);
    font-weight: 400;
  }

  .choice select {
    min-block-size: 2.25rem;
  }

  @media (pointer: coarse) {
    .choice select {
      min-block-size: 2.75rem;
    }
  }

  .preview-view .actions {
    gap: 0.5rem;
    margin-block-start: 0;
  }

  .preview-view .actions button {
    font-size: var(--_small);
  }

  .preview-view .alert {
    margin-block: 0;
  }

  .check p {
    padding: 0.75rem;
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: var(--_surface);
    font-size: var(--_small);
    text-wrap: pretty;
  }

  .check [data-quality='bad'],
  .check [data-quality='warning'] {
    background: var(--_notice-surface);
    color: var(--_notice);
  }

  .check strong {
    display: block;
  }

  @media (forced-colors: active) {
    .level::before {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
