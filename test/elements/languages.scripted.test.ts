import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/knock-form/define.js';
import '../../src/elements/owner-room/define.js';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import { registerWords } from '../../src/i18n/registry.js';
import { FakeDaily } from '../support/fake-daily.js';
import { guestIn, ROOM } from '../support/guest.js';
import { KnockFormHarness } from '../support/harness/knock-form-harness.js';
import { ownerInCall } from '../support/owner.js';
import { until } from '../support/until.js';

const FORM = html`<daily-knock-form room-url=${ROOM}></daily-knock-form>`;

/** What the form's heading says, once it says that. */
const says = (form: Element, heading: string): Promise<unknown> =>
  until(() => new KnockFormHarness(form as DailyKnockForm).heading === heading, heading);

describe('the language', () => {
  let daily: FakeDaily;

  beforeEach(() => {
    daily = new FakeDaily();
  });
  afterEach(() => {
    daily.restore();
    document.documentElement.removeAttribute('lang');
  });

  it('is that of the nearest lang around the element', async () => {
    document.documentElement.lang = 'en';
    const form = await fixture(html`<div lang="ja"><div lang="de-AT">${FORM}</div></div>`);
    await says(form.querySelector('daily-knock-form')!, 'Anklopfen und hereinkommen');
  });

  it('is that of the element itself before all others', async () => {
    const place = await fixture(
      html`<div lang="en"><daily-knock-form lang="de" room-url=${ROOM}></daily-knock-form></div>`,
    );
    await says(place.querySelector('daily-knock-form')!, 'Anklopfen und hereinkommen');
  });

  it('is found through shadow roots, and so it is by what stands within an element', async () => {
    const place = await fixture<HTMLElement>(html`<div lang="de"><span></span></div>`);
    const root = place.querySelector('span')!.attachShadow({ mode: 'open' });
    const form = document.createElement('daily-knock-form');
    root.append(form);
    await says(form, 'Anklopfen und hereinkommen');
    const { page, room } = await ownerInCall(daily);
    room.lang = 'de';
    const list = await page.waitingList();
    await until(() => list.heading === 'Vor der Tür', 'the list in German');
  });

  it('follows the page while it changes, wherever a guest is', async () => {
    const { form, page } = await guestIn('waiting', daily);
    form.parentElement!.lang = 'de';
    await until(() => page.heading === 'Gleich werden Sie eingelassen', 'German');
    form.parentElement!.lang = 'en';
    await until(() => page.heading === 'Waiting to be let in', 'English again');
    expect(page.buttonNames).to.deep.equal(['Microphone', 'Camera', 'Devices', 'Cancel']);
  });

  it('draws nothing in another language first', async () => {
    const seen: string[] = [];
    const place = await fixture<HTMLElement>(html`<div lang="de"></div>`);
    const form = document.createElement('daily-knock-form');
    place.append(form);
    const page = new KnockFormHarness(form);
    await until(() => {
      if (form.shadowRoot?.childElementCount) seen.push(page.heading);
      return seen.length > 0;
    }, 'a drawing');
    expect(seen).to.deep.equal(['Anklopfen und hereinkommen']);
  });

  it('is English where nobody has made the words', async () => {
    const place = await fixture(html`<div lang="eo" dir="rtl">${FORM}</div>`);
    const form = place.querySelector('daily-knock-form')!;
    await says(form, 'Knock to come in');
    expect(getComputedStyle(form.shadowRoot!.querySelector('h2')!).direction).to.equal('ltr');
  });

  it('is English where lang is no language', async () => {
    const place = await fixture(html`<div lang="not a tag">${FORM}</div>`);
    await says(place.querySelector('daily-knock-form')!, 'Knock to come in');
  });

  it('can be worded by the site, at any time, and for a region', async () => {
    const place = await fixture(
      html`<div lang="de">${FORM}</div>
        <div lang="de-CH">${FORM}</div>`,
    );
    const [german, swiss] = place.parentElement!.querySelectorAll('daily-knock-form');
    await says(german!, 'Anklopfen und hereinkommen');
    await says(swiss!, 'Anklopfen und hereinkommen');
    registerWords('de-CH', { guestHeading: 'Grüezi' });
    await says(swiss!, 'Grüezi');
    expect(new KnockFormHarness(swiss!).findButton('Anklopfen'), 'the rest as in German').to.exist;
    await says(german!, 'Anklopfen und hereinkommen');
    registerWords('de', { guestHeading: 'Herein' });
    await says(german!, 'Herein');
    registerWords('de', { guestHeading: 'Anklopfen und hereinkommen' });
  });

  it('can be added by the site, in its own direction', async () => {
    registerWords('fa', { $dir: 'rtl', guestHeading: 'در بزنید' });
    const place = await fixture(html`<div lang="fa-IR">${FORM}</div>`);
    const form = place.querySelector('daily-knock-form')!;
    await says(form, 'در بزنید');
    expect(getComputedStyle(form.shadowRoot!.querySelector('h2')!).direction).to.equal('rtl');
    expect(new KnockFormHarness(form).findButton('Knock'), 'what it leaves out').to.exist;
  });
});
