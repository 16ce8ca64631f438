import { css } from 'lit';

/** Buttons of all elements. `.primary` leads on, `.danger` ends something. */
export const buttons = css`
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: 2.75rem;
    margin: 0;
    padding: 0.5em 1.1em;
    border: 1px solid var(--_control);
    border-radius: var(--_radius-small);
    background: var(--_background);
    color: var(--_text);
    font: inherit;
    font-weight: 600;
    line-height: 1.2;
    cursor: pointer;
    transition:
      background-color 120ms,
      border-color 120ms;
  }

  button:hover {
    background: var(--_surface);
    border-color: var(--_text);
  }

  button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  button.primary:hover {
    background: color-mix(in oklab, var(--_accent) 86%, var(--_text));
  }

  button.danger {
    border-color: currentcolor;
    color: var(--_danger);
  }

  button.danger:hover {
    background: var(--_danger-surface);
  }

  button[aria-disabled='true'] {
    opacity: 0.55;
    cursor: progress;
  }

  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }

  svg {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
  }

  @media (prefers-reduced-motion: reduce) {
    button {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    button.primary {
      border-color: ButtonBorder;
    }
  }
`;
