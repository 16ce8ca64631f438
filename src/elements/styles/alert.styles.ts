import { css } from 'lit';

/** What is said below a field. Seen at the earliest when somebody is about to use it. */
export const problemStyles = css`
  /* Large text in a small window: a long word is broken rather than cut off. */
  h2 {
    overflow-wrap: anywhere;
  }

  input[aria-invalid='true'] {
    border-color: var(--_danger);
    box-shadow: inset 0 0 0 1px var(--_danger);
  }

  /* A host has no blank in it. */
  .field .muted {
    overflow-wrap: anywhere;
  }

  .field-error {
    color: var(--_danger);
    font-size: var(--_small);
    overflow-wrap: break-word;
    text-wrap: pretty;
  }

  /* A link among the words may be longer than the line, and WebKit breaks it nowhere when words are kept whole. */
  .field-error:lang(ko) {
    word-break: normal;
  }

  .field-error strong {
    display: block;
  }

  /* Where the field is described, all of it is read in one go. */
  .field-error strong::after {
    content: '.';
    color: transparent;
  }
`;
