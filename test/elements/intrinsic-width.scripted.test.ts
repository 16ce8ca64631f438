// Elements in places that take their width from what is in them.
import { expect, fixture, html } from '@open-wc/testing';
import type { LitElement } from 'lit';
import '../../src/define.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { until } from '../support/until.js';

const PLACES = {
  'a flex row': 'display: flex',
  'a centred grid': 'display: grid; justify-items: center',
  'a float': 'float: left',
  'an inline block': 'display: inline-block',
  'a table cell': 'display: table-cell',
  'a positioned box': 'position: absolute',
};

describe('the width of an element that nothing else gives one', () => {
  for (const tag of ['daily-waiting-list', 'daily-video-tile', 'daily-knock-form', 'daily-owner-room'])
    for (const [place, style] of Object.entries(PLACES))
      it(`is enough to be used: <${tag}> in ${place}`, async () => {
        const box = await fixture(html`<div style=${style}></div>`);
        const element = document.createElement(tag) as LitElement;
        if (/list|tile/.test(tag)) Object.assign(element, { call: ScriptedCall.inRoom({ owner: true }).asCall });
        box.append(element);
        await until(() => element.getBoundingClientRect().width >= 200, `200 px and more in ${place}`);
        expect(element.getBoundingClientRect().height).to.be.greaterThan(50);
      });
});
