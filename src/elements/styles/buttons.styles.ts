import { css } from 'lit';

/** Buttons of all elements. `.primary` is the main action. */
export const buttons = css`
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: 2.25rem;
    margin: 0;
    padding: 0.5em min(1.1em, 5cqi);
    border: 1px solid var(--_control);
    border-radius: var(--_radius-small);
    background: var(--_background);
    color: var(--_text);
    font: inherit;
    font-weight: 600;
    line-height: 1.2;
    cursor: pointer;
  }

  form button,
  .main > .actions button {
    min-block-size: 2.75rem;
  }

  @media (pointer: coarse) {
    button {
      min-block-size: 2.75rem;
    }
  }

  button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  button.quiet {
    border-color: transparent;
    background: none;
    color: var(--_muted);
  }

  /* Not for touch, where a tapped button would keep the hover style until the next tap. */
  @media (hover: hover) {
    button:hover {
      border-color: currentcolor;
      background: var(--_surface);
    }

    button.primary:hover {
      background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
    }
  }

  button:active {
    translate: 0 1px;
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  svg {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
  }

  @media (prefers-reduced-motion: no-preference) {
    button {
      transition: 120ms;
      transition-property: background-color, border-color, translate;
    }
  }

  @media (forced-colors: active) {
    button.primary {
      border-color: ButtonBorder;
      color: ButtonText;
    }

    :focus-visible {
      outline-color: Highlight;
    }
  }
`;
