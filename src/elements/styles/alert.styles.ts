import { css } from 'lit';

/** Errors and hints of fields, and notices. Loaded with the call. */
export const alertStyles = css`
  /* In a small window with large text, long words break instead of being cut off. */
  h2 {
    overflow-wrap: anywhere;
  }

  input[aria-invalid='true'] {
    border-color: var(--_danger);
    box-shadow: inset 0 0 0 1px var(--_danger);
  }

  /* A host name has no spaces. */
  .field .muted {
    overflow-wrap: anywhere;
  }

  .field-error {
    color: var(--_danger);
    font-size: var(--_small);
    overflow-wrap: break-word;
    text-wrap: pretty;
  }

  /* A link may be longer than the line, and WebKit does not break it under keep-all. */
  .field-error:lang(ko) {
    word-break: normal;
  }

  .field-error strong {
    display: block;
  }

  /* Screen readers read the whole description at once. */
  .field-error strong::after {
    content: '.';
    color: transparent;
  }

  .alert:first-child {
    margin-block-start: 0;
  }

  form + .alert {
    margin-block-end: 0;
  }

  .alert a {
    color: inherit;
    font-weight: 600;
  }

  .alert.notice {
    background: var(--_notice-surface);
  }

  .alert.notice :is(strong, svg) {
    color: var(--_notice);
  }
`;
