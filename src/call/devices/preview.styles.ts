import { css } from 'lit';
import { deviceFieldStyles } from './device-field.styles.js';

/** The preview of the visitor's own video before the call. */
export const previewStyles = css`
  ${deviceFieldStyles}

  .preview-view {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
  }

  .preview-view:focus {
    outline: none;
  }

  .preview-frame {
    position: relative;
    display: grid;
    place-items: center;
    aspect-ratio: 16 / 9;
    overflow: hidden;
    border-radius: var(--_radius-small);
    background: var(--_tile);
    color: var(--_on-tile);
    text-align: center;
  }

  .preview-frame video {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    transform: scaleX(-1);
  }

  .preview-frame p {
    padding: 1rem;
    text-wrap: balance;
  }

  .preview-frame svg {
    inline-size: 2.5rem;
    block-size: 2.5rem;
  }

  .level {
    --level: 0;
    block-size: 0.5rem;
    overflow: hidden;
    border: 1px solid var(--_control);
    border-radius: 999px;
    background: var(--_surface);
  }

  .level::before {
    content: '';
    display: block;
    block-size: 100%;
    background: var(--_accent);
    transform: scaleX(var(--level));
    transform-origin: left;
  }

  [dir='rtl'] .level::before {
    transform-origin: right;
  }

  .preview-view .actions {
    margin-block-start: 0.25rem;
  }

  .preview-view .alert {
    margin-block-start: 0;
  }

  .check p {
    padding: 0.6rem 0.8rem;
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: var(--_surface);
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
