import '../../src/elements/knock-form/define.js';
import '../../src/elements/owner-room/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import { languages } from '../../src/i18n/languages.js';
import { registerTranslation } from '../../src/i18n/registry.js';
import { eachTest } from '../support/each-test.js';
import { FakeBrowser } from '../support/fake-browser.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakeNotifications } from '../support/fake-notifications.js';
import { FakeVisibility } from '../support/fake-visibility.js';
import { guestIn, ownerInCall, ROOM, waitingList } from '../support/fixtures.js';
import { KnockFormHarness } from '../support/harness/knock-form-harness.js';
import { VideoTileHarness } from '../support/harness/video-tile-harness.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { nextMicrotasks, nextTasks, until } from '../support/until.js';

const FORM = html`<daily-knock-form room-url=${ROOM}></daily-knock-form>`;

const PEOPLE = [
  { id: 'a', name: 'Ana' },
  { id: 'b', name: 'Ben' },
];

/** What the form's heading says, once it says that. */
const says = (form: Element, heading: string): Promise<unknown> =>
  until(() => new KnockFormHarness(form as DailyKnockForm).heading === heading, heading);

describe('the language', () => {
  const daily = eachTest(() => new FakeDaily());

  afterEach(() => {
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

  it('is found through shadow roots, from the elements in a template too', async () => {
    const place = await fixture<HTMLElement>(html`<div lang="de"><span></span></div>`);
    const root = place.querySelector('span')!.attachShadow({ mode: 'open' });
    const form = document.createElement('daily-knock-form');
    root.append(form);
    await says(form, 'Anklopfen und hereinkommen');
    const { page, room } = await ownerInCall(daily);
    room.lang = 'de';
    const list = await page.waitingList();
    await until(() => list.heading === 'Warteraum', 'the list in German');
  });

  it('follows changes of the page, in every state', async () => {
    const { form, page } = await guestIn('waiting', daily);
    form.parentElement!.lang = 'de';
    await until(() => page.heading === 'Sie warten auf Einlass', 'German');
    form.parentElement!.lang = 'en';
    await until(() => page.heading === 'Waiting to be let in', 'English again');
    expect(page.buttonNames).to.deep.equal(['Microphone', 'Camera', 'Devices', 'Cancel']);
  });

  it('renders nothing in another language first', async () => {
    const seen: string[] = [];
    const place = await fixture<HTMLElement>(html`<div lang="de"></div>`);
    const form = document.createElement('daily-knock-form');
    place.append(form);
    const page = new KnockFormHarness(form);
    await until(() => {
      if (form.shadowRoot?.childElementCount) seen.push(page.heading);
      return seen.length > 0;
    }, 'a rendering');
    expect(seen).to.deep.equal(['Anklopfen und hereinkommen']);
  });

  it('is English where there is no translation', async () => {
    const place = await fixture(html`<div lang="eo" dir="rtl">${FORM}</div>`);
    const form = place.querySelector('daily-knock-form')!;
    await says(form, 'Knock to come in');
    expect(getComputedStyle(form.shadowRoot!.querySelector('h2')!).direction).to.equal('ltr');
  });

  it('is English where lang is no language', async () => {
    const place = await fixture(html`<div lang="not a tag">${FORM}</div>`);
    await says(place.querySelector('daily-knock-form')!, 'Knock to come in');
  });

  it('can be changed by the site, at any time, and for a region', async () => {
    const place = await fixture(
      html`<div lang="de">${FORM}</div>
        <div lang="de-CH">${FORM}</div>`,
    );
    const [german, swiss] = place.parentElement!.querySelectorAll('daily-knock-form');
    await says(german!, 'Anklopfen und hereinkommen');
    await says(swiss!, 'Anklopfen und hereinkommen');
    registerTranslation('de-CH', { guestHeading: 'Grüezi' });
    await says(swiss!, 'Grüezi');
    expect(new KnockFormHarness(swiss!).findButton('Anklopfen'), 'the rest as in German').to.exist;
    await says(german!, 'Anklopfen und hereinkommen');
    registerTranslation('de', { guestHeading: 'Herein' });
    await says(german!, 'Herein');
    registerTranslation('de', { guestHeading: 'Anklopfen und hereinkommen' });
  });

  it('can be changed by the site at any time, in rows that have been rendered too', async () => {
    const list = await waitingList(ScriptedCall.inRoom({ owner: true }, [{ id: 'a', name: 'Ana' }]));
    registerTranslation('en', { allow: 'Let in' });
    await until(() => list.button('Allow guest Ana').textContent.trim() === 'Let in', 'the new text');
    registerTranslation('en', { allow: 'Allow' });
    await until(() => list.button('Allow guest Ana').textContent.trim() === 'Allow', 'the old text');
  });

  it('can be added by the site, in its own direction', async () => {
    registerTranslation('fa', { $dir: 'rtl', guestHeading: 'در بزنید' });
    const place = await fixture(html`<div lang="fa-IR">${FORM}</div>`);
    const form = place.querySelector('daily-knock-form')!;
    await says(form, 'در بزنید');
    expect(getComputedStyle(form.shadowRoot!.querySelector('h2')!).direction).to.equal('rtl');
    expect(new KnockFormHarness(form).findButton('Knock'), 'what it leaves out').to.exist;
  });

  it('is the first available of the visitor’s languages where the page has none', async () => {
    const browser = new FakeBrowser();
    try {
      browser.prefer('fi-FI', 'sr-Latn', 'zh-HK', 'de');
      const form = await fixture<DailyKnockForm>(FORM);
      await says(form, '敲門加入');
      browser.prefer('fi', 'eo', 'en-GB', 'de');
      form.requestUpdate();
      await says(form, 'Knock to come in');
      browser.prefer('fi');
      form.requestUpdate();
      await says(form, 'Knock to come in');
    } finally {
      browser.restore();
    }
  });

  it('is the latest of the page, even if the one before is still loading', async () => {
    const place = await fixture<HTMLElement>(html`<div>${FORM}</div>`);
    const form = place.querySelector('daily-knock-form')!;
    place.lang = 'tr';
    await nextMicrotasks();
    place.lang = 'en';
    await languages['tr']!();
    await nextTasks();
    await form.updateComplete;
    await says(form, 'Knock to come in');
    expect(new KnockFormHarness(form).languages()).to.deep.equal(['en']);
  });

  const REFUSED = [
    ['i-klingon', '2 people are waiting'],
    ['x-private', '2 people are waiting'],
    ['en-GB-oed', '2 people are waiting'],
    ['en-US-', '2 people are waiting'],
    ['not a tag', '2 people are waiting'],
    ['-', '2 people are waiting'],
    ['de-AT-', '2 Personen warten'],
    ['de-u', '2 Personen warten'],
    ['de_DE.UTF-8', '2 Personen warten'],
  ] as const;
  for (const [lang, count] of REFUSED) {
    it(`may be a tag that Intl rejects, with counts as well: ${lang}`, async () => {
      document.documentElement.lang = lang;
      const { page } = await ownerInCall(daily, { waiting: PEOPLE });
      const list = await page.waitingList();
      await until(() => list.count === count, count);
    });
  }

  it('keeps the numbers of its region', async () => {
    const CASES = [
      ['ar-EG', /^شخصان في الانتظار$/u],
      ['en-US-u-nu-deva', /^२ people are waiting$/],
      ['zh-TW-u-nu-hanidec', /^二 人正在等候$/],
    ] as const;
    for (const [lang, count] of CASES) {
      document.documentElement.lang = lang;
      const { page } = await ownerInCall(daily, { waiting: PEOPLE });
      const list = await page.waitingList();
      await until(() => count.test(list.count), `${count} where lang is "${lang}"; it is ${list.count}`);
    }
  });
});

describe('translations that a site registers', () => {
  /** What the form says in a place of a language: heading, text, label and button. */
  async function saidIn(lang: string): Promise<string[]> {
    const place = await fixture<HTMLElement>(html`<div lang=${lang}>${FORM}</div>`);
    const page = new KnockFormHarness(place.querySelector('daily-knock-form')!);
    await page.rendered();
    return [page.heading, page.labels[0]!, page.buttonNames.at(-1)!];
  }

  const HEADING = 'Knock to come in';
  const LABEL = 'Your name';

  const FOUND = [
    ['sr-Latn', ['sr-Latn', 'sr-Latn-RS', 'SR-latn', 'sr_Latn_ME', 'sr-ME', 'sh'], ['hr', 'en-RS']],
    ['az-Arab', ['az-Arab', 'az-Arab-IR', 'az-IR'], ['az', 'az-AZ', 'az-Latn']],
    ['uz-Cyrl-UZ', ['uz-Cyrl-UZ', 'uz-Cyrl-UZ-u-nu-latn'], ['uz-Cyrl', 'uz-UZ', 'uz']],
    ['bs', ['bs', 'bs-BA', 'bs-Latn', 'bs-Latn-BA', 'bs-Cyrl'], []],
    ['ca-valencia', ['ca-valencia', 'ca-Latn-valencia'], ['ca', 'ca-ES']],
    ['sl-IT-nedis', ['sl-IT-nedis', 'sl-Latn-IT-nedis', 'sl-it-nedis-x-a'], ['sl-IT', 'sl']],
    ['nb_NO', ['nb-NO', 'nb-Latn-NO'], ['nb']],
    ['ro-md', ['ro-MD', 'mo-MD', 'ro-MD-x-a'], ['ro', 'ro-RO']],
    ['qaa', ['qaa', 'qaa-Latn', 'qaa-001'], []],
  ] as const;
  for (const [code, tags, others] of FOUND) {
    it(`for ${code} apply to: ${tags.join(', ')}`, async () => {
      registerTranslation(code, { guestHeading: `In ${code}` });
      for (const tag of tags) expect(await saidIn(tag), tag).to.include(`In ${code}`);
      for (const tag of others) expect(await saidIn(tag), tag).to.include(HEADING);
    });
  }

  it('are looked up one by one: script and region, script, region, language, English', async () => {
    registerTranslation('kk', {
      guestHeading: 'language',
      yourName: 'language',
      knock: 'language',
      tryDevices: 'language',
    });
    expect(await saidIn('kk-Latn-TR')).to.deep.equal(['language', 'language', 'language']);
    registerTranslation('kk-TR', { guestHeading: 'region', yourName: 'region', knock: 'region' });
    expect(await saidIn('kk-Cyrl-TR')).to.deep.equal(['region', 'region', 'region']);
    expect(await saidIn('kk-Latn-TR')).to.deep.equal(['region', 'region', 'region']);
    registerTranslation('kk-Latn', { guestHeading: 'script', yourName: 'script' });
    expect(await saidIn('kk-Latn-TR')).to.deep.equal(['script', 'script', 'region']);
    registerTranslation('kk-Latn-TR', { guestHeading: 'both' });
    expect(await saidIn('kk-Latn-TR')).to.deep.equal(['both', 'script', 'region']);
    expect(await saidIn('kk-Latn')).to.deep.equal(['script', 'script', 'language']);
    expect(await saidIn('kk')).to.deep.equal(['language', 'language', 'language']);
  });

  it('change Chinese for a region, a script, or both', async () => {
    expect(await saidIn('zh-HK')).to.deep.equal(['敲門加入', '您的姓名', '敲門']);
    registerTranslation('zh-TW', { guestHeading: 'TW' });
    registerTranslation('zh-Hant-HK', { guestHeading: 'Hant-HK' });
    registerTranslation('zh-hant', { yourName: 'Hant' });
    registerTranslation('zh', { yourName: 'Hans' });
    expect(await saidIn('zh-TW')).to.deep.equal(['TW', 'Hant', '敲門']);
    expect(await saidIn('zh-Hant-TW')).to.deep.equal(['TW', 'Hant', '敲門']);
    expect(await saidIn('zh-HK')).to.deep.equal(['Hant-HK', 'Hant', '敲門']);
    expect(await saidIn('zh-Hant')).to.deep.equal(['敲門加入', 'Hant', '敲門']);
    expect(await saidIn('zh-SG')).to.deep.equal(['敲门进入', 'Hans', '敲门']);
    registerTranslation('zh-Hant', { yourName: '您的姓名' });
    registerTranslation('zh', { yourName: '您的姓名' });
  });

  it('may be registered before the language has loaded', async () => {
    registerTranslation('pt-BR', { guestHeading: 'Bate aí' });
    registerTranslation('pt', { yourName: 'Nome' });
    expect(await saidIn('pt-BR')).to.deep.equal(['Bate aí', 'Nome', 'Bater à porta']);
    expect(await saidIn('pt-PT')).to.deep.equal(['Bata à porta para entrar', 'Nome', 'Bater à porta']);
  });

  it('may be incomplete, and have invalid codes', async () => {
    registerTranslation('et', { guestHeading: undefined!, yourName: 'Nimi' });
    expect(await saidIn('et')).to.deep.equal([HEADING, 'Nimi', 'Knock']);
    for (const code of ['', '*', 'i-klingon', 'no code'])
      expect(() => registerTranslation(code, { yourName: 'Nobody' })).not.to.throw();
    expect(await saidIn('en')).to.include(LABEL);
  });
});

describe('the lang of rendered content', () => {
  const daily = eachTest(() => new FakeDaily());

  beforeEach(() => {
    registerTranslation('mk-Latn', { guestHeading: 'Pokucaj' });
    registerTranslation('tg', { guestHeading: 'Дарро бикӯбед' });
  });
  afterEach(() => {
    document.documentElement.removeAttribute('lang');
  });

  const RENDERED = [
    ['fi', 'en'],
    ['en-GB', 'en-GB'],
    ['en-Shaw', 'en'],
    ['zh-HK', 'zh-HK'],
    ['zh-Hans-HK', 'zh-Hans-HK'],
    ['zh-cmn-Hant-TW', 'zh-Hant-TW'],
    ['uk-Latn', 'uk'],
    ['de_AT', 'de-AT'],
    ['DE-ch-1996', 'de-CH-1996'],
    ['iw-IL', 'he-IL'],
    ['mk-Latn-MK', 'mk-Latn-MK'],
    ['mk', 'en'],
    ['tg-Cyrl-TJ', 'tg-Cyrl-TJ'],
    ['tg-Arab', 'tg'],
    ['i-klingon', 'en'],
    ['not a tag', 'en'],
  ] as const;
  for (const [lang, rendered] of RENDERED) {
    it(`is ${rendered} on a page in ${lang}`, async () => {
      const place = await fixture<HTMLElement>(html`<div lang=${lang}>${FORM}</div>`);
      const page = new KnockFormHarness(place.querySelector('daily-knock-form')!);
      await page.rendered();
      expect(page.languages()).to.deep.equal([rendered]);
    });
  }

  it('is set in a call, on the list and the tiles; people’s names have the language of the page', async () => {
    document.documentElement.lang = 'fi';
    const { page, call } = await ownerInCall(daily, {
      waiting: [
        { id: 'm', name: 'Matti' },
        { id: 'n', name: '' },
      ],
    });
    call.participantJoins({ id: 'a', name: 'Aino' });
    await page.rendered();
    const list = await page.waitingList();
    const tile = new VideoTileHarness(page.tiles.find(({ sessionId }) => sessionId === 'a')!);
    await tile.rendered();
    expect(page.languages()).to.deep.equal(['en']);
    expect(tile.languages()).to.deep.equal(['en']);
    expect(tile.languageOf('Aino')).to.equal('fi');
    expect(list.languages()).to.deep.equal(['en']);
    expect(list.languageOf('just now')).to.equal('en');
    expect(list.languageOf('Matti')).to.equal('fi');
    expect(list.languageOf('Guest without a name')).to.equal('en');
  });

  it('is set on announcements, line by line, those with texts of the page too', async () => {
    document.documentElement.lang = 'fi';
    const { page, form } = await guestIn(
      'waiting',
      daily,
      html`<daily-knock-form room-url=${ROOM} user-name="Ana"><p slot="waiting">Odota hetki.</p></daily-knock-form>`,
    );
    await page.announces('Waiting to be let in Odota hetki.');
    expect(page.announcementLanguages()).to.deep.equal(['en', 'fi']);
    expect(form.querySelector('p')!.matches(':lang(fi)'), 'the page’s words').to.be.true;
    document.documentElement.lang = 'de';
    await until(() => page.heading === 'Sie warten auf Einlass', 'German');
    expect(page.announcementLanguages(), 'what has been said already').to.deep.equal(['en', 'fi']);
  });

  it('is set on a notification', async () => {
    const notifications = new FakeNotifications();
    const visibility = new FakeVisibility(false);
    document.documentElement.lang = 'fi';
    const { call, page } = await ownerInCall(daily, {
      template: html`<daily-owner-room alerts="notification" room-url=${ROOM} user-name="Olga"></daily-owner-room>`,
    });
    call.knockFrom({ id: 'x', name: 'Matti' });
    await page.rendered();
    await until(() => notifications.open.length > 0, 'the notification');
    visibility.restore();
    notifications.restore();
    expect(notifications.open.map(({ title, lang }) => [title, lang])).to.deep.equal([['Matti is knocking', 'en']]);
  });
});
