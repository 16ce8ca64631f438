import { css } from 'lit';

/** A person's initials on a color of their own: `--_hue` is made of the name. All hues have the same contrast. */
export const avatarStyles = css`
  .avatar {
    flex: none;
    display: grid;
    place-items: center;
    border-radius: 50%;
    background: light-dark(oklch(0.9 0.055 var(--_hue)), oklch(0.4 0.065 var(--_hue)));
    color: light-dark(oklch(0.38 0.085 var(--_hue)), oklch(0.94 0.03 var(--_hue)));
    font-weight: 600;
  }

  /* Pictures are dark in all themes. */
  .tile .avatar {
    color-scheme: dark;
  }

  @media (forced-colors: active) {
    .avatar {
      border: 1px solid;
    }
  }
`;
