import { css } from 'lit';

/** The host's message and the place in the queue, above the buttons of the card. */
export const guestLobbyStyles = css`
  .lobby {
    display: grid;
    flex: 1 1 100%;
    gap: 0.75rem;
    margin-block-end: 0.75rem;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .host-message {
    padding: 0.6rem 0.9rem;
    border-inline-start: 3px solid var(--_accent);
    border-start-end-radius: var(--_radius-small);
    border-end-end-radius: var(--_radius-small);
    background: var(--_surface);
  }

  .host-message strong {
    display: block;
    color: var(--_muted);
    font-size: var(--_small);
  }
`;
