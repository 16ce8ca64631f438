// An automatic start keeps camera and microphone off until the visitor does something, and needs an element that is rendered.
import '../../src/define.js';
import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import type { CallOptions } from '../../src/daily/create-call.js';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import type { DailyOwnerRoom } from '../../src/elements/owner-room/owner-room.js';
import { eachTest } from '../support/each-test.js';
import { FakeBrowser } from '../support/fake-browser.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakeDevices } from '../support/fake-devices.js';
import { passPreAuth, ROOM, TOKEN } from '../support/fixtures.js';
import { KnockFormHarness } from '../support/harness/knock-form-harness.js';
import { OwnerRoomHarness } from '../support/harness/owner-room-harness.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { nextTasks, until } from '../support/until.js';

const OFF = { startVideoOff: true, startAudioOff: true };
const WHY =
  'Your camera and microphone are off You have not done anything on this page yet. Switch them on here when you want to be seen and heard.';

type CallElement = DailyKnockForm | DailyOwnerRoom;

interface Side {
  tag: string;
  make(isAutomatic: boolean): CallElement;
  harness(element: CallElement): KnockFormHarness | OwnerRoomHarness;
  begin(element: CallElement): void;
  /** Brings it to where the visitor sees the switches. */
  enter(call: ScriptedCall): Promise<void>;
  state: string;
}

const SIDES: readonly Side[] = [
  {
    tag: 'daily-knock-form',
    make: (isAutomatic) =>
      Object.assign(document.createElement('daily-knock-form'), {
        roomUrl: ROOM,
        userName: 'Ana',
        autoKnock: isAutomatic,
      }),
    harness: (element) => new KnockFormHarness(element as DailyKnockForm),
    begin: (element) => void (element as DailyKnockForm).knock().catch(() => {}),
    async enter(call) {
      await passPreAuth(call, 'lobby');
      await call.asked('join');
      call.enter('lobby', { name: 'Ana' });
    },
    state: 'waiting',
  },
  {
    tag: 'daily-owner-room',
    make: (isAutomatic) =>
      Object.assign(document.createElement('daily-owner-room'), {
        roomUrl: ROOM,
        userName: 'Olga',
        token: TOKEN,
        autoJoin: isAutomatic,
      }),
    harness: (element) => new OwnerRoomHarness(element as DailyOwnerRoom),
    begin: (element) => void (element as DailyOwnerRoom).join().catch(() => {}),
    async enter(call) {
      await call.asked('join');
      call.enter('full', { name: 'Olga', owner: true });
    },
    state: 'joined',
  },
];

for (const side of SIDES) {
  describe(`automatic start of <${side.tag}>`, () => {
    const daily = eachTest(() => new FakeDaily());
    const devices = eachTest(() => new FakeDevices());
    const browser = eachTest(() => new FakeBrowser());
    let home: HTMLElement;

    beforeEach(async () => {
      browser.setUserActivation(false);
      home = await fixture(html`<div></div>`);
    });

    /** An element in the page, on its way or waiting for something. */
    const add = (change: (element: CallElement) => void = () => {}): CallElement => {
      const element = side.make(true);
      change(element);
      home.append(element);
      return element;
    };

    const joinedWith = (call: ScriptedCall): CallOptions => call.calls('join')[0]![0] as CallOptions;

    describe('before the visitor has interacted', () => {
      it('joins with camera and microphone off, and requests no device', async () => {
        add();
        const call = await daily.made();
        await side.enter(call);
        expect(joinedWith(call)).to.deep.include(OFF);
        expect(devices.asked).to.deep.equal([]);
        for (const [options] of call.calls('preAuth')) expect(options).to.deep.include(OFF);
      });

      it('shows why, until one of them is switched on, with one press', async () => {
        const element = add();
        const page = side.harness(element);
        const call = await daily.made();
        await side.enter(call);
        await page.reaches(side.state);
        expect(page.notices).to.deep.equal([WHY]);
        await page.press('Camera');
        expect(call.calls('setLocalVideo')).to.deep.equal([[true]]);
        call.shows((await devices.getUserMedia({ video: {} })).getVideoTracks()[0]!);
        await until(() => page.notices.length === 0, 'the words to go');
        await page.press('Camera');
        call.participantChanges({ id: 'local', name: 'Ana', owner: side.state === 'joined' });
        await until(() => !page.isOn('Camera'), 'the camera to be off');
        expect(page.notices, 'off by the visitor').to.deep.equal([]);
      });

      it('does not show why where the page sets both off', async () => {
        const element = add((each) => Object.assign(each, OFF));
        const page = side.harness(element);
        const call = await daily.made();
        await side.enter(call);
        await page.reaches(side.state);
        expect(page.notices).to.deep.equal([]);
      });

      for (const [whose, options] of [
        ['that the page wants on', () => ({ startVideoOff: false, startAudioOff: false })],
        [
          "of the page's tracks",
          async () => {
            const stream = await new FakeDevices().getUserMedia({ video: {}, audio: {} });
            return { videoSource: stream.getVideoTracks()[0]!, audioSource: stream.getAudioTracks()[0]! };
          },
        ],
      ] as const) {
        it(`camera and microphone ${whose} are off as well`, async () => {
          const callOptions = await options();
          add((each) => (each.callOptions = callOptions));
          const call = await daily.made();
          await side.enter(call);
          expect(joinedWith(call)).to.deep.include(OFF);
          expect(devices.asked).to.deep.equal([]);
        });
      }

      it("a call of the page's is joined with both off as well", async () => {
        const call = new ScriptedCall();
        add((each) => (each.call = call.asCall));
        await side.enter(call);
        expect(joinedWith(call)).to.deep.include(OFF);
      });

      it('a click while it connects changes nothing', async () => {
        add();
        const call = await daily.made();
        await call.asked(side.tag === 'daily-knock-form' ? 'preAuth' : 'join');
        browser.setUserActivation(true);
        await side.enter(call);
        expect(joinedWith(call)).to.deep.include(OFF);
        expect(devices.asked).to.deep.equal([]);
      });

      it('the same holds in a browser that does not tell', async () => {
        browser.setUserActivation(undefined);
        add();
        const call = await daily.made();
        await side.enter(call);
        expect(joinedWith(call)).to.deep.include(OFF);
      });

      it('the same for another room', async () => {
        const element = add();
        await daily.made();
        element.roomUrl = `${ROOM}-2`;
        const second = await daily.made(2);
        await side.enter(second);
        expect(joinedWith(second)).to.deep.include(OFF);
        expect(devices.asked).to.deep.equal([]);
      });

      it('join() and knock() have them on, without a message', async () => {
        const element = side.make(false);
        home.append(element);
        side.begin(element);
        const page = side.harness(element);
        const call = await daily.made();
        await side.enter(call);
        await page.reaches(side.state);
        expect(devices.asked).to.deep.equal(['video, audio']);
        expect(joinedWith(call)).not.to.have.any.keys('startVideoOff', 'startAudioOff');
        expect(page.notices).to.deep.equal([]);
      });
    });

    it('once the visitor has done something, has them on, and nothing is said', async () => {
      browser.setUserActivation(true);
      const element = add();
      const page = side.harness(element);
      const call = await daily.made();
      await side.enter(call);
      await page.reaches(side.state);
      expect(devices.asked).to.deep.equal(['video, audio']);
      expect(joinedWith(call)).not.to.have.any.keys('startVideoOff', 'startAudioOff');
      expect(page.notices).to.deep.equal([]);
    });

    describe('waits until it is rendered', () => {
      const panel = (): HTMLElement => home.appendChild(document.createElement('div'));

      /** Ways not to be rendered: where the element goes, and how that is ended. */
      const HIDDEN: Record<
        string,
        () => { place: HTMLElement; show(element: CallElement): void; hide?(element: CallElement): void }
      > = {
        'display: none on it': () => ({
          place: home,
          hide: (element) => (element.style.display = 'none'),
          show: (element) => (element.style.display = ''),
        }),
        'hidden until found': () => ({
          place: home,
          hide: (element) => element.setAttribute('hidden', 'until-found'),
          show: (element) => element.removeAttribute('hidden'),
        }),
        'content-visibility: hidden, with a size of its own': () => ({
          place: home,
          hide: (element) => (element.style.cssText = 'content-visibility: hidden; height: 30em'),
          show: (element) => (element.style.contentVisibility = 'visible'),
        }),
        'display: none on an ancestor': () => {
          const place = panel();
          place.style.display = 'none';
          return { place: place.appendChild(document.createElement('p')), show: () => (place.style.display = '') };
        },
        'a hidden panel of a row of tabs': () => {
          const place = panel();
          place.hidden = true;
          return { place, show: () => (place.hidden = false) };
        },
        'display: contents in a hidden panel': () => {
          const place = panel();
          place.hidden = true;
          return {
            place,
            hide: (element) => (element.style.display = 'contents'),
            show: () => (place.hidden = false),
          };
        },
        'content-visibility: hidden around it': () => {
          const place = panel();
          place.style.contentVisibility = 'hidden';
          return { place, show: () => (place.style.contentVisibility = '') };
        },
        'a closed <details>': () => {
          const place = home.appendChild(document.createElement('details'));
          return { place, show: () => (place.open = true) };
        },
        'a closed <dialog>': () => {
          const place = home.appendChild(document.createElement('dialog'));
          return { place, show: () => place.show() };
        },
        'a frame that is not shown': () => {
          const frame = home.appendChild(document.createElement('iframe'));
          frame.hidden = true;
          return { place: frame.contentDocument!.body, show: () => (frame.hidden = false) };
        },
        'no slot': () => {
          const place = panel();
          const root = place.attachShadow({ mode: 'open' });
          return { place, show: () => root.append(document.createElement('slot')) };
        },
      };

      for (const [how, prepare] of Object.entries(HIDDEN)) {
        it(how, async () => {
          const { place, show, hide } = prepare();
          const element = side.make(true);
          hide?.(element);
          place.append(element);
          await nextTasks();
          await nextFrame();
          await nextTasks();
          expect({ calls: daily.calls.length, state: element.state }).to.deep.equal({ calls: 0, state: 'idle' });
          show(element);
          await (await daily.made()).asked(side.tag === 'daily-knock-form' ? 'preAuth' : 'join');
        });
      }

      it('starts with the latest values, and a change of size starts nothing again', async () => {
        home.hidden = true;
        const element = add();
        await nextTasks();
        element.roomUrl = `${ROOM}-2`;
        await nextTasks();
        home.hidden = false;
        const call = await daily.made();
        await side.enter(call);
        expect(joinedWith(call)).to.include({ url: `${ROOM}-2` });
        await element.leave();
        element.style.width = '20em';
        await nextFrame();
        await nextTasks();
        expect(daily.calls).to.have.length(1);
      });

      it('checks the interaction when it starts', async () => {
        home.hidden = true;
        add();
        await nextTasks();
        browser.setUserActivation(true);
        home.hidden = false;
        await side.enter(await daily.made());
        expect(devices.asked).to.deep.equal(['video, audio']);
      });

      it('does not start again what the page has started meanwhile', async () => {
        home.hidden = true;
        const element = add();
        await nextTasks();
        side.begin(element);
        await side.enter(await daily.made());
        await until(() => element.state === side.state, side.state);
        home.hidden = false;
        await nextFrame();
        await element.leave();
        element.style.width = '20em';
        await nextFrame();
        await nextTasks();
        expect(daily.calls).to.have.length(1);
      });
    });

    it('in Turbo’s preview of a page waits until the page has come, and starts if it is still there', async () => {
      const page = document.documentElement;
      const rendered = () => page.dispatchEvent(new CustomEvent('turbo:render', { bubbles: true }));
      const image = document.createElement('img');
      image.name = 'documentElement';
      page.toggleAttribute('data-turbo-preview', true);
      try {
        const replaced = add();
        const kept = add();
        home.append(image);
        await nextTasks();
        rendered();
        await nextTasks();
        page.toggleAttribute('data-turbo-preview', false);
        await nextTasks();
        expect(daily.calls, 'before the page').to.have.length(0);
        replaced.remove();
        rendered();
        await daily.made();
        await nextTasks();
        expect(daily.calls).to.have.length(1);
        expect([replaced.state, kept.state]).to.deep.equal(['idle', 'connecting']);
      } finally {
        page.removeAttribute('data-turbo-preview');
      }
    });

    it('starts at once where it is rendered offscreen, or has no box', async () => {
      home.style.paddingTop = '500vh';
      add((each) => (each.style.display = 'contents'));
      await daily.made();
    });
  });
}
