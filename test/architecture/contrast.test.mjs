// The default colours have enough contrast: WCAG 2.2 AA, in both schemes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const { modules } = JSON.parse(readFileSync(new URL('../../custom-elements.json', import.meta.url), 'utf8'));
const { cssProperties } = modules
  .flatMap(({ declarations }) => declarations)
  .find(({ tagName }) => tagName === 'daily-knock-form');

/** The default of a custom property in a scheme. */
function colour(name, scheme) {
  const { default: value } = cssProperties.find((property) => property.name === `--daily-${name}`);
  const colours = value.match(/#[\da-f]{6}/g);
  return colours[scheme === 'dark' ? colours.length - 1 : 0];
}

// https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
function luminance(hex) {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT = 4.5;
const EDGE = 3;
const PAIRS = [
  ...['background', 'surface', 'stage', 'danger-surface', 'notice-surface'].map((on) => ['text', on, TEXT]),
  ...['background', 'surface', 'stage'].map((on) => ['muted', on, TEXT]),
  ['on-accent', 'accent', TEXT],
  ['on-danger', 'danger', TEXT],
  ['danger', 'danger-surface', TEXT],
  ['danger', 'background', TEXT],
  ['notice', 'notice-surface', TEXT],
  ['on-tile', 'tile', TEXT],
  ['control-border', 'background', EDGE],
  ['accent', 'background', EDGE],
  ['accent', 'stage', EDGE],
];

describe('the default colours', () => {
  for (const scheme of ['light', 'dark'])
    for (const [name, on, least] of PAIRS)
      it(`${scheme}: --daily-${name} on --daily-${on} has ${least} to 1`, () => {
        const [front, back] = [colour(name, scheme), colour(on, scheme)];
        const has = contrast(front, back);
        assert.ok(has >= least, `${front} on ${back} has ${has.toFixed(2)} to 1`);
      });
});
