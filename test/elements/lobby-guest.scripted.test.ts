import '../../src/elements/knock-form/define.js';
import { expect, html } from '@open-wc/testing';
import { lobbyModule } from '../../src/call/guest-controller.js';
import type { LobbyChannel } from '../../src/core/lobby-channel.js';
import { Lazy } from '../../src/elements/base/lazy.js';
import { ConsoleWarnings } from '../support/console-warnings.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeChannel } from '../support/fake-channel.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakeDevices } from '../support/fake-devices.js';
import { bringToLobby, type Guest, guestIn, knockForm, ROOM } from '../support/fixtures.js';
import { ME } from '../support/scripted-call.js';
import { removeForGood } from '../support/timers.js';
import { nextTasks, until } from '../support/until.js';

const LATE = 'I am running five minutes late.';
const WAITING = 'Waiting to be let in Your knock has been sent. As soon as the host lets you in, you are in the call.';

describe('a guest who waits', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());
  const warnings = eachTest(() => new ConsoleWarnings());

  /** A guest who waits, and listens to a channel. */
  async function listening(channel = new FakeChannel()): Promise<Guest & { channel: FakeChannel }> {
    const template = html`<daily-knock-form room-url=${ROOM} user-name="Ana" .channel=${channel}></daily-knock-form>`;
    const guest = await guestIn('waiting', daily, template);
    await until(() => channel.listeners.length === 1, 'the guest to listen');
    return { ...guest, channel };
  }

  describe('with a channel', () => {
    it('listens under the session id of the knock', async () => {
      const { channel } = await listening();
      expect(channel.listeners.map(({ id }) => id)).to.deep.equal([ME]);
      expect(channel.sent).to.deep.equal([]);
    });

    for (const to of [[ME], ['other', ME], 'all'] as const) {
      it(`reads and hears words to ${String(to)}`, async () => {
        const { form, page, channel } = await listening();
        await page.announces(WAITING);
        channel.deliver({ to, text: LATE });
        await page.shows(`Message from the host ${LATE}`);
        await page.announces(`Message from the host ${LATE}`);
        expect(log.details('daily-message')).to.deep.equal([{ text: LATE }]);
        expect(form.hostMessage).to.equal(LATE);
        expect(page.heading).to.equal('Waiting to be let in');
      });
    }

    it('reads them in a box of their own, also after having tried the devices', async () => {
      const devices = new FakeDevices();
      const channel = new FakeChannel();
      const { form, page } = await knockForm(
        html`<daily-knock-form room-url=${ROOM} user-name="Ana" .channel=${channel}></daily-knock-form>`,
      );
      await page.press('Try camera and microphone');
      await until(() => page.previewStream, 'the picture');
      void form.knock();
      await bringToLobby(await daily.made());
      await page.reaches('waiting');
      devices.restore();
      await until(() => channel.listeners.length === 1, 'the guest to listen');
      channel.deliver({ to: 'all', text: LATE });
      await page.shows(`Message from the host ${LATE}`);
      const box = page.allElements.find((each) => each.matches('[part="host-message"]'))!;
      expect(getComputedStyle(box).borderInlineStartWidth).to.equal('3px');
      expect(getComputedStyle(box.querySelector('strong')!).display).to.equal('block');
    });

    it('hears the same words again when they come again', async () => {
      const { page, channel } = await listening();
      channel.deliver({ to: 'all', text: LATE });
      await until(() => page.announcement.includes(LATE), 'the announcement');
      channel.deliver({ to: 'all', text: 'Something else.' });
      await page.announces('Message from the host Something else.');
      channel.deliver({ to: 'all', text: LATE });
      await page.announces(`Message from the host ${LATE}`);
      expect(log.details('daily-message')).to.have.length(3);
    });

    it('reads and hears the place, and hears it again only when it changes', async () => {
      const { form, page, channel } = await listening();
      await page.announces(WAITING);
      channel.deliver({ to: [ME], position: 3, length: 5 });
      await page.shows('2 people before you. 5 people are waiting');
      await page.announces('2 people before you.');
      expect([form.queuePosition, form.queueLength]).to.deep.equal([3, 5]);
      channel.deliver({ to: [ME], position: 3, length: 6 });
      channel.deliver({ to: [ME], text: LATE });
      await page.shows('2 people before you. 6 people are waiting');
      await page.announces(`Message from the host ${LATE}`);
      channel.deliver({ to: [ME], position: 2, length: 5 });
      await page.announces('1 person before you.');
      channel.deliver({ to: [ME], position: 1, length: 4 });
      await page.announces('You are next.');
      expect(page.text).not.to.include('4 people');
      expect(log.details('daily-message')).to.have.length(1);
    });

    it('reads both while asked whether to go on waiting', async () => {
      const channel = new FakeChannel();
      const { page } = await guestIn(
        'waiting',
        daily,
        html`<daily-knock-form
          room-url=${ROOM}
          user-name="Ana"
          answer-timeout="0.05"
          .channel=${channel}
        ></daily-knock-form>`,
      );
      await page.shows('Nobody has answered yet');
      await until(() => channel.listeners.length === 1, 'the guest to listen');
      channel.deliver({ to: 'all', text: LATE, position: 1 });
      await page.shows(`You are next. Message from the host ${LATE}`);
      expect(page.buttonNames).to.include('Keep waiting');
    });

    it('keeps the focus when words come', async () => {
      const { page, channel } = await listening();
      page.button('Cancel').focus();
      channel.deliver({ to: 'all', text: LATE, position: 1, length: 2 });
      await page.shows(LATE);
      expect(page.focused).to.equal('Cancel');
    });

    for (const [what, message] of Object.entries({
      'for somebody else': { to: ['other'], text: LATE, position: 1 },
      'for nobody': { to: [], text: LATE },
      'without recipients': { text: LATE },
      'whose recipients are no list': { to: ME, text: LATE },
      'that say nothing': { to: 'all' },
      'without visible characters': { to: 'all', text: '\u200b\u2060 \u202e' },
      'that are no text': { to: 'all', text: { toString: (): string => 'Late.' } },
      'with a place that is none': { to: 'all', position: -1, length: 2.5 },
      'with a place that is no number': { to: 'all', position: '1', length: Infinity },
      'that are nothing': null,
      'that are a text': LATE,
    })) {
      it(`ignores messages ${what}`, async () => {
        const { form, page, channel } = await listening();
        channel.deliver(message);
        await nextTasks();
        await page.rendered();
        expect([form.hostMessage, form.queuePosition, form.queueLength]).to.deep.equal([
          undefined,
          undefined,
          undefined,
        ]);
        expect(page.text).not.to.include('Message from the host').and.not.to.include('next');
        expect(log.events).not.to.include('daily-message');
      });
    }

    it('reads hostile words as text, in their own direction, and not without end', async () => {
      const { page, channel } = await listening();
      channel.deliver({ to: 'all', text: '<img src=x onerror=alert(1)> \u202eevil\u202c' });
      await page.shows('<img src=x onerror=alert(1)> evil');
      expect(page.allElements.filter((each) => each.matches('img'))).to.deep.equal([]);
      const shown = page.allElements.find((each) => each.matches('[part="host-message"] bdi'))!;
      expect(getComputedStyle(shown).unicodeBidi).to.equal('isolate');
      channel.deliver({ to: 'all', text: 'x'.repeat(10_000) });
      await page.shows(`${'x'.repeat(300)}…`);
      expect(page.text).not.to.include('x'.repeat(301));
      expect(log.details('daily-message').at(-1)!.text).to.have.length(301);
    });

    it('hears nothing before the knock, and nothing after the answer', async () => {
      const channel = new FakeChannel();
      const template = html`<daily-knock-form room-url=${ROOM} user-name="Ana" .channel=${channel}></daily-knock-form>`;
      const { form } = await guestIn('connecting', daily, template);
      await nextTasks();
      expect(channel.listeners).to.deep.equal([]);
      await form.leave();
      const guest = await guestIn('waiting', daily, template);
      await until(() => channel.listeners.length === 1, 'the guest to listen');
      const { listener } = channel.listeners[0]!;
      channel.deliver({ to: 'all', text: LATE, position: 2, length: 2 });
      await guest.page.shows(LATE);
      guest.call.grantByPromise();
      await guest.page.reaches('admitted');
      expect(channel.listeners).to.deep.equal([]);
      log.clear();
      listener({ to: 'all', text: 'Too late.' });
      await nextTasks();
      expect(guest.form.hostMessage).to.be.undefined;
      expect(guest.form.queuePosition).to.be.undefined;
      expect(log.events).to.deep.equal([]);
    });

    for (const [how, end] of Object.entries<(guest: Guest) => unknown>({
      'is turned away': ({ call }) => call.denyByPromise(),
      'gives up': ({ form }) => form.cancel(),
      'loses the call': ({ call }) => call.fatal('connection-error'),
    })) {
      it(`who ${how} listens no longer, and finds nothing of it at the next knock`, async () => {
        const guest = await listening();
        const { channel, form, page } = guest;
        channel.deliver({ to: 'all', text: LATE, position: 1, length: 1 });
        await page.shows(LATE);
        end(guest);
        await until(() => channel.listeners.length === 0, 'the end of the subscription');
        await page.rendered();
        expect(page.text).not.to.include(LATE);
        expect([form.hostMessage, form.queuePosition, form.queueLength]).to.deep.equal([
          undefined,
          undefined,
          undefined,
        ]);
      });
    }

    it('whose element is removed listens no longer', async () => {
      const { channel, form } = await listening();
      await removeForGood(() => form.remove());
      expect(channel.listeners).to.deep.equal([]);
    });

    it('listens to another channel when the page sets one', async () => {
      const { channel, form, page } = await listening();
      const other = new FakeChannel();
      form.channel = other;
      await until(() => other.listeners.length === 1, 'the guest to listen');
      expect(channel.listeners).to.deep.equal([]);
      other.deliver({ to: 'all', text: LATE });
      await page.shows(LATE);
    });

    it('waits and is let in though the channel fails', async () => {
      const channel: LobbyChannel = {
        send: () => Promise.reject(new Error('no')),
        subscribe() {
          throw new Error('The site has a problem.');
        },
      };
      const template = html`<daily-knock-form room-url=${ROOM} user-name="Ana" .channel=${channel}></daily-knock-form>`;
      const { page, call } = await guestIn('waiting', daily, template);
      await until(() => warnings.texts.length > 0, 'a warning');
      call.grantByPromise();
      await page.reaches('admitted');
    });

    for (const [what, subscribe] of Object.entries<() => unknown>({
      'returns nothing': () => undefined,
      'returns a promise of a function': () => Promise.resolve(() => {}),
      'returns a promise of nothing': () => Promise.resolve(),
      rejects: () => Promise.reject(new Error('The site has a problem.')),
      'returns a function that throws': () => () => {
        throw new Error('The site has a problem.');
      },
      'returns a function that rejects': () => () => Promise.reject(new Error('The site has a problem.')),
    })) {
      it(`is let in, sees it, and can knock again, though subscribe() ${what}`, async () => {
        let isAsked = false;
        const listens = (): unknown => {
          isAsked = true;
          return subscribe();
        };
        const channel = { send: () => Promise.resolve(), subscribe: listens } as LobbyChannel;
        const template = html`<daily-knock-form
          room-url=${ROOM}
          user-name="Ana"
          .channel=${channel}
        ></daily-knock-form>`;
        const { form, page, call } = await guestIn('waiting', daily, template);
        await until(() => isAsked, 'the guest to listen');
        await nextTasks();
        call.grantByPromise();
        await page.reaches('admitted');
        await until(() => page.findButton('Leave'), 'the call in place of the card');
        expect(page.text).not.to.include('Waiting to be let in');
        const faulty = what.includes('throws') || what.includes('rejects');
        await until(() => warnings.texts.length === Number(faulty), 'the warning');
        await form.leave();
        await page.reaches('idle');
        await until(() => page.findButton('Knock'), 'the form');
      });
    }

    it('who waits no more when a late subscription comes ends it', async () => {
      let come = (_stop: () => void): void => {};
      let ended = 0;
      const channel: LobbyChannel = {
        send: () => Promise.resolve(),
        subscribe: () => new Promise((done) => (come = done)) as never,
      };
      const template = html`<daily-knock-form room-url=${ROOM} user-name="Ana" .channel=${channel}></daily-knock-form>`;
      const { form, page } = await guestIn('waiting', daily, template);
      await nextTasks(10);
      form.cancel();
      await page.reaches('idle');
      await page.rendered();
      come(() => (ended += 1));
      await nextTasks();
      expect(ended).to.equal(1);
    });
  });

  describe('while the code for it is on its way', () => {
    const answers: { come(): Promise<void>; fail(): void }[] = [];

    beforeEach(() => {
      answers.length = 0;
      lobbyModule.load = () =>
        new Promise((resolve, reject) => {
          const load = (): ReturnType<typeof lobbyModule.load> => Lazy.prototype.load.call(lobbyModule) as never;
          answers.push({
            come: async () => resolve(await load()),
            fail: () => reject(new TypeError('Failed to fetch')),
          });
        });
    });
    afterEach(() => Reflect.deleteProperty(lobbyModule, 'load'));

    async function knocked(): Promise<Guest & { channel: FakeChannel }> {
      const channel = new FakeChannel();
      const template = html`<daily-knock-form room-url=${ROOM} user-name="Ana" .channel=${channel}></daily-knock-form>`;
      return { ...(await guestIn('waiting', daily, template)), channel };
    }

    it('waits, and listens once it is there', async () => {
      const { page, channel } = await knocked();
      expect(page.heading).to.equal('Waiting to be let in');
      await answers.at(-1)!.come();
      await until(() => channel.listeners.length === 1, 'the guest to listen');
    });

    it('is let in, and listens no more when it comes', async () => {
      const { page, call, channel } = await knocked();
      call.grantByPromise();
      await page.reaches('admitted');
      await answers.at(-1)!.come();
      await nextTasks();
      expect(channel.listeners).to.deep.equal([]);
    });

    it('leaves the page, and listens no more when it comes', async () => {
      const { form, channel } = await knocked();
      await removeForGood(() => form.remove());
      await answers.at(-1)!.come();
      await nextTasks();
      expect(channel.listeners).to.deep.equal([]);
    });

    it('waits on if it cannot be fetched, and fetches it again with the next change', async () => {
      const { form, page, channel } = await knocked();
      for (const { fail } of answers.splice(0)) fail();
      await nextTasks();
      expect(page.heading).to.equal('Waiting to be let in');
      form.requestUpdate();
      await page.rendered();
      await answers.at(-1)!.come();
      await until(() => channel.listeners.length === 1, 'the guest to listen');
    });
  });

  it('without a channel and words of the page fetches nothing', async () => {
    let fetched = 0;
    lobbyModule.load = () => {
      fetched += 1;
      return new Promise(() => {});
    };
    const { page, call } = await guestIn('waiting', daily);
    call.grantByPromise();
    await page.reaches('admitted');
    Reflect.deleteProperty(lobbyModule, 'load');
    expect(fetched).to.equal(0);
  });

  describe('without a channel', () => {
    it('reads and hears what the page sets, from the start of the wait', async () => {
      const { form, page } = await guestIn(
        'waiting',
        daily,
        html`<daily-knock-form
          room-url=${ROOM}
          user-name="Ana"
          host-message="Today we are late."
          queue-position="2"
          queue-length="4"
        ></daily-knock-form>`,
      );
      await page.shows('1 person before you. 4 people are waiting Message from the host Today we are late.');
      await until(() => page.announcement.includes('1 person before you.'), 'the announcement of the place');
      expect(page.announcement).to.include('Today we are late.');
      form.queuePosition = 1;
      form.hostMessage = '';
      await page.announces('You are next.');
      expect(page.text).not.to.include('Message from the host');
      expect(log.events).not.to.include('daily-message');
    });

    it('keeps what the page has set after the channel', async () => {
      const { form, page, channel } = await listening();
      form.hostMessage = LATE;
      channel.deliver({ to: 'all', text: 'Soon', position: 4 });
      await page.shows('Soon');
      form.queuePosition = 2;
      form.cancel();
      await until(() => form.hostMessage === LATE, 'the words of the page');
      expect(form.queuePosition).to.equal(2);
    });

    it('finds what the page has set again after a channel has set something else', async () => {
      const channel = new FakeChannel();
      const { form, page } = await guestIn(
        'waiting',
        daily,
        html`<daily-knock-form
          room-url=${ROOM}
          user-name="Ana"
          host-message="Today we are late."
          .channel=${channel}
        ></daily-knock-form>`,
      );
      await page.shows('Today we are late.');
      channel.deliver({ to: 'all', text: LATE });
      await page.shows(LATE);
      form.cancel();
      await page.reaches('idle');
      expect(form.hostMessage).to.equal('Today we are late.');
    });

    for (const place of ['', '0', '-2', 'first', '1.5', '1e400']) {
      it(`reads no place of queue-position="${place}"`, async () => {
        const { page } = await guestIn(
          'waiting',
          daily,
          html`<daily-knock-form
            room-url=${ROOM}
            user-name="Ana"
            host-message="Hello."
            queue-position=${place}
            queue-length="3"
          ></daily-knock-form>`,
        );
        await page.shows('Hello.');
        expect(page.text).not.to.include('before you').and.not.to.include('next').and.not.to.include('3 people');
      });
    }
  });
});
