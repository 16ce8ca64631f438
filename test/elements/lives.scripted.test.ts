import '../../src/elements/knock-form/define.js';
import '../../src/elements/owner-room/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { ABSENCE_MS } from '../../src/context/on-gone.js';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import type { DailyOwnerRoom } from '../../src/elements/owner-room/owner-room.js';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakeSound } from '../support/fake-sound.js';
import { bringToLobby, ROOM, TOKEN } from '../support/fixtures.js';
import { Listeners } from '../support/listeners.js';
import { ANA } from '../support/people.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { Timers } from '../support/timers.js';
import { FakePlayback, videoTrack } from '../support/tracks.js';
import { nextTasks, until } from '../support/until.js';

/** How many lives of each, in each test. */
const LIVES = 100;
/** Timers of the test itself are set for no time at all. */
const OWN_TIMERS = 0;

/** Collects garbage, where the browser has been started with that. */
const collect = (globalThis as { gc?: (options: { type: 'major'; execution: 'async' }) => Promise<void> }).gc;

describe('memory after hundreds of uses', function () {
  // A hundred lives take as long as the machine is slow; what is tested is what they leave behind, not the time.
  this.timeout(120_000);

  const daily = eachTest(() => new FakeDaily());
  const sound = eachTest(() => new FakeSound());
  eachTest(() => new FakePlayback());
  const listeners = eachTest(() => new Listeners());
  const timers = eachTest(() => new Timers());
  let title: string;
  let place: HTMLElement;

  beforeEach(async () => {
    place = await fixture<HTMLElement>(html`<div></div>`);
    title = document.title;
  });

  afterEach(() => {
    document.title = title;
  });

  function make<Name extends keyof HTMLElementTagNameMap>(name: Name, attributes: Record<string, string> = {}) {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    return element;
  }

  /** Out of the page for good. */
  function takeOut(...elements: Element[]): void {
    for (const element of elements) element.remove();
    timers.fire(ABSENCE_MS);
  }

  /** Nothing of what has lived is left, in the page or in what it was given. */
  async function nothingIsLeft(calls: readonly ScriptedCall[] = daily.calls): Promise<void> {
    timers.fire(ABSENCE_MS);
    await nextTasks();
    expect(place.childNodes, 'nodes').to.have.length(0);
    await until(() => timers.waiting.every((ms) => ms <= OWN_TIMERS), `no timers; there are: ${timers.waiting.join()}`);
    // What keeps other windows' messages from daily-js is one for all, and stays.
    const types = listeners.types.filter((type) => type !== 'message');
    expect(types, 'listeners of window and document').to.deep.equal([]);
    expect(calls.filter((call) => call.listenerCount() > 0).length, 'calls that are listened to').to.equal(0);
    expect(daily.calls.filter((call) => !call.isDestroyed()).length, 'calls that are alive').to.equal(0);
    expect(sound.open, 'sound devices').to.equal(0);
    expect(document.title, 'title').to.equal(title);
  }

  /** A consumer element looks for the call element of its `for` again whenever these change: there is none now. */
  async function findsNoCallElement(id: string): Promise<void> {
    const list = make('daily-waiting-list', { for: id });
    place.append(list);
    await list.updateComplete;
    expect(list.shadowRoot!.textContent).to.include('Whoever knocks appears here once you are in the call.');
    expect(await list.admit('a')).to.deep.equal([{ id: 'a', name: '', outcome: 'gone' }]);
    takeOut(list);
  }

  async function guestLobby(form: DailyKnockForm): Promise<ScriptedCall> {
    const made = daily.calls.length;
    form.knock().catch(() => {});
    const call = await daily.made(made + 1);
    await bringToLobby(call);
    await until(() => form.state === 'waiting', 'the lobby');
    return call;
  }

  async function ownerIn(room: DailyOwnerRoom): Promise<ScriptedCall> {
    const made = daily.calls.length;
    room.token = TOKEN;
    const joined = room.join();
    const call = await daily.made(made + 1);
    await call.asked('join');
    call.listSilently([ANA]);
    call.enter('full', { name: 'Olga', owner: true });
    await joined;
    return call;
  }

  const guest = () =>
    make('daily-knock-form', { 'room-url': ROOM, 'user-name': 'Ana', 'answer-timeout': '900', id: 'g' });
  const owner = () => make('daily-owner-room', { 'room-url': ROOM, 'user-name': 'Olga', id: 'o' });

  /** The ways in which a guest's visit ends, in turn. */
  const GUEST_ENDS: ((form: DailyKnockForm, call: ScriptedCall) => unknown)[] = [
    (form) => form.cancel(),
    (form) => takeOut(form),
    (_, call) => call.denyByPromise(),
    (_, call) => call.denyByEvent(),
    (_, call) => call.fatal('connection-error'),
    async (form, call) => {
      call.failRequest(undefined);
      await until(() => form.state === 'failed', 'the failure');
    },
    async (form, call) => {
      call.grantByEvent();
      await form.leave();
    },
    async (form, call) => {
      call.grantByPromise();
      await until(() => form.state === 'admitted', 'the call');
      call.participantJoins({ id: 'o', name: 'Olga', owner: true });
      await form.updateComplete;
      takeOut(form);
    },
  ];

  /** The ways in which an owner's visit ends, in turn. */
  const OWNER_ENDS: ((room: DailyOwnerRoom, call: ScriptedCall) => unknown)[] = [
    (room) => room.leave(),
    (room) => takeOut(room),
    (_, call) => call.fatal('ejected'),
    (_, call) => call.destroy(),
    (room) => {
      void room.admit('a');
      return room.leave();
    },
    async (room, call) => {
      const admitted = room.admit('a');
      call.acceptDecision('a');
      call.participantJoins(ANA);
      await admitted;
      await room.updateComplete;
      takeOut(room);
    },
  ];

  it(`${LIVES} guests, each with a form of their own`, async () => {
    for (let life = 0; life < LIVES; life += 1) {
      const form = guest();
      place.append(form);
      await GUEST_ENDS[life % GUEST_ENDS.length]!(form, await guestLobby(form));
      await nextTasks();
      form.remove();
    }
    await nothingIsLeft();
    await findsNoCallElement('g');
  });

  it(`${LIVES} knocks with one form`, async () => {
    const form = guest();
    place.append(form);
    for (let life = 0; life < LIVES; life += 1) {
      if (!form.isConnected) place.append(form);
      await GUEST_ENDS[life % GUEST_ENDS.length]!(form, await guestLobby(form));
      await nextTasks();
    }
    const nodes = form.shadowRoot!.querySelectorAll('*').length;
    expect(nodes, 'nodes within').to.be.below(100);
    form.remove();
    await nothingIsLeft();
  });

  it(`${LIVES} owners, each with a room of their own`, async () => {
    for (let life = 0; life < LIVES; life += 1) {
      const room = owner();
      place.append(room);
      await OWNER_ENDS[life % OWNER_ENDS.length]!(room, await ownerIn(room));
      await nextTasks();
      room.remove();
    }
    await nothingIsLeft();
    await findsNoCallElement('o');
  });

  it(`${LIVES} joins with one room`, async () => {
    const room = owner();
    place.append(room);
    for (let life = 0; life < LIVES; life += 1) {
      if (!room.isConnected) place.append(room);
      await OWNER_ENDS[life % OWNER_ENDS.length]!(room, await ownerIn(room));
      await nextTasks();
    }
    expect(room.shadowRoot!.querySelectorAll('*').length, 'nodes within').to.be.below(100);
    room.remove();
    await nothingIsLeft();
  });

  it(`${LIVES} times in the page and out of it, without a call`, async () => {
    const elements = [
      guest(),
      owner(),
      make('daily-waiting-list', { for: 'o' }),
      make('daily-video-tile', { for: 'g', 'session-id': 'local' }),
    ];
    for (let life = 0; life < LIVES; life += 1) {
      place.append(...elements);
      if (life % 3 === 0) await nextTasks();
      for (const element of elements) element.remove();
      if (life % 2 === 0) await nextTasks();
    }
    await nothingIsLeft();
    expect(daily.calls).to.have.length(0);
  });

  it(`${LIVES} lists, tiles and call elements with the page's call`, async () => {
    const call = ScriptedCall.inRoom({ owner: true }, [ANA]);
    const track = videoTrack();
    call.shows(track);
    for (let life = 0; life < LIVES; life += 1) {
      const list = make('daily-waiting-list');
      const tile = make('daily-video-tile', { 'session-id': 'local' });
      const callElement = life % 2 ? guest() : owner();
      for (const element of [list, tile, callElement]) element.call = call.asCall;
      place.append(list, tile, callElement);
      await tile.updateComplete;
      const video = tile.shadowRoot!.querySelector('video')!;
      expect(video.srcObject, 'what is shown').to.be.instanceOf(MediaStream);
      const busiest = call.listenerCount();
      expect(busiest, 'listeners: one set, whoever has the call').to.be.at.most(20);
      takeOut(list, tile, callElement);
      await nextTasks();
      expect(call.listenerCount()).to.equal(0);
      expect(video.srcObject, 'what is shown afterwards').to.be.null;
    }
    await nothingIsLeft([call]);
    expect(call.methods, 'neither left nor destroyed').to.deep.equal([]);
    expect(track.readyState, "the page's track").to.equal('live');
    track.stop();
  });

  it('a camera that Daily does not release is off in the end', async () => {
    const tracks: MediaStreamTrack[] = [];
    for (let life = 0; life < 5; life += 1) {
      const room = owner();
      place.append(room);
      const call = await ownerIn(room);
      const track = videoTrack();
      tracks.push(track);
      call.stuck = true;
      call.shows(track);
      room.remove();
    }
    await until(() => daily.calls.every((call) => call.methods.includes('destroy')), 'the calls to be closed');
    timers.fire(5000);
    expect(tracks.map(({ readyState }) => readyState)).to.deep.equal(tracks.map(() => 'ended'));
    await until(() => daily.calls.every((call) => call.listenerCount() === 0), 'no listener to be left');
  });

  if (collect) {
    it('removed elements and calls are garbage-collected', async () => {
      const gone = { 'daily-knock-form': [], 'daily-owner-room': [], call: [] } as Record<string, WeakRef<object>[]>;
      for (let life = 0; life < 20; life += 1) {
        for (const [element, begin, ends] of [
          [guest(), guestLobby, GUEST_ENDS],
          [owner(), ownerIn, OWNER_ENDS],
        ] as const) {
          place.append(element);
          const call = await begin(element as DailyKnockForm & DailyOwnerRoom);
          await ends[life % ends.length]!(element as DailyKnockForm & DailyOwnerRoom, call);
          await nextTasks();
          element.remove();
          gone[element.localName]!.push(new WeakRef(element));
          gone.call!.push(new WeakRef(call));
        }
      }
      await nothingIsLeft();
      daily.calls.length = 0;
      const alive = () =>
        Object.entries(gone).map(([kind, references]) => ({
          kind,
          count: references.filter((reference) => reference.deref()).length,
        }));
      await until(
        async () => {
          // In a task of its own, in which nothing on the stack can be taken for a reference.
          await collect({ type: 'major', execution: 'async' });
          // The last of each may still be held by the loop above.
          return alive().every(({ count }) => count <= 2);
        },
        () => `elements and calls to be forgotten; alive: ${JSON.stringify(alive())}`,
      );
    });
  }
});
