import { css } from 'lit';

/**
 * What a page can set (`--daily-…`) and what it is otherwise. Light and dark follow the page's own `color-scheme`.
 */
export const tokens = css`
  :host {
    /* Background of cards and fields. */
    --_background: var(--daily-background, light-dark(#ffffff, #141a18));
    /* Background of what is pointed at. */
    --_surface: var(--daily-surface, light-dark(#f3f5f2, #1e2724));
    /* Text. */
    --_text: var(--daily-text, light-dark(#17201d, #ecf1ee));
    /* Text of less weight. */
    --_muted: var(--daily-muted, light-dark(#53605a, #a9b8b1));
    /* Lines between things. */
    --_border: var(--daily-border, light-dark(#d6dcd7, #36443e));
    /* Edges of buttons and fields. */
    --_control: var(--daily-control-border, light-dark(#7b8982, #7f9188));
    /* What leads on: primary buttons, the focus ring. */
    --_accent: var(--daily-accent, light-dark(#0d6553, #63d3b9));
    /* Text on the accent. */
    --_on-accent: var(--daily-on-accent, light-dark(#ffffff, #06231c));
    /* Errors, and what ends something. */
    --_danger: var(--daily-danger, light-dark(#a9271d, #ffb3a8));
    /* Background of errors. */
    --_danger-surface: var(--daily-danger-surface, light-dark(#fdf0ee, #3a1d19));
    /* Background of the call. */
    --_stage: var(--daily-stage, light-dark(#e7ebe7, #1b2421));
    /* Background of a picture that is not there. */
    --_tile: var(--daily-tile, light-dark(#26322d, #212b27));
    /* Text on that. */
    --_on-tile: var(--daily-on-tile, #f4f8f6);
    /* Corners; smaller things have smaller ones of it. */
    --_radius: var(--daily-radius, 14px);
    --_radius-small: calc(var(--_radius) * 0.65);
    /* The distance that all others are made from. */
    --_space: var(--daily-space, 1rem);
    /* Typeface; the page's own by default. */
    --_font: var(--daily-font, inherit);
    /* Shadow of cards. */
    --_shadow: var(--daily-shadow, 0 1px 2px rgb(10 30 22 / 6%), 0 12px 32px -18px rgb(10 30 22 / 30%));

    box-sizing: border-box;
    color: var(--_text);
    font-family: var(--_font);
    line-height: 1.5;
    text-align: start;
  }

  :host([hidden]) {
    display: none !important;
  }

  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }

  [hidden] {
    display: none !important;
  }

  h2,
  h3,
  p,
  ul {
    margin: 0;
    padding: 0;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
