import { svg, type SVGTemplateResult } from 'lit';
import { camera, icon } from './icons.js';

const slash = svg`<path d="M4 4l16 16" />`;
const microphone = svg`<rect x="9" y="3" width="6" height="11" rx="3" /><path d="M5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21" />`;

/** The class of an icon that is mirrored in right-to-left text (buttons.styles.ts). */
const POINTS = 'points';

/** The icons of a call. */
export const callIcons = {
  camera: icon(camera),
  cameraOff: icon(svg`${camera}${slash}`),
  microphone: icon(microphone),
  microphoneOff: icon(svg`${microphone}${slash}`),
  close: icon(svg`<path d="M6 6l12 12M18 6L6 18" />`),
  leave: icon(svg`<path d="M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9" />`, POINTS),
  copy: icon(
    svg`<rect x="8" y="8" width="12" height="12" rx="2" /><path d="M16 8V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h2" />`,
  ),
  done: icon(svg`<path d="M5 12.5l4.5 4.5L19 7.5" />`),
  more: icon(svg`<path d="M5 12v.01M12 12v.01M19 12v.01" stroke-width="3" />`),
  weak: icon(svg`<path d="M5 19.5v-2M10 19.5v-5" /><path d="M15 19.5v-9M20 19.5v-13" opacity="0.35" />`),
  devices: icon(
    svg`<path d="M4 7h8M16 7h4M4 17h3M11 17h9" /><circle cx="14" cy="7" r="2" /><circle cx="9" cy="17" r="2" />`,
  ),
  sound: icon(svg`<path d="M4 9.5v5h3.5L12 18V6L7.5 9.5zM16 9a4.5 4.5 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11" />`, POINTS),
  write: icon(svg`<path d="M4 5h16v11H10l-4 4v-4H4z" />`),
} satisfies Record<string, SVGTemplateResult>;
