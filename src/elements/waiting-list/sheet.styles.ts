import { css } from 'lit';

/** The bar of a narrow room, and the sheet that it opens. */
export const sheetStyles = css`
  /* As high with people as without, so that a knock moves nothing. */
  .bar {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    min-block-size: 4rem;
    padding: 0.5rem 0.75rem;
    border-radius: var(--_radius-small);
    background: var(--_raised, var(--_background));
    box-shadow: none;
  }

  .bar:has(.empty) {
    border-color: transparent;
    background: none;
  }

  .bar ul,
  .bar .empty {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
  }

  .bar li {
    flex-wrap: nowrap;
    align-items: center;
    padding: 0;
  }

  .bar .who {
    flex: 1;
  }

  .bar :is(.name, .name bdi, .number, .note, .since) {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  /* Two lines at most, so that a person of the same name moves nothing either. */
  .bar li[aria-busy='false'] :is(.name:has(.number), .note) ~ :is(.note, .since),
  .bar li:not([aria-busy='false']) :is(.number, .note) {
    display: none;
  }

  .bar .answers {
    flex: none;
    margin: 0;
  }

  .bar .failed {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 100%;
  }

  .show-all {
    flex: none;
    min-inline-size: 2.75rem;
    padding-inline: 0.5rem;
    border-color: var(--_border);
    background: var(--_surface);
    font-variant-numeric: tabular-nums;
  }

  dialog {
    z-index: 1;
    inline-size: min(100%, 32rem);
    max-inline-size: none;
    /* The same with any number of people: it stands on the lower edge, so a knock would move all rows. */
    block-size: min(80dvh, 36rem);
    max-block-size: none;
    margin: auto auto 0;
    padding: 0;
    border: 0;
    border-radius: var(--_radius) var(--_radius) 0 0;
    background: var(--_background);
    overflow-y: auto;
    overscroll-behavior: contain;
  }

  dialog::backdrop {
    background: rgb(8 14 12 / 48%);
  }

  dialog .card {
    align-content: start;
    min-block-size: 100%;
    padding-block-end: max(var(--_space), env(safe-area-inset-bottom));
    border: 0;
    border-radius: inherit;
    box-shadow: none;
  }

  dialog header {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    background: var(--_background);
  }

  /* In line with Close. */
  dialog .title {
    align-content: center;
  }

  /* The sheet scrolls. */
  dialog .long {
    max-block-size: none;
    overflow: visible;
  }

  @media (prefers-reduced-motion: no-preference) {
    dialog {
      animation: sheet 0.18s ease-out;
    }
  }

  @keyframes sheet {
    from {
      opacity: 0;
      transform: translateY(2rem);
    }
  }

  .close {
    margin-inline-end: -0.5rem;
  }

  dialog .all {
    flex: 1 1 100%;
  }

  /* On a small phone the name needs the room. */
  @container (inline-size < 20rem) {
    .bar .avatar {
      display: none;
    }
  }

  /* Allow below the name. */
  @container (inline-size < 17rem) {
    .bar li {
      flex-wrap: wrap;
    }

    .bar .who {
      flex: 1 1 60%;
    }

    .bar :is(.name, .name bdi) {
      white-space: normal;
    }

    .bar .answers {
      flex: 1 1 100%;
    }
  }
`;
