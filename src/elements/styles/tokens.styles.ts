import { css } from 'lit';

/**
 * What a page can set (`--daily-…`) and what it is otherwise. Light and dark follow the page's own `color-scheme`.
 */
export const tokens = css`
  :host {
    /* Background of cards, fields and buttons. */
    --_background: var(--daily-background, light-dark(#ffffff, #151b19));
    /* Background of what is pointed at, and of what is empty. */
    --_surface: var(--daily-surface, light-dark(#f2f5f3, #202a26));
    /* Text. */
    --_text: var(--daily-text, light-dark(#17201d, #ecf1ee));
    /* Text of less weight. */
    --_muted: var(--daily-muted, light-dark(#53605a, #a9b8b1));
    /* Edges of cards, and lines between things. */
    --_border: var(--daily-border, light-dark(#d9dfdb, #34413c));
    /* Edges of buttons and fields. */
    --_control: var(--daily-control-border, light-dark(#7b8982, #7f9188));
    /* What leads on: primary buttons, the focus ring, the waiting animation. */
    --_accent: var(--daily-accent, light-dark(#0d6553, #63d3b9));
    /* Text on the accent. */
    --_on-accent: var(--daily-on-accent, light-dark(#ffffff, #06231c));
    /* What is wrong, and what ends something. */
    --_danger: var(--daily-danger, light-dark(#a9271d, #ffb3a8));
    /* Text on the colour of danger: the button that leaves the call. */
    --_on-danger: var(--daily-on-danger, light-dark(#ffffff, #3b0c06));
    /* Background of errors, and of what is switched off. */
    --_danger-surface: var(--daily-danger-surface, light-dark(#fdefed, #3a1d19));
    /* What one should know, though one can go on: a camera that fails, a connection that is being found again. */
    --_notice: var(--daily-notice, light-dark(#7a4b00, #f3c778));
    /* Background of notices. */
    --_notice-surface: var(--daily-notice-surface, light-dark(#fdf4df, #302610));
    /* Background of the call. */
    --_stage: var(--daily-stage, light-dark(#e7ebe8, #1b2421));
    /* Background of a picture that is not there, and of names in pictures. */
    --_tile: var(--daily-tile, light-dark(#26322d, #2a3631));
    /* Text in the call's pictures, and on their background. */
    --_on-tile: var(--daily-on-tile, #f4f8f6);
    /* The edge of whoever speaks. */
    --_speaking: var(--daily-speaking, #6fe0c5);
    /* The height that the pictures of a call fit into, where the width leaves a choice. */
    --_height: var(--daily-stage-height, max(18rem, 100dvb - 13rem));
    /* Corners of cards; smaller things have smaller ones of it. */
    --_radius: var(--daily-radius, 14px);
    --_radius-small: calc(var(--_radius) * 0.65);
    /* The distance that all others are made from. */
    --_space: var(--daily-space, 1rem);
    /* Typeface; the page's own by default. */
    --_font: var(--daily-font, inherit);
    /* Shadow of cards. */
    --_shadow: var(--daily-shadow, 0 1px 2px rgb(10 30 22 / 8%), 0 14px 32px -20px rgb(10 30 22 / 40%));
    /* Sizes of text, from the page's own. */
    --_small: 0.875em;
    --_large: 1.125em;
    --_heading: 1.375em;

    display: block;
    box-sizing: border-box;
    min-inline-size: min(12rem, 100%);
    container-type: inline-size;
    /* Without it, whatever takes its width from what is in it, as a dialog or a flex row does, would have none. */
    contain-intrinsic-inline-size: min(24rem, 80cqi);
    /* Weight, slant, capitals and whatever else belongs to a font, too. */
    font: 1em/1.5 a;
    font-family: var(--_font);
    letter-spacing: normal;
    word-spacing: normal;
    writing-mode: horizontal-tb;
  }

  /*
   * A page's white space, shadows or alignment are for its own text and stop here, also where a rule for everything has put them on
   * the element. What the element itself has been given of the above holds: visitors space text out in this way.
   */
  :where(.card, .stage, .tile, .visually-hidden) {
    all: initial;
    display: block;
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
    /* In Chromium the attribute lang is a property as well. */
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

  h2 {
    font-size: var(--_large);
    font-weight: 700;
    line-height: 1.25;
    text-wrap: balance;
  }

  h2:focus {
    outline: none;
  }

  /* Korean is broken between its words, as it has blanks between them. */
  :lang(ko) {
    word-break: keep-all;
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
