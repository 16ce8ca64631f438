import { css } from 'lit';

/** The box to write to those who wait. */
export const messageBoxStyles = css`
  .messages,
  .messages form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5rem;
  }

  .messages:has(form) {
    flex: 1 1 100%;
    padding-block-end: 0.5rem;
  }

  .write-all {
    justify-self: start;
  }

  .answers > .write {
    min-inline-size: 2.25rem;
    padding-inline: 0;
  }

  @media (pointer: coarse) {
    .answers > .write {
      min-inline-size: 2.75rem;
    }
  }

  .messages label {
    overflow-wrap: anywhere;
  }

  .phrases,
  .send {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .phrases button {
    padding-block: 0.35em;
    font-size: var(--_small);
    font-weight: 400;
    text-align: start;
  }

  .send button {
    flex: 1 1 6rem;
  }

  .delivery {
    font-size: var(--_small);
    overflow-wrap: anywhere;
  }

  .delivery strong {
    color: var(--_danger);
  }
`;
