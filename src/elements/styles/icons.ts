import { svg, type SVGTemplateResult } from 'lit';

/** An icon of 24 by 24 in the text color, hidden from assistive technology: there is always text beside it. */
export const icon = (paths: SVGTemplateResult, className = ''): SVGTemplateResult =>
  svg`<svg class=${className} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"
    stroke-linejoin="round" aria-hidden="true" focusable="false">${paths}</svg>`;

export const camera = svg`<rect x="3" y="7" width="12" height="10" rx="2" /><path d="M15 11l6-3.5v9L15 13" />`;

/** The icons of the form. */
export const icons = {
  alert: icon(svg`<circle cx="12" cy="12" r="9" /><path d="M12 7.5V13M12 16.5v.01" />`),
  camera: icon(camera),
  door: icon(svg`<path d="M4 20h16M7 20V4h10v16M13.5 12v.01" />`),
} as const;
