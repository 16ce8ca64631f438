import { css } from 'lit';

/**
 * The custom properties that a page can set (`--daily-…`) and their defaults. Light and dark follow the page's `color-scheme`. Those that only
 * a call needs are in `call.styles.ts`.
 */
export const tokens = css`
  :host {
    /* Background of cards, fields and buttons. */
    --_background: var(--daily-background, light-dark(#ffffff, #1a211e));
    /* Background under the pointer, and of empty areas. */
    --_surface: var(--daily-surface, light-dark(#f2f5f3, #252e2a));
    /* Text. */
    --_text: var(--daily-text, light-dark(#17201d, #ecf1ee));
    /* Secondary text. */
    --_muted: var(--daily-muted, light-dark(#53605a, #a9b8b1));
    /* Borders of cards, and dividers. */
    --_border: var(--daily-border, color-mix(in oklab, var(--_text) 12%, transparent));
    /* Borders of buttons and fields. */
    --_control: var(--daily-control-border, light-dark(#7b8982, #7f9188));
    /* Primary buttons, the focus ring, the waiting animation. */
    --_accent: var(--daily-accent, light-dark(#0d6553, #86cdbb));
    /* Text on the accent. */
    --_on-accent: var(--daily-on-accent, light-dark(#ffffff, #06231c));
    /* Errors, and buttons that end something. */
    --_danger: var(--daily-danger, light-dark(#a9271d, #ffb3a8));
    /* Background of errors, and of devices that are off; in the dark those are mixed with the one above. */
    --_danger-surface: var(--daily-danger-surface, light-dark(#fdefed, #3a1d19));
    /* Corner radius of cards. Those of smaller parts derive from it. */
    --_radius: var(--daily-radius, 16px);
    --_radius-small: calc(var(--_radius) * 0.625);
    /* The base of all distances. */
    --_space: var(--daily-space, 1rem);
    /* Typeface. Default: the page's. */
    --_font: var(--daily-font, inherit);
    /* Shadow of cards. */
    --_shadow: var(--daily-shadow, 0 1px 2px rgb(10 30 22 / 6%), 0 12px 32px -16px rgb(10 30 22 / 24%));
    /* Text sizes, relative to the page's: 16 px text, 18 px names and headings of parts, 22 px headings of states. */
    --_large: 1.125em;
    --_heading: 1.375em;

    display: block;
    box-sizing: border-box;
    min-inline-size: min(12rem, 100%);
    break-inside: avoid;
    container-type: inline-size;
    /* Containers that take their width from their content, such as dialogs and flex rows, would collapse without it. */
    contain-intrinsic-inline-size: min(24rem, 80cqi);
    /* Resets weight, slant and all other font properties. */
    font: 1em/1.5 a;
    font-family: var(--_font);
    letter-spacing: normal;
    word-spacing: normal;
    writing-mode: horizontal-tb;
  }

  /*
   * Stops the page's white space, shadows and alignment, even from a rule for all elements. The properties above apply if they are set on
   * the element itself, since visitors use them to space out text.
   */
  :where(.card, .stage, .tile, .visually-hidden) {
    all: initial;
    display: block;
    flex: 1;
    min-inline-size: 0;
    color: var(--_text);
    color-scheme: inherit;
    font: inherit;
    interactivity: inherit;
    letter-spacing: inherit;
    pointer-events: inherit;
    visibility: inherit;
    word-spacing: inherit;
    -webkit-font-smoothing: inherit;
    -moz-osx-font-smoothing: inherit;
    -webkit-text-size-adjust: inherit;
    -webkit-user-select: text;
    user-select: text;
    /* In Chromium the attribute lang sets a CSS property as well. */
    -webkit-locale: revert-layer;
  }

  :host([hidden]) {
    display: none !important;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h2,
  h3,
  p,
  ul {
    margin: 0;
    padding: 0;
  }

  h2 {
    font-size: var(--_large);
    font-weight: 600;
    line-height: 1.27;
    overflow-wrap: anywhere;
    text-wrap: balance;
  }

  h2:focus {
    outline: none;
  }

  /* Korean has spaces between words, and breaks there. */
  :lang(ko) {
    word-break: keep-all;
  }
`;
