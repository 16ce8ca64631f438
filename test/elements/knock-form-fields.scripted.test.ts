import '../../src/elements/knock-form/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { DailyKnockError } from '../../src/core/errors.js';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { ROOM } from '../support/fixtures.js';
import { KnockFormHarness } from '../support/harness/knock-form-harness.js';
import { nextTasks, rejection } from '../support/until.js';

describe('the fields of <daily-knock-form>', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());

  const show = async (template = html`<daily-knock-form></daily-knock-form>`) =>
    new KnockFormHarness(await fixture<DailyKnockForm>(template));

  const NO_NAME = 'Enter your name';
  const NO_LINK = 'This is not a link to a room';
  const CASES = [
    {
      title: 'no name',
      name: '  ',
      link: ROOM,
      wrong: { 'Your name': NO_NAME },
      focus: 'Your name',
      code: 'missing-name',
    },
    {
      title: 'a name of which nothing can be seen',
      name: '\u200b\u3164 \u2800\u00ad',
      link: ROOM,
      wrong: { 'Your name': NO_NAME },
      focus: 'Your name',
      code: 'missing-name',
    },
    {
      title: 'a name of empty signs, tags and selectors',
      name: '\ufffc\u{1d159}\u{13441}\u{16fe4} \u{e0041}\ufe0f\u200d',
      link: ROOM,
      wrong: { 'Your name': NO_NAME },
      focus: 'Your name',
      code: 'missing-name',
    },
    {
      title: 'no link',
      name: 'Ana',
      link: ' ',
      wrong: { 'Room link': 'Enter the room link' },
      focus: 'Room link',
      code: 'invalid-room-url',
    },
    {
      title: 'a link that is none',
      name: 'Ana',
      link: 'the consulting room',
      wrong: { 'Room link': NO_LINK },
      focus: 'Room link',
      code: 'invalid-room-url',
    },
    {
      title: 'neither',
      name: '',
      link: 'javascript:alert(1)',
      wrong: { 'Your name': NO_NAME, 'Room link': NO_LINK },
      focus: 'Your name',
      code: 'missing-name',
    },
  ] as const;

  for (const { title, name, link, wrong, focus, code } of CASES) {
    it(`${title}: shows an error beside the field, focuses it, and sends nothing`, async () => {
      const page = await show();
      page.fillName(name);
      page.fillLink(link);
      await page.knock();
      for (const label of ['Your name', 'Room link']) {
        const words = (wrong as Record<string, string>)[label];
        expect(page.isMarkedWrong(label), label).to.equal(words !== undefined);
        if (words) expect(page.problemAt(label)).to.include(words);
        else expect(page.problemAt(label)).to.equal('');
      }
      await nextTasks();
      expect(page.focused).to.equal(focus);
      expect(page.element.state).to.equal('idle');
      expect(log.eventsAndStates).to.deep.equal(['daily-error']);
      expect(log.details('daily-error')[0]!.error).to.include({ code, fatal: false });
      expect(page.element.error).to.equal(log.details('daily-error')[0]!.error);
      expect(daily.calls).to.have.length(0);
    });
  }

  it('knock() rejects with the first field error', async () => {
    const page = await show();
    const error = await rejection(page.element.knock({ roomUrl: 'nowhere', userName: ' ' }));
    expect(error).to.be.instanceOf(DailyKnockError).and.to.include({ code: 'missing-name', fatal: false });
    expect(daily.calls).to.have.length(0);
  });

  it('an invalid room-url is reported although its field is not shown', async () => {
    const page = await show(html`<daily-knock-form room-url="nowhere" user-name="Ana"></daily-knock-form>`);
    expect(page.labels).to.deep.equal(['Your name']);
    await page.knock();
    expect(page.alerts.join()).to.include(NO_LINK);
  });

  it('the error goes when the field is valid', async () => {
    const page = await show();
    page.fillLink(ROOM);
    await page.knock();
    expect(page.problemAt('Your name')).to.include(NO_NAME);
    page.fillName('Ana');
    await page.knock();
    await page.reaches('connecting');
    await page.press('Cancel');
    await page.reaches('idle');
    expect(page.isMarkedWrong('Your name')).to.be.false;
  });

  it('has fields for name and link, or for what the page has not set', async () => {
    const page = await show();
    expect(page.labels).to.deep.equal(['Your name', 'Room link']);
    page.element.roomUrl = ROOM;
    page.element.userName = 'Bea';
    await page.rendered();
    expect(page.labels).to.deep.equal(['Your name']);
    expect(page.field('Your name').value).to.equal('Bea');
  });

  it('a typed name takes precedence over user-name, without blanks around it', async () => {
    const page = await show(html`<daily-knock-form room-url=${ROOM} user-name="Bea"></daily-knock-form>`);
    page.fillName('  Ana  ');
    await page.knock();
    const call = await daily.made();
    await call.asked('preAuth');
    expect(call.calls('preAuth')[0]![0]).to.include({ url: ROOM, userName: 'Ana' });
  });

  it('arguments of knock() take precedence over typed values', async () => {
    const page = await show();
    page.fillName('Ana');
    page.fillLink('https://example.daily.co/other');
    void page.element.knock({ roomUrl: ROOM, userName: 'Cleo' });
    const call = await daily.made();
    await call.asked('preAuth');
    expect(call.calls('preAuth')[0]![0]).to.include({ url: ROOM, userName: 'Cleo' });
  });

  for (const nothing of [null, undefined]) {
    describe(`that the page sets to ${nothing}`, () => {
      /** What a page in JavaScript may set. */
      const without = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, nothing]));
      const TEXTS = ['roomUrl', 'userName', 'ask', 'alerts', 'hostMessage'];

      it('count as empty', async () => {
        const page = await show(html`<daily-knock-form room-url=${ROOM} user-name="Bea"></daily-knock-form>`);
        Object.assign(page.element, without(TEXTS));
        await page.rendered();
        expect(page.labels).to.deep.equal(['Your name', 'Room link']);
        expect(page.field('Your name').value).to.equal('');
        const error = await rejection(page.element.knock());
        expect(error).to.be.instanceOf(DailyKnockError).and.to.include({ code: 'missing-name' });
      });

      it('are shown with auto-knock', async () => {
        const element = document.createElement('daily-knock-form');
        Object.assign(element, without(TEXTS), { roomUrl: ROOM, autoKnock: true });
        (await fixture(html`<div></div>`)).append(element);
        const page = new KnockFormHarness(element);
        await page.shows('Your name');
        page.fillName('Ana');
        await page.knock();
        await daily.made();
      });

      it('come from the properties, then the form, if knock() gets it for them', async () => {
        const page = await show(html`<daily-knock-form room-url=${ROOM} ask="Why?"></daily-knock-form>`);
        page.fillName('Ana');
        page.fill('Why?', 'the contract');
        void page.element.knock(without(['roomUrl', 'userName', 'note']));
        const call = await daily.made();
        await call.asked('preAuth');
        expect(call.calls('preAuth')[0]![0]).to.include({ url: ROOM, userName: 'Ana' });
        expect(page.element.getAttribute('user-name')).to.equal(null);
      });

      it('come from the properties and the form if knock() gets it', async () => {
        const page = await show(html`<daily-knock-form room-url=${ROOM}></daily-knock-form>`);
        page.fillName('Ana');
        void page.element.knock(nothing as never);
        await daily.made();
      });
    });
  }

  describe('that are filled in without any event', () => {
    const filled = async (template?: ReturnType<typeof html>) => {
      const page = await show(template);
      page.setValue('Your name', 'Ana');
      page.setValue('Room link', ROOM);
      return page;
    };
    const shown = (page: KnockFormHarness) => page.labels.map((label) => page.field(label).value);

    it('count when Knock is pressed', async () => {
      const page = await filled();
      await page.knock();
      expect(log.details('daily-before-knock')).to.deep.equal([{ roomUrl: ROOM, userName: 'Ana' }]);
    });

    it('count when the page calls knock()', async () => {
      const page = await filled();
      void page.element.knock();
      await daily.made();
      expect(log.details('daily-before-knock')).to.deep.equal([{ roomUrl: ROOM, userName: 'Ana' }]);
    });

    it('replace typed values, and those of the page', async () => {
      const page = await show(html`<daily-knock-form user-name="Bea"></daily-knock-form>`);
      page.fillLink('https://example.daily.co/other');
      page.setValue('Your name', 'Ana');
      page.setValue('Room link', ROOM);
      await page.knock();
      expect(log.details('daily-before-knock')).to.deep.equal([{ roomUrl: ROOM, userName: 'Ana' }]);
    });

    it('count when they are emptied', async () => {
      const page = await show(html`<daily-knock-form room-url=${ROOM} user-name="Bea"></daily-knock-form>`);
      page.fillName('Ana');
      page.setValue('Your name', '');
      await page.knock();
      expect(page.problemAt('Your name')).to.include(NO_NAME);
    });

    it('stay as they are when the language changes', async () => {
      const page = await filled();
      page.element.lang = 'de';
      await page.shows('Anklopfen');
      expect(shown(page)).to.deep.equal(['Ana', ROOM]);
    });

    it('stay as they are when another one fires an event', async () => {
      const page = await show();
      page.setValue('Room link', 'nowhere');
      await page.knock();
      expect(page.isMarkedWrong('Your name')).to.be.true;
      page.setValue('Your name', 'Ana');
      await page.knock();
      expect(page.isMarkedWrong('Your name')).to.be.false;
      expect(shown(page)).to.deep.equal(['Ana', 'nowhere']);
    });

    it('stay as they are when the page sets name and link', async () => {
      const page = await filled();
      page.element.userName = 'Bea';
      page.element.roomUrl = 'https://example.daily.co/other';
      await page.rendered();
      expect(shown(page)).to.deep.equal(['Ana']);
      page.element.roomUrl = '';
      await page.rendered();
      expect(shown(page)).to.deep.equal(['Ana', ROOM]);
    });

    it('stay as they are when something else is set', async () => {
      const page = await filled();
      page.element.headingLevel = 4;
      await page.rendered();
      expect(shown(page)).to.deep.equal(['Ana', ROOM]);
    });

    it('are there again after a failure, and count for the next try', async () => {
      const page = await filled();
      await page.knock();
      const call = await daily.made();
      await call.asked('preAuth');
      call.fatal('connection-error', 'Gone');
      await page.reaches('failed');
      expect(shown(page)).to.deep.equal(['Ana', ROOM]);
      await page.press('Try again');
      await daily.made(2);
      expect(log.details('daily-before-knock').at(-1)).to.deep.equal({ roomUrl: ROOM, userName: 'Ana' });
    });

    it('are replaced by arguments of knock(), which are shown', async () => {
      const page = await show(html`<daily-knock-form user-name="Bea"></daily-knock-form>`);
      page.setValue('Your name', 'Ana');
      await rejection(page.element.knock({ userName: 'Bea', roomUrl: 'nowhere' }));
      await page.rendered();
      expect(shown(page)).to.deep.equal(['Bea', 'nowhere']);
    });

    it('show their direction when they are rendered', async () => {
      const page = await show(html`<daily-knock-form lang="ar"></daily-knock-form>`);
      const name = page.field(page.labels[0]!);
      expect(name.dir).to.equal('rtl');
      name.value = 'Ana';
      page.element.headingLevel = 4;
      await page.rendered();
      expect(name.dir).to.equal('auto');
    });
  });

  it('a name that the page gives later is shown until something is typed', async () => {
    const page = await show(html`<daily-knock-form room-url=${ROOM} user-name="Bea"></daily-knock-form>`);
    page.element.userName = 'Cleo';
    await page.rendered();
    expect(page.field('Your name').value).to.equal('Cleo');
    page.fillName('Ana');
    page.element.userName = 'Dora';
    await page.rendered();
    expect(page.field('Your name').value).to.equal('Ana');
  });

  it('a link pasted without its scheme and with blanks is taken', async () => {
    const page = await show(html`<daily-knock-form user-name="Ana"></daily-knock-form>`);
    page.fillLink('  example.daily.co/consulting ');
    await page.knock();
    expect(log.details('daily-before-knock')).to.deep.equal([{ roomUrl: ROOM, userName: 'Ana' }]);
  });
});
