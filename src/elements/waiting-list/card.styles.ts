import { css } from 'lit';

/** The card: heading and number above the people, what else can be done below them. */
export const listCardStyles = css`
  /* A list stands in columns at the side. */
  :host {
    contain-intrinsic-inline-size: min(17rem, 80cqi);
  }

  .card,
  ul {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }

  .card {
    gap: 0.5rem;
    padding: min(var(--_space), 7cqi);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_background);
    box-shadow: var(--_shadow);
  }

  header,
  .title {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5rem;
    align-items: center;
  }

  header {
    justify-content: space-between;
  }

  .title {
    min-block-size: 2.25rem;
    align-content: start;
  }

  .count {
    min-inline-size: 1.5rem;
    padding-inline: 0.4em;
    border-radius: 999px;
    background: var(--_surface);
    color: var(--_muted);
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    text-align: center;
  }

  /* The buttons for all are below the heading. Their place is kept for them, so that the second knock moves nobody's Allow. Until then the
     number is there, in words. */
  @container (inline-size < 28rem) {
    .title {
      flex: 1;
    }

    .all {
      flex: 1 1 100%;
      margin-block-start: 0.25rem;
    }

    section:not(dialog *) > header:has(.count):not(:has(.all)) {
      --_place: 2.25rem;
      position: relative;
      padding-block-end: calc(var(--_place) + 0.25rem);

      @media (pointer: coarse) {
        --_place: 2.75rem;
      }

      .count {
        border-color: transparent;
        background: none;
      }

      .count > [aria-hidden] {
        visibility: hidden;
      }

      .count > .visually-hidden {
        inset-block-end: 0;
        inset-inline-start: 0;
        align-content: center;
        inline-size: 100%;
        block-size: var(--_place);
        clip-path: none;
        color: inherit;
        font-weight: 400;
        text-align: start;
        white-space: normal;
      }
    }
  }

  .empty,
  .since,
  .auto-admit p {
    color: var(--_muted);
  }

  .empty,
  .auto-admit p {
    font-size: var(--_small);
    text-wrap: pretty;
  }

  /* No louder than the text around them: Allow is what the list is for. */
  .quiet {
    padding-inline: 0.5rem;
    border-color: transparent;
    background: none;
    color: var(--_muted);
    font-size: var(--_small);
    font-weight: 500;
  }

  @media (hover: hover) {
    .quiet:hover {
      border-color: transparent;
      background: var(--_surface);
      color: var(--_text);
    }
  }

  footer {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    align-items: center;
    justify-content: space-between;
    padding: 0.5rem 0.5rem 0;
    border-block-start: 1px solid var(--_border);
    margin: 0 -0.5rem -0.25rem; /* Its line is as long as those between the rows. */
  }

  .card > .empty {
    padding-block-end: 0.5rem;
  }

  footer:not(:has(button)) {
    display: none;
  }

  /* Aligned by its text. */
  footer .quiet {
    margin-inline: -0.5rem;
  }

  /* A rule for all who are going to knock: apart from what is done once. */
  .auto-admit {
    flex: 1 1 100%;
    margin-block-start: 0.25rem;
    padding: 0.25rem 0.75rem 0.5rem;
    border-radius: var(--_radius-small);
    background: var(--_surface);
  }

  .auto-admit button {
    flex-wrap: wrap;
    justify-content: start;
    min-inline-size: 0;
    color: var(--_text);
    overflow-wrap: anywhere;
    text-align: start;
  }

  .track {
    flex: none;
    inline-size: 2.25em;
    block-size: 1.375em;
    padding: 0.1875em;
    border: 1px solid var(--_control);
    border-radius: 1em;
    background: var(--_background);
  }

  .track::before {
    display: block;
    inline-size: 0.875em;
    block-size: 0.875em;
    border-radius: 50%;
    background: var(--_control);
    content: '';
  }

  [aria-checked='true'] .track {
    border-color: transparent;
    background: var(--_accent);
  }

  [aria-checked='true'] .track::before {
    margin-inline-start: auto;
    background: var(--_on-accent);
  }

  @media (forced-colors: active) {
    .quiet {
      border-color: ButtonBorder;
    }

    .count {
      border: 1px solid;
    }

    .track,
    [aria-checked='true'] .track {
      border-color: ButtonBorder;
    }

    .track::before {
      background: ButtonText;
    }

    [aria-checked='true'] .track {
      background: Highlight;
      forced-color-adjust: none;
    }

    [aria-checked='true'] .track::before {
      background: HighlightText;
    }
  }
`;
