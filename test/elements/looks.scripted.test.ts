import '../../src/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { complaints } from '../../scripts/looks/complaints.mjs';
import { withNote } from '../../src/core/note.js';
import { en, type Language } from '../../src/i18n/en.js';
import { languages } from '../../src/i18n/languages.js';
import { eachTest } from '../support/each-test.js';
import { FakeChannel } from '../support/fake-channel.js';
import { FakeDaily } from '../support/fake-daily.js';
import { guestIn, knockForm, ownerInCall, ROOM, waitingList } from '../support/fixtures.js';
import { WaitingListHarness } from '../support/harness/waiting-list-harness.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { until } from '../support/until.js';

const WAITING = [
  { id: 'a', name: 'Ana' },
  { id: 'b', name: 'Ana' },
  { id: 'c', name: 'Wolfeschlegelsteinhausenbergerdorff' },
];

/** The narrowest column that a page may give. */
const NARROW = '280px';

const narrow = (element: HTMLElement): void => {
  element.parentElement!.style.inlineSize = NARROW;
};
/** Where it stands once it has come to rest: what slides in counts as there. */
const placeOf = ({ offsetLeft, offsetTop, offsetWidth, offsetHeight }: HTMLElement): number[] => [
  offsetLeft,
  offsetTop,
  offsetWidth,
  offsetHeight,
];

/** In its row, which a transform moves while it arrives. */
const placeInRow = (button: HTMLElement): number[] => {
  const row = button.closest('li')!.getBoundingClientRect();
  const { left, top, width, height } = button.getBoundingClientRect();
  return [left - row.left, top - row.top, width, height, row.height].map(Math.round);
};

describe('layout', () => {
  // A scrollbar that appears would narrow everything.
  before(() => (document.documentElement.style.overflowY = 'scroll'));
  after(() => (document.documentElement.style.overflowY = ''));

  const daily = eachTest(() => new FakeDaily());

  afterEach(() => {
    document.documentElement.removeAttribute('lang');
  });

  const all = { en: () => Promise.resolve({ default: en }), ...languages };
  for (const [code, load] of Object.entries(all)) {
    describe(`in a narrow column, in ${code}`, () => {
      let words: Language;

      beforeEach(async () => {
        ({ default: words } = await load());
        document.documentElement.lang = code;
      });

      it('the form and its errors break no word and cut nothing off', async () => {
        const { form, page } = await knockForm(html`<daily-knock-form></daily-knock-form>`);
        narrow(form);
        expect(complaints(form)).to.deep.equal([]);
        await page.press(words.knock);
        expect(page.problemAt(words.yourName)).not.to.equal('');
        expect(complaints(form)).to.deep.equal([]);
      });

      it('nor does the waiting state', async () => {
        const { form, page } = await guestIn('waiting', daily);
        narrow(form);
        expect(page.heading).to.equal(words.waitingHeading);
        expect(complaints(form)).to.deep.equal([]);
      });

      it('nor does the call, with people waiting', async () => {
        const { room, page, call } = await ownerInCall(daily, { waiting: WAITING });
        call.cameraError('permissions');
        narrow(room);
        const list = await page.waitingList();
        await until(() => page.alerts.length > 0, 'the notice');
        await until(() => list.bar, 'the bar');
        expect(complaints(room)).to.deep.equal([]);
      });

      it('nor does the waiting list beside it', async () => {
        const { element } = await waitingList(ScriptedCall.inRoom({ owner: true }, WAITING));
        for (const width of [NARROW, '18rem', '22rem']) {
          element.parentElement!.style.inlineSize = width;
          expect(complaints(element), width).to.deep.equal([]);
        }
      });
    });
  }

  /** A list of its own width, whose owner can write. */
  async function listWithChannel(waiting: typeof WAITING): Promise<WaitingListHarness> {
    const channel = new FakeChannel();
    const template = html`<daily-owner-room
      id="room"
      room-url=${ROOM}
      user-name="Olga"
      .channel=${channel}
    ></daily-owner-room>`;
    await ownerInCall(daily, { waiting, template });
    const list = new WaitingListHarness(await fixture(html`<daily-waiting-list for="room"></daily-waiting-list>`));
    await until(() => list.findButton('Write to all'), 'the button to write');
    return list;
  }

  describe('a row of the waiting list', () => {
    const row = async (width: string, name: string) => {
      const list = await waitingList(ScriptedCall.inRoom({ owner: true }, [{ id: 'a', name }]));
      list.element.parentElement!.style.inlineSize = width;
      const place = (element: Element): DOMRect => element.getBoundingClientRect();
      const [shown] = list.element.shadowRoot!.querySelectorAll('[part="name"]');
      const buttons = ['Allow', 'Deny'].map((verb) => place(list.button(`${verb} guest ${name}`)));
      return { name: place(shown!), allow: buttons[0]!, deny: buttons[1]!, list: place(list.element) };
    };

    for (const width of ['20rem', '22rem', '60rem'])
      it(`has name and answers on one line in ${width}`, async () => {
        const { name, allow, deny } = await row(width, 'Amara Osei');
        for (const button of [allow, deny]) {
          expect(name.top).to.be.lessThan(button.bottom);
          expect(button.top).to.be.lessThan(name.bottom);
        }
        expect(allow.left).to.be.at.least(name.right);
        expect(deny.left - allow.right).to.be.at.least(7.99);
      });

    it('has answers of their own width on a second line in 17rem', async () => {
      const { name, allow, list } = await row('17rem', 'Amara Osei');
      expect(allow.top).to.be.at.least(name.bottom);
      expect(allow.width).to.be.lessThan(list.width / 2);
    });

    it('keeps its answers whole and within it, however long the name', async () => {
      const short = await row('20rem', 'Ana');
      const long = await row('20rem', WAITING[2]!.name);
      expect(long.allow.width).to.equal(short.allow.width);
      expect(long.deny.right).to.be.at.most(long.list.right);
    });
  });

  describe('the number of people who wait', () => {
    it('leaves the answers where they are, however long the heading', async () => {
      const call = ScriptedCall.inRoom({ owner: true }, [{ id: 'a', name: 'Amara Osei' }]);
      const list = await waitingList(call);
      list.element.append(
        Object.assign(document.createElement('span'), { slot: 'heading', textContent: 'Who waits here? '.repeat(4) }),
      );
      for (const width of ['13rem', '17rem', '20rem']) {
        list.element.parentElement!.style.inlineSize = width;
        const before = list.top('Amara Osei');
        call.knockFrom({ id: 'b', name: 'Victor Hale' });
        await until(() => list.findButton('Allow all'), 'the buttons for all');
        expect(list.top('Amara Osei'), width).to.be.closeTo(before, 0.1);
        call.unlist('b');
        await until(() => !list.findButton('Allow all') && list.gone.length === 0, 'the second to go');
      }
    });

    for (const [width, isInWords] of [
      ['17rem', true],
      ['27rem', true],
      ['40rem', false],
    ] as const)
      it(`is ${isInWords ? '' : 'not '}in words for one person in ${width}, and the second one moves no answer`, async () => {
        const call = ScriptedCall.inRoom({ owner: true }, [{ id: 'a', name: 'Amara Osei' }]);
        const list = await waitingList(call);
        list.element.parentElement!.style.inlineSize = width;
        const words = (): boolean => list.wordsOfCount.width > 50;
        expect(words()).to.equal(isInWords);
        const before = list.top('Amara Osei');
        call.knockFrom({ id: 'b', name: 'Victor Hale' });
        await until(() => list.findButton('Allow all'), 'the buttons for all');
        expect(words()).to.equal(false);
        expect(list.top('Amara Osei')).to.be.closeTo(before, 0.1);
      });
  });

  describe('a row with a button to write', () => {
    const NAMES = ['Allow', 'Deny', 'Write to'].map((verb) => `${verb} guest Amara Osei`);

    async function row(width: string): Promise<{ name: DOMRect; since: DOMRect; buttons: DOMRect[]; list: DOMRect }> {
      const list = await listWithChannel([{ id: 'a', name: 'Amara Osei' }]);
      const { element } = list;
      element.parentElement!.style.inlineSize = width;
      return {
        name: list.placeOf('name'),
        since: list.placeOf('since'),
        buttons: NAMES.map((name) => list.button(name).getBoundingClientRect()),
        list: element.getBoundingClientRect(),
      };
    }

    for (const width of ['19rem', '22rem', '26rem'])
      it(`has two lines in ${width}: name and time, then the buttons`, async () => {
        const { name, since, buttons, list } = await row(width);
        expect(since.top).to.be.lessThan(name.bottom);
        for (const button of buttons) {
          expect(button.top).to.be.at.least(name.bottom);
          expect(button.top).to.equal(buttons[0]!.top);
          expect(button.right).to.be.at.most(list.right);
        }
      });

    it('has all on one line in 30rem', async () => {
      const { name, buttons } = await row('30rem');
      for (const button of buttons) {
        expect(name.top).to.be.lessThan(button.bottom);
        expect(button.top).to.be.lessThan(name.bottom);
        expect(button.left).to.be.at.least(name.right);
      }
    });

    it('has targets of 36 px at least', async () => {
      const { buttons } = await row('22rem');
      for (const { width, height } of buttons) expect(Math.min(width, height)).to.be.at.least(36);
    });
  });

  it('shows Deny, Write and the buttons for all as buttons', async () => {
    const list = await listWithChannel(WAITING);
    const card = getComputedStyle(list.element.shadowRoot!.querySelector('[part="card"]')!).backgroundColor;
    const [ana] = list.buttonNames.filter((name) => name.startsWith('Deny guest Ana'));
    for (const name of [ana!, `Write to guest ${WAITING[2]!.name}`, 'Allow all', 'Deny all']) {
      const { backgroundColor, borderTopColor } = getComputedStyle(list.button(name));
      for (const colour of [backgroundColor, borderTopColor])
        expect([card, 'rgba(0, 0, 0, 0)'], name).not.to.include(colour);
    }
  });

  for (const width of ['19rem', '22rem', '60rem'])
    it(`the knock of a second person moves nothing in ${width}`, async () => {
      const call = ScriptedCall.inRoom({ owner: true }, [{ id: 'a', name: 'Amara' }]);
      const list = await waitingList(call);
      list.element.parentElement!.style.inlineSize = width;
      const names = ['Allow guest Amara', 'Deny guest Amara'];
      const before = onScreen(list, names);
      call.knockFrom({ id: 'b', name: 'Victor' });
      await until(() => list.findButton('Allow all'), 'the buttons for all');
      expect(onScreen(list, names)).to.deep.equal(before);
    });

  it('a pending decision moves nothing', async () => {
    const { page } = await ownerInCall(daily, { waiting: WAITING.slice(0, 2) });
    const list = await page.waitingList();
    const [first] = list.buttonNames.filter((name) => name.startsWith('Deny guest Ana'));
    const inRows = list.buttonNames.filter((name) => name.includes('guest'));
    const before = inRows.map((name) => placeInRow(list.button(name)));
    await list.press(first!);
    await list.shows('Turning away');
    expect(inRows.map((name) => placeInRow(list.button(name)))).to.deep.equal(before);
  });

  // In these languages the words for it are the longest.
  for (const lang of ['en', 'de', 'nl', 'hi', 'ko'])
    for (const width of ['16rem', '19rem', '22rem'])
      it(`neither a decision nor its outcome moves anything in ${width}, ${lang}`, async () => {
        document.documentElement.lang = lang;
        const call = ScriptedCall.inRoom({ owner: true }, [
          { id: 'a', name: withNote('Ana', 'Here about the contract') },
          { id: 'b', name: 'Ben' },
          { id: 'c', name: 'Cem' },
        ]);
        const list = await waitingList(call);
        list.element.parentElement!.style.inlineSize = width;
        await until(() => list.rows.length === 3, 'the rows');
        const names = list.buttonNames.filter((name) => /Ana|Ben|Cem/.test(name));
        const buttons = names.map((name) => list.button(name));
        const places = (): number[][] => buttons.map(placeInRow);
        const before = places();
        await list.press(names[0]!);
        await list.press(names[3]!);
        await until(() => list.rows[0]!.busy && list.rows[1]!.busy, 'the pending decisions');
        expect(places()).to.deep.equal(before);
        call.participantJoins({ id: 'a', name: 'Ana' });
        for (const id of ['a', 'b']) call.unlist(id);
        await until(() => list.rows.length === 1, 'the outcomes');
        expect(places()).to.deep.equal(before);
      });

  it('a switch that is switched moves nothing', async () => {
    const { page, call } = await ownerInCall(daily);
    const places = (): number[][] => page.buttonNames.map((name) => placeOf(page.button(name)));
    const before = places();
    await page.press('Microphone');
    await until(() => call.methods.includes('setLocalAudio'), 'the switch');
    expect(places()).to.deep.equal(before);
  });

  /** Where what can be pressed stands on the screen. */
  const onScreen = (page: { button(name: string): HTMLElement }, names: string[]): number[][] =>
    names.map((name) => {
      const button = page.button(name);
      // Where it is once its row has arrived.
      for (const motion of (button.getRootNode() as ShadowRoot).getAnimations())
        if (Number.isFinite(motion.effect?.getComputedTiming().endTime)) motion.finish();
      const { x, y, width, height } = button.getBoundingClientRect();
      return [x, y, width, height];
    });

  it('a connection that is lost, and a camera that fails, move nothing in the call', async () => {
    const { page, call } = await ownerInCall(daily);
    const names = page.callButtonNames;
    const before = onScreen(page, names);
    call.network('interrupted');
    await page.shows(en.interrupted);
    expect(onScreen(page, names)).to.deep.equal(before);
    call.cameraError('cam-in-use');
    await until(() => page.alerts.length > 0, 'the error');
    expect(onScreen(page, names)).to.deep.equal(before);
  });

  it('a lost connection does not move Cancel in the lobby', async () => {
    const { page, call } = await guestIn('waiting', daily);
    const before = onScreen(page, ['Cancel']);
    call.network('interrupted');
    await page.shows(en.interrupted);
    expect(onScreen(page, ['Cancel'])).to.deep.equal(before);
  });

  it('a field that is not right moves nothing above its error', async () => {
    const { form, page } = await knockForm(html`<daily-knock-form></daily-knock-form>`);
    const before = placeOf(page.field('Your name'));
    await page.press('Knock');
    expect(page.problemAt('Your name')).not.to.equal('');
    expect(placeOf(page.field('Your name'))).to.deep.equal(before);
    expect(form.clientWidth).to.be.greaterThan(0);
  });

  describe('a page that colors all buttons', () => {
    const BLUE = 'rgb(0, 0, 255)';
    const style = document.createElement('style');
    style.textContent = `::part(button) { background: white; transition: none; } ::part(primary) { background: ${BLUE}; }`;
    const color = (button: HTMLElement): string => getComputedStyle(button).backgroundColor;

    beforeEach(() => document.head.append(style));
    afterEach(() => style.remove());

    it('colors the main one of each state of a guest by its part', async () => {
      const { form, page, call } = await guestIn(
        'waiting',
        daily,
        html`<daily-knock-form answer-timeout="0.01" room-url=${ROOM} user-name="Ana"></daily-knock-form>`,
      );
      await until(() => page.heading === en.unansweredHeading, 'the question');
      expect(color(page.button(en.keepWaiting))).to.equal(BLUE);
      expect(color(page.button(en.giveUp))).not.to.equal(BLUE);
      call.denyByPromise();
      await until(() => form.state === 'rejected', 'the answer');
      await form.updateComplete;
      expect(color(page.button(en.knockAgain))).to.equal(BLUE);
    });

    it('and Allow, but not the buttons for all', async () => {
      const { page } = await ownerInCall(daily, { waiting: WAITING });
      const list = await page.waitingList();
      const colored = list.buttonNames.filter((name) => color(list.button(name)) === BLUE);
      expect(colored)
        .to.have.length(WAITING.length)
        .and.to.satisfy((names: string[]) => names.every((name) => name.startsWith('Allow guest ')));
    });
  });
});
