import { css } from 'lit';

/** The box to write to those who wait. */
export const messageBoxStyles = css`
  .messages,
  .messages form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.6rem;
  }

  .messages {
    margin-block-start: 0.6rem;
  }

  .messages form {
    padding: 0.75rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
  }

  .write-all {
    justify-self: start;
  }

  /* Quieter than the answers, and no wider than its word. */
  .answers .write {
    flex: none;
    border-color: transparent;
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

  .delivery:empty {
    display: none;
  }

  .delivery strong {
    color: var(--_danger);
  }
`;
