// Page translators replace text nodes. The text still follows the state.
import '../../src/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { DailyVideoTile } from '../../src/elements/video-tile/video-tile.js';
import type { DailyWaitingList } from '../../src/elements/waiting-list/waiting-list.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakeDevices } from '../support/fake-devices.js';
import { bringToLobby, knockForm, ownerInCall, ownerRoom, TOKEN, waitingList } from '../support/fixtures.js';
import { KnockFormHarness } from '../support/harness/knock-form-harness.js';
import { VideoTileHarness } from '../support/harness/video-tile-harness.js';
import { ANA, guests } from '../support/people.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { Timers } from '../support/timers.js';
import { readAll, shadowRootsIn, TRANSLATORS } from '../support/translator.js';
import { listRead, nextTasks, until } from '../support/until.js';

const BEN = { id: 'b', name: 'Ben' };
const CEM = { id: 'c', name: 'Cem' };

/** To be called after each step. */
type Step = (element: Element) => Promise<void>;

describe('under a page translator', () => {
  let daily: FakeDaily;
  let devices: FakeDevices;
  let errors: unknown[];
  const note = (event: PromiseRejectionEvent | ErrorEvent) =>
    errors.push('reason' in event ? event.reason : event.error);

  beforeEach(() => {
    daily = new FakeDaily();
    devices = new FakeDevices();
    errors = [];
    addEventListener('error', note);
    addEventListener('unhandledrejection', note);
  });

  afterEach(() => {
    removeEventListener('error', note);
    removeEventListener('unhandledrejection', note);
    document.documentElement.removeAttribute('lang');
    devices.restore();
    daily.restore();
  });

  const STORIES: Record<string, (step: Step) => Promise<void>> = {
    'who waits, since when, and what becomes of them': async (step) => {
      const call = ScriptedCall.inRoom({ owner: true });
      const page = await waitingList(call);
      await step(page.element);
      for (const person of [ANA, BEN, CEM]) {
        call.knockFrom(person);
        await step(page.element);
      }
      const { now } = Date;
      for (const minutes of [2, 3, 90]) {
        Date.now = () => now() + minutes * 60_000;
        page.element.requestUpdate();
        await step(page.element);
      }
      Date.now = now;
      call.rename('b', 'Benedikt');
      await step(page.element);
      await page.allow('Ana');
      await step(page.element);
      call.failDecision('a', new Error('No.'));
      await step(page.element);
      call.network('interrupted');
      await step(page.element);
      call.network('connected');
      await step(page.element);
      call.unlist('b');
      await step(page.element);
      call.knockFrom({ id: 'd', name: 'Cem' });
      await step(page.element);
      await page.deny('Ana');
      call.acceptDecision('a');
      await until(() => page.rows.length === 2, 'two');
      await step(page.element);
      call.unlist('c');
      call.unlist('d');
      await step(page.element);
      page.element.lang = 'de';
      await until(() => page.heading === 'Warteraum', 'German');
      await step(page.element);
    },

    'a search in a long list': async (step) => {
      const call = ScriptedCall.inRoom({ owner: true }, guests(60));
      const page = await waitingList(call);
      for (const sought of ['', '5', 'nobody', 'Person 12', '']) {
        if (page.hasSearch) page.search(sought);
        await step(page.element);
      }
    },

    'a guest, from the form to the call': async (step) => {
      const { form, page } = await knockForm(html`<daily-knock-form></daily-knock-form>`);
      await step(form);
      await page.press('Knock');
      await until(() => page.problemAt('Your name'), 'the problem');
      await step(form);
      page.fill('Your name', 'Ana');
      page.fill('Room link', 'https://example.daily.co/consulting');
      await step(form);
      form.lang = 'de';
      await until(() => page.heading === 'Anklopfen und hereinkommen', 'German');
      await step(form);
      form.lang = 'en';
      await until(() => page.heading === 'Knock to come in', 'English');
      form.answerTimeout = 900;
      const timers = new Timers();
      form.knock().catch(() => {});
      await page.reaches('connecting');
      await step(form);
      await bringToLobby(await daily.made());
      await page.reaches('waiting');
      await step(form);
      timers.fire(900_000);
      timers.restore();
      await until(() => page.findButton('Keep waiting'), 'the question');
      await step(form);
      form.answerTimeout = undefined;
      await page.press('Keep waiting');
      await step(form);
      daily.calls[0]!.denyByPromise();
      await page.reaches('rejected');
      await step(form);
      await page.press('Knock again');
      await bringToLobby(await daily.made(2));
      await page.reaches('waiting');
      await step(form);
      const call = daily.calls[1]!;
      call.grantByPromise();
      await page.reaches('admitted');
      await step(form);
      call.participantJoins({ id: 'o', name: 'Olga' });
      await step(form);
      call.network('interrupted');
      await step(form);
      call.network('connected');
      await step(form);
      call.cameraError('not-found');
      await step(form);
      await page.press('Devices');
      await until(() => page.options('Camera').length > 0, 'the devices');
      await step(form);
      devices.change(devices.devices.slice(1));
      await nextTasks();
      await step(form);
      call.fatal('connection-error');
      await page.reaches('failed');
      await step(form);
    },

    'what one looks like before the call': async (step) => {
      devices.refused.video = 'NotReadableError';
      const { form, page } = await knockForm();
      await step(form);
      await page.press('Try camera and microphone');
      await until(() => page.alerts.length > 0 && page.options('Microphone').length === 2, 'the reason');
      await step(form);
      devices.refused.video = undefined;
      await page.press('Try again');
      await until(() => page.previewStream && page.options('Camera').length > 0, 'the picture');
      await step(form);
      devices.change([...devices.devices, { kind: 'audioinput', deviceId: 'mic-3' }]);
      await until(() => page.options('Microphone').length === 3, 'the new one');
      await step(form);
      await page.press('Switch off again');
      await step(form);
    },

    'an owner who fails, tries again, and joins': async (step) => {
      const { room, page } = await ownerRoom();
      room.token = TOKEN;
      await step(room);
      room.join().catch(() => {});
      const first = await daily.made();
      await first.asked('join');
      await step(room);
      first.fatal('no-room');
      await page.reaches('failed');
      await step(room);
      await page.press('Try again');
      const call = await daily.made(2);
      await call.asked('join');
      await step(room);
      call.listSilently([ANA]);
      call.enter('full', { name: 'Olga', owner: true });
      await page.reaches('joined');
      await until(() => page.tiles.length === 1, 'the tile');
      await page.waitingList();
      await step(room);
      call.knockFrom(BEN);
      await step(room);
      call.participantJoins({ id: 'g', name: 'Gus' });
      await step(room);
      call.participantChanges({ id: 'g', name: 'Gustav' });
      await step(room);
      call.participantChanges({ id: 'local', name: 'Olga', owner: true, canAdmin: false });
      await step(room);
      await room.leave();
      await step(room);
    },

    'one picture': async (step) => {
      const call = ScriptedCall.inRoom({ name: 'Olga' });
      call.participantJoins(ANA);
      const tile = await fixture<DailyVideoTile>(
        html`<daily-video-tile .call=${call.asCall} session-id="a"></daily-video-tile>`,
      );
      await new VideoTileHarness(tile).rendered();
      await step(tile);
      call.participantChanges({ id: 'a', name: 'Anna' });
      await step(tile);
      call.participantChanges({ id: 'a', name: '' });
      await step(tile);
      call.participantChanges({ id: 'a', name: 'Anna', audio: { state: 'playable' } });
      await step(tile);
      tile.sessionId = 'local';
      await step(tile);
      call.participantLeaves('a');
      tile.sessionId = 'a';
      await step(tile);
    },
  };

  /** What is read of each story where nobody translates it. */
  const untouched = new Map<string, string[][]>();

  for (const [translator, translate] of Object.entries(TRANSLATORS)) {
    describe(`that ${translator}`, () => {
      for (const [name, tell] of Object.entries(STORIES)) {
        it(`all texts are up to date: ${name}`, async () => {
          if (!untouched.has(name)) {
            untouched.set(name, await read(tell, () => {}));
            devices.restore();
            daily.restore();
            daily = new FakeDaily();
            devices = new FakeDevices();
          }
          expect(await read(tell, translate)).to.deep.equal(untouched.get(name));
          expect(errors).to.deep.equal([]);
        });
      }
    });
  }

  /** What can be read after each step. */
  async function read(tell: (step: Step) => Promise<void>, translate: (root: ShadowRoot) => void): Promise<string[][]> {
    const pages: string[][] = [];
    await tell(async (element) => {
      await rendered(element);
      pages.push(readAll(element));
      for (const root of shadowRootsIn(element)) translate(root);
    });
    return pages;
  }

  async function rendered(element: Element): Promise<void> {
    await listRead();
    for (const each of [element, ...shadowRootsIn(element).map(({ host }) => host)])
      await (each as DailyWaitingList).updateComplete;
    await nextTasks();
  }

  it('announces nothing twice', async () => {
    const { form } = await knockForm();
    const page = new KnockFormHarness(form);
    form.knock().catch(() => {});
    const call = await daily.made();
    await bringToLobby(call);
    await page.reaches('waiting');
    await page.announces(
      'Waiting to be let in Your knock has been sent. As soon as the host lets you in, you are in the call.',
    );
    const timers = new Timers();
    try {
      for (const root of shadowRootsIn(form)) TRANSLATORS['wraps each text']!(root, (text) => text.toUpperCase());
      await page.press('DEVICES');
      await until(() => page.findButton('Close'), 'the menu');
      expect(page.heading).to.equal('WAITING TO BE LET IN');
      expect(timers.waiting, 'nothing is about to be said').not.to.include(500);
    } finally {
      timers.restore();
    }
  });

  it('leaves the names of people as they are', async () => {
    const { page, call, room } = await ownerInCall(daily, { waiting: [ANA, { id: 'n', name: '' }] });
    call.participantJoins({ id: 'g', name: 'Gus' });
    await until(() => page.tiles.length === 2, 'the tile');
    await page.waitingList();
    await rendered(room);
    const kept = shadowRootsIn(room).flatMap((root) => [...root.querySelectorAll('[translate="no"]')]);
    const texts = kept.map(({ textContent }) => textContent);
    expect(texts).to.include.members(['Ana', 'Gus']);
    expect(texts).not.to.include('Guest without a name');
  });
});
