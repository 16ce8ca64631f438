// Every state of every element for people with assistive technology: compares the accessibility tree with the stored one, and runs axe and
// the checks for cut-off text and small targets in each mode. `node test/accessibility/states.test.mjs --write` stores all trees;
// `--write owner-room` those of one element.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { complaints } from '../../scripts/looks/complaints.mjs';
import { openGallery } from '../../scripts/looks/gallery.mjs';
import { STATES } from '../../scripts/looks/states.js';
import { outline, readOutlines, writeOutlines } from './outline.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { width: 390, height: 844 };
/** A window of 1280 by 1024 px at 400 %, to which WCAG 1.4.10 holds pages. */
const ZOOMED = { width: 320, height: 256 };

/** @type {Record<string, import('../../scripts/looks/gallery.mjs').Mode>} */
const MODES = {
  light: { viewport: { width: 1000, height: 800 } },
  dark: { viewport: PHONE, features: { 'prefers-color-scheme': 'dark' } },
  'forced colours': { viewport: PHONE, features: { 'forced-colors': 'active', 'prefers-color-scheme': 'dark' } },
  '400 % zoom': { viewport: ZOOMED },
  '200 % text': { viewport: ZOOMED, text: '200%' },
};

const writes = process.argv.includes('--write');
const named = writes ? process.argv.slice(process.argv.indexOf('--write') + 1) : [];
const elements = Object.entries(STATES).filter(([element]) => named.length === 0 || named.includes(element));

describe('for people who use assistive technology', () => {
  let gallery;

  before(async () => {
    gallery = await openGallery();
  });

  after(() => gallery?.close());

  for (const [element, states] of elements) {
    describe(`daily-${element}`, () => {
      const file = new URL(`trees/${element}.txt`, import.meta.url);
      const kept = readOutlines(file);
      const seen = new Map();

      for (const state of Object.keys(states)) {
        describe(state, () => {
          let stage;

          before(async () => {
            stage = await gallery.open(element, state);
            await stage.page.evaluate(AXE);
          });

          after(() => stage?.close());

          it('has the tree that is kept', async () => {
            await stage.show(MODES.light);
            const root = await stage.page.$('#shown');
            const { accessibility } = stage.page;
            // An open modal dialog is all that there is: its host is not in the tree.
            const read = async () =>
              outline(
                (await accessibility.snapshot({ root, interestingOnly: false })) ??
                  (await accessibility.snapshot({ interestingOnly: false })),
              );
            const tree = await (writes ? untilCalm(read) : untilEqual(read, kept.get(state)));
            seen.set(state, tree);
            if (!writes) assert.equal(tree, kept.get(state));
          });

          for (const [mode, circumstances] of Object.entries(writes ? {} : MODES)) {
            it(`nothing is wrong with it: ${mode}`, async () => {
              await stage.show(circumstances);
              const violations = await stage.page.evaluate(runAxe, '#shown > *');
              assert.deepEqual([...violations, ...(await stage.page.evaluate(complaints, '#shown > *'))], []);
            });
          }
        });
      }

      after(() => {
        // Whatever could not be shown keeps the tree that it had.
        if (writes)
          writeOutlines(file, new Map(Object.keys(states).map((state) => [state, seen.get(state) ?? kept.get(state)])));
      });
    });
  }
});

/** What is announced comes a little later than what is shown. */
async function untilEqual(read, wanted) {
  const end = Date.now() + 5000;
  for (;;) {
    const tree = await read();
    if (tree === wanted || Date.now() > end) return tree;
  }
}

/** Until nothing has changed for as long as an announcement may be put off. */
async function untilCalm(read) {
  let tree = '';
  for (let since = Date.now(); Date.now() < since + 2500;) {
    const now = await read();
    if (now !== tree) since = Date.now();
    tree = now;
  }
  return tree;
}

/** Runs in the page. */
async function runAxe(selector) {
  const { violations } = await globalThis.axe.run(selector, {
    resultTypes: ['violations'],
    // Which of a page's parts are landmarks is the page's business.
    rules: { region: { enabled: false } },
  });
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, any }) => `${html.slice(0, 120)} ${any[0]?.message ?? ''}`).join('; ')}`,
  );
}
