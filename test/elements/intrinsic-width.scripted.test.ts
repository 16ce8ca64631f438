// Elements in containers whose width depends on their content.
import '../../src/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { LitElement } from 'lit';
import { ScriptedCall } from '../support/scripted-call.js';
import { until } from '../support/until.js';

/** The styles of a box with the element in it. */
const BOXES = {
  'a flex row': 'display: flex',
  'a flex row that is centred': 'display: flex; align-items: center; justify-content: center',
  'a flex column that is centred': 'display: flex; flex-direction: column; align-items: center',
  'an inline flex box': 'display: inline-flex',
  'a centred grid': 'display: grid; justify-items: center',
  'a grid with columns of what is in them': 'display: grid; grid-auto-flow: column; justify-content: start',
  'a grid that centres both ways': 'display: grid; place-items: center',
  'a box as wide as its content': 'inline-size: fit-content',
  'a box as wide as its longest line': 'inline-size: max-content',
  'a float': 'float: left',
  'an inline block': 'display: inline-block',
  'a table cell': 'display: table-cell',
  'a positioned box': 'position: absolute',
  'columns of a text': 'column-width: 15rem',
  'a vertical text': 'writing-mode: vertical-rl',
};

/** What a page may say of the element itself. */
const RULES = {
  'a float': 'float: left',
  'an inline block': 'display: inline-block',
  'a positioned box': 'position: absolute',
  'one as wide as its content': 'inline-size: fit-content',
};

const TAGS = ['daily-waiting-list', 'daily-video-tile', 'daily-knock-form', 'daily-owner-room'];
const LEAVES = /list|tile/;

// A box that is spread over columns has several.
const wide = (element: Element): number => element.getClientRects()[0]!.width;

describe('the intrinsic width of an element', () => {
  for (const tag of TAGS) {
    const put = async (style: string, { call = false, outer = '', own = '' } = {}): Promise<LitElement> => {
      const page = await fixture<HTMLElement>(html`<div style=${outer}><div style=${style}></div></div>`);
      const element = document.createElement(tag) as LitElement;
      element.style.cssText = own;
      if (call) Object.assign(element, { call: ScriptedCall.inRoom({ owner: true }).asCall });
      page.firstElementChild!.append(element);
      await element.updateComplete;
      return element;
    };

    for (const [place, style] of Object.entries(BOXES)) {
      it(`is wide enough: <${tag}> in ${place}`, async () => {
        const element = await put(style);
        expect(wide(element)).to.be.within(200, 800);
        expect(element.getBoundingClientRect().height).to.be.greaterThan(50);
      });

      if (LEAVES.test(tag))
        it(`stays so with a call: <${tag}> in ${place}`, async () => {
          const before = wide(await put(style));
          const element = await put(style, { call: true });
          await until(() => element.shadowRoot!.querySelector('li, video, .empty'), 'the inside');
          expect(wide(element)).to.equal(before);
        });
    }

    for (const [name, own] of Object.entries(RULES))
      it(`is wide enough: <${tag}> as ${name}`, async () => {
        expect(wide(await put('', { own }))).to.be.within(200, 800);
      });

    for (const display of ['flex', 'grid'])
      it(`is filled by its content: <${tag}> as a ${display} box`, async () => {
        const inside = async (own: string): Promise<number> => {
          const element = await put('inline-size: 900px', { own });
          return wide(element.shadowRoot!.querySelector('.card, .tile')!);
        };
        expect(await inside(`display: ${display}`)).to.equal(await inside('display: block'));
      });

    // As wide as a sidebar: nothing reaches out of it, and nothing is pressed to nothing. A form is wider by itself.
    for (const [place, style] of Object.entries(BOXES).filter(([name]) => LEAVES.test(tag) || / row$/.test(name)))
      it(`does not overflow: <${tag}> in ${place} in 280 px`, async () => {
        const element = await put(style, { outer: 'inline-size: 280px' });
        const { left, right } = element.parentElement!.parentElement!.getBoundingClientRect();
        const [box] = element.getClientRects();
        expect(box!.width).to.be.within(200, 280);
        expect(box!.left).to.be.at.least(left);
        if (!/column|vertical/.test(place)) expect(box!.right).to.be.at.most(right);
      });

    it(`leaves room for its sibling: <${tag}>`, async () => {
      const element = await put('display: flex; inline-size: 400px; gap: 20px');
      element.insertAdjacentHTML('beforebegin', '<p style="flex: 0 0 150px">Beside it</p>');
      expect(wide(element)).to.be.within(200, 230);
    });

    if (tag !== 'daily-video-tile')
      it(`is not collapsed by its sibling: <${tag}>`, async () => {
        const element = await put('display: flex; inline-size: 320px');
        element.insertAdjacentHTML('beforebegin', `<p>${'A long text. '.repeat(30)}</p>`);
        expect(wide(element)).to.be.within(190, 300);
      });

    it(`is the one that the page sets: <${tag}>`, async () => {
      expect(wide(await put('display: flex', { own: 'inline-size: 230px' }))).to.equal(230);
      expect(wide(await put('display: grid; grid-template-columns: 210px'))).to.equal(210);
      expect(wide(await put('inline-size: 300px'))).to.equal(300);
      expect(wide(await put('', { own: 'inline-size: 1600px' }))).to.equal(1600);
    });
  }
});
