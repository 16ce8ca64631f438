import '../../src/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import { en, type Language } from '../../src/i18n/en.js';
import { isolate } from '../../src/i18n/isolate.js';
import { languages } from '../../src/i18n/languages.js';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { guestIn, knockForm, ownerInCall, ownerRoom, ROOM } from '../support/fixtures.js';
import { KnockFormHarness } from '../support/harness/knock-form-harness.js';
import { until } from '../support/until.js';

/** One whose name runs from left to right, one from right to left, one without a name. */
const PEOPLE = [
  { id: 'a', name: 'Ana' },
  { id: 'd', name: 'דנה' },
  { id: 'n', name: '' },
];

describe('every language', () => {
  const daily = eachTest(() => new FakeDaily());

  afterEach(() => {
    document.documentElement.removeAttribute('lang');
  });

  const all = { en: () => Promise.resolve({ default: en }), ...languages };
  for (const [code, load] of Object.entries(all)) {
    describe(code, () => {
      let words: Language;
      /** A name or a number as it stands in a sentence. */
      const within = (text: string): string => isolate(text, words.$dir);
      /** As harnesses read it: all white space is a space. */
      const read = (text: string): string => text.replaceAll(/\s/g, ' ');
      /** What is no word of the language. */
      const foreign = (said: string[]): string[] => said.filter((each) => !Object.values(words).includes(each));
      const number = (value: number): string => within(new Intl.NumberFormat(code).format(value));

      beforeEach(async () => {
        ({ default: words } = await load());
        document.documentElement.lang = code;
      });

      it('has the form, and its errors', async () => {
        const { page } = await knockForm(html`<daily-knock-form></daily-knock-form>`);
        expect(page.heading).to.equal(words.guestHeading);
        expect(page.labels).to.deep.equal([words.yourName, words.roomLink]);
        expect(page.buttonNames).to.include(words.knock);
        expect(foreign(page.buttonNames)).to.deep.equal([]);
        await page.press(words.knock);
        expect(page.problemAt(words.yourName)).to.equal(words['title: missing-name'] + words['hint: missing-name']);
        expect(page.problemAt(words.roomLink)).to.equal(
          read(words['title: missing-link'] + words['hint: invalid-room-url']),
        );
        expect(page.languages()).to.deep.equal([code]);
        expect(page.directions()).to.deep.equal([words.$dir]);
      });

      it('has the states waiting and rejected', async () => {
        const { page, call } = await guestIn('waiting', daily);
        expect(page.heading).to.equal(words.waitingHeading);
        expect(page.text).to.include(words.waitingText);
        expect(page.buttonNames).to.include(words.cancel);
        expect(foreign(page.buttonNames)).to.deep.equal([]);
        expect(page.directions()).to.deep.equal([words.$dir]);
        call.denyByPromise();
        await page.reaches('rejected');
        expect(page.heading).to.equal(words.rejectedHeading);
        expect(page.text).to.include(words.rejectedText);
        expect(page.buttonNames).to.include(words.knockAgain);
        expect(foreign(page.buttonNames)).to.deep.equal([]);
      });

      it('has the reason of a failure', async () => {
        const { page, call } = await guestIn('waiting', daily);
        call.fatal('exp-room');
        await page.reaches('failed');
        expect(page.alerts.join(' ')).to.include(words['title: exp-room']).and.include(words['hint: exp-room']);
        expect(page.buttonNames).to.include(words.tryAgain);
        expect(foreign(page.buttonNames)).to.deep.equal([]);
      });

      it("has the owner's form and the call", async () => {
        const { page: form } = await ownerRoom(html`<daily-owner-room room-url=${ROOM}></daily-owner-room>`);
        expect(form.heading).to.equal(words.ownerHeading);
        expect(form.labels).to.deep.equal([words.yourName, words.ownerToken]);
        const { page } = await ownerInCall(daily);
        expect(page.buttonNames).to.include.members([words.microphone, words.camera, words.leave]);
        expect(foreign(page.buttonNames)).to.deep.equal([]);
        expect(page.text).to.include(words.youAreIn).and.include(words.shareLink);
        expect(page.directions()).to.deep.equal([words.$dir]);
        const tile = await page.tileNames();
        expect(tile).to.deep.equal([
          [words.you(within('Olga')), words.isCameraOff, words.isMicOff].map(within).reduce(words.parts),
        ]);
      });

      it('has the waiting list, with numbers, plurals and names', async () => {
        const { page } = await ownerInCall(daily, { waiting: PEOPLE });
        const list = await page.waitingList();
        expect(list.heading).to.equal(words.listHeading);
        expect(list.count).to.equal(words.people(number(3), new Intl.PluralRules(code).select(3)));
        const names = ['Ana', 'דנה'];
        expect(list.names).to.deep.equal([...names, words.noName]);
        expect(list.buttonNames).to.deep.equal([
          words.allowAll,
          words.denyAll,
          ...names.flatMap((name) => [words.allowName(within(name)), words.denyName(within(name))]),
          words.allowNoName,
          words.denyNoName,
        ]);
        expect(list.rows[0]!.text).to.include(words.justKnocked);
        expect(list.languages()).to.deep.equal([code]);
        expect(list.directions()).to.deep.equal([words.$dir]);
      });

      it('has the menu of a person in the call', async () => {
        const { page, call } = await ownerInCall(daily);
        for (const person of PEOPLE) call.participantJoins(person);
        await page.rendered();
        for (const name of ['Ana', 'דנה', words.noName]) {
          await page.press(words.moreFor(within(name)));
          await page.offers(words.mute);
          await page.press(words.eject);
          await page.offers(words.confirmEject);
          expect(page.text).to.include(read(words.askEject(within(name))));
          await page.press(words.keep);
        }
      });

      it('is used at once when the page switches to it', async () => {
        document.documentElement.lang = code === 'en' ? 'de' : 'en';
        const { page } = await ownerInCall(daily, { waiting: PEOPLE });
        const list = await page.waitingList();
        await until(() => list.heading !== words.listHeading, 'another language first');
        document.documentElement.lang = code;
        await until(() => page.findButton(words.leave), words.leave);
        await until(() => list.heading === words.listHeading, words.listHeading);
        await until(() => list.findButton(words.allowName(within('Ana'))), 'the button for Ana');
        expect(page.directions()).to.deep.equal([words.$dir]);
      });
    });
  }

  const TAGS = [
    ['zh', 'zh'],
    ['zh-CN', 'zh'],
    ['zh-Hans', 'zh'],
    ['zh-Hans-SG', 'zh'],
    ['zh_CN', 'zh'],
    ['zh-SG', 'zh'],
    ['zh-Hans-HK', 'zh'],
    ['zh-cmn-Hans-CN', 'zh'],
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh-MO', 'zh-Hant'],
    ['zh-Hant', 'zh-Hant'],
    ['zh-Hant-HK', 'zh-Hant'],
    ['zh-Hant-TW', 'zh-Hant'],
    ['ZH_hant_tw', 'zh-Hant'],
    ['zh-TW-u-ca-roc', 'zh-Hant'],
    ['zh-cmn-Hant-TW', 'zh-Hant'],
    ['zh-CHT', 'zh-Hant'],
    ['zh-CHS', 'zh'],
    ['yue', 'zh-Hant'],
    ['zh-yue-HK', 'zh-Hant'],
    ['yue-Hant', 'zh-Hant'],
    ['yue-Hans', 'zh'],
    ['yue_CN', 'zh'],
    ['zh-yue-Hans-CN', 'zh'],
    ['cmn-TW', 'zh-Hant'],
    ['iw', 'he'],
    ['de-CH-1996', 'de'],
    ['de-DE-u-co-phonebk', 'de'],
    ['de_AT.UTF-8', 'de'],
    ['es-x-somewhere', 'es'],
    ['pt-BR', 'pt'],
    ['pt-PT', 'pt'],
    ['es-419', 'es'],
    ['ar-EG', 'ar'],
    ['he-IL', 'he'],
    ['DE-at', 'de'],
    ['sr-Latn-RS', 'en'],
    ['en-GB-oed', 'en'],
    ['i-klingon', 'en'],
    ['und-TW', 'en'],
    ['*', 'en'],
  ] as const;
  for (const [tag, code] of TAGS) {
    it(`is found by its tags: ${tag} is ${code}`, async () => {
      const { default: words } = code === 'en' ? { default: en } : await languages[code]!();
      const form = await fixture<DailyKnockForm>(html`<daily-knock-form lang=${tag}></daily-knock-form>`);
      expect(new KnockFormHarness(form).heading).to.equal(words.guestHeading);
    });
  }
});
