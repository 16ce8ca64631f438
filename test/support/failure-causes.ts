import type { DailyCameraErrorType, DailyFatalErrorType } from '@daily-co/daily-js';
import { expect } from '@open-wc/testing';
import type { NoticeCode } from '../../src/core/errors.js';
import { ADMISSION_GRACE_MS, DEPARTURE_GRACE_MS } from '../../src/core/outcomes.js';
import type { ActionResult } from '../../src/core/participant-actions.js';
import { en } from '../../src/i18n/en.js';
import {
  ANSWER_TIMEOUT,
  type CallElementFixture,
  CONNECT_TIMEOUT,
  DECISION_TIMEOUT,
  KnockFormFixture,
  OwnerRoomFixture,
} from './call-element-fixture.js';
import { FakeChannel } from './fake-channel.js';
import { FakeDevices } from './fake-devices.js';
import { FakePictureInPicture } from './fake-picture-in-picture.js';
import { fakeHidden } from './fake-visibility.js';
import { ANA, BEA } from './people.js';
import { ScriptedCall } from './scripted-call.js';
import { removeForGood } from './timers.js';
import { videoTrack } from './tracks.js';
import { nextMicrotasks, until } from './until.js';

/** How a failure is simulated. */
export interface Cause {
  /** Runs before the moment. */
  prepare?(fixture: CallElementFixture): void;
  happen(fixture: CallElementFixture): void | Promise<void>;
  /** Removes the cause. */
  mend?(fixture: CallElementFixture): void;
}

const owner = (fixture: CallElementFixture): OwnerRoomFixture => {
  if (!(fixture instanceof OwnerRoomFixture)) throw new Error('Only an owner can do this.');
  return fixture;
};
const guest = (fixture: CallElementFixture): KnockFormFixture => {
  if (!(fixture instanceof KnockFormFixture)) throw new Error('Only a guest can do this.');
  return fixture;
};

/** A missing feature of the browser, and the notice about it. */
function obstacle(code: NoticeCode, take: (fixture: CallElementFixture) => void): Cause {
  return {
    async happen(fixture) {
      await removeForGood(() => fixture.element.remove());
      take(fixture);
      fixture.container.append(fixture.element);
      await fixture.page.shows(en[`notice: ${code}`]);
    },
    mend: ({ browser }) => browser.restore(),
  };
}

/** A room without knocking, and the notice about it. */
function roomThat(code: NoticeCode, config: Record<string, unknown>): Cause {
  return {
    prepare: ({ daily }) => (daily.roomConfig = config),
    happen: ({ page }) => page.shows(en[`notice: ${code}`]),
  };
}

/** Daily's refusal of a decision about a person who has gone. */
const UNKNOWN = new Error('unknown participant');
const ADMISSION = ADMISSION_GRACE_MS / 1000;
const DEPARTURE = DEPARTURE_GRACE_MS / 1000;

const getToken = (answer: () => Promise<string>): Cause => ({
  happen(fixture) {
    const { element } = owner(fixture);
    element.token = undefined;
    element.getToken = answer;
    fixture.watch(fixture.start());
  },
  mend(fixture) {
    owner(fixture).element.getToken = () => Promise.resolve('a-token');
  },
});

/** A member's token. `refuse` is what Daily does with it. */
const getMemberToken = (
  answer: () => Promise<string>,
  refuse?: (fixture: KnockFormFixture, call: ScriptedCall) => void | Promise<void>,
): Cause => ({
  async happen(fixture) {
    const { element, daily } = guest(fixture);
    element.getToken = answer;
    fixture.watch(fixture.start());
    if (!refuse) return void (await daily.made());
    const call = await daily.made();
    await call.asked('preAuth');
    await refuse(guest(fixture), call);
    await daily.made(2);
  },
  mend(fixture) {
    guest(fixture).element.getToken = undefined;
  },
});

const never = (): Promise<string> => new Promise(() => {});
const signedOut = new Error('signed out');

const pagesCall = (call: () => ScriptedCall | Promise<ScriptedCall>, happen: Cause['happen']): Cause => ({
  async happen(fixture) {
    fixture.element.call = (await call()).asCall;
    await happen(fixture);
  },
  mend(fixture) {
    fixture.element.call = undefined;
  },
});

function fails(call: ScriptedCall, type: DailyFatalErrorType): void {
  call.fatal(type);
  call.emit('left-meeting');
}

/** Somebody in the call, whose microphone is on. */
const ZOE = { id: 'z', name: 'Zoe', audio: { state: 'playable' } } as const;

/** Buttons of the menu on Zoe's tile are pressed, and nothing comes of it. */
function fromMenu(...buttons: readonly string[]): Cause {
  return {
    async happen(fixture) {
      const { page, call } = owner(fixture);
      call.participantJoins(ZOE);
      await page.rendered();
      await page.press('More for Zoe');
      for (const button of buttons) {
        await page.offers(button);
        await page.press(button);
      }
      await fixture.passes(DECISION_TIMEOUT);
      await page.shows(en.decisionFailed);
    },
  };
}

/** Another owner decides about Ana: the events in Daily's order. */
const elsewhere = (call: ScriptedCall, admitted: boolean): void => {
  call.unlist('a');
  if (admitted) call.participantJoins(ANA);
};

async function throughPreAuth(fixture: CallElementFixture): Promise<void> {
  if (fixture instanceof OwnerRoomFixture) return;
  fixture.call.allowPreAuth('lobby');
  await fixture.call.asked('join');
}

let pip: FakePictureInPicture;

/** By name in the failure table. */
const NAMED: Record<string, Cause> = {
  'connection check fails': {
    async happen(fixture) {
      fixture.devices = new FakeDevices();
      fixture.daily.failure = new TypeError('Failed to fetch dynamically imported module');
      await fixture.page.press(en.tryDevices);
      // The name of a camera, once it is open.
      await fixture.page.shows('Front');
      await fixture.page.press(en.checkConnection);
      await fixture.page.shows(en['quality: failed']);
    },
    mend({ daily }) {
      daily.failure = undefined;
    },
  },
  'small window refused': {
    prepare: () => void (pip = new FakePictureInPicture()),
    async happen({ page }) {
      pip.refusal = new DOMException('Not now.', 'NotAllowedError');
      await page.press(en.openSmallWindow);
      await page.shows(en.smallWindowFailed);
    },
    mend: () => pip.restore(),
  },
  'getToken rejects': getToken(() => Promise.reject(signedOut)),
  'getToken throws': getToken(() => {
    throw signedOut;
  }),
  'getToken gives nothing': getToken(() => Promise.resolve('')),
  'member: getToken rejects': getMemberToken(() => Promise.reject(signedOut)),
  'member: getToken throws': getMemberToken(() => {
    throw signedOut;
  }),
  'member: getToken gives a page': getMemberToken(() => Promise.resolve('<!doctype html>')),
  'member: getToken never answers': {
    ...getMemberToken(never),
    async happen(fixture) {
      const { element, daily } = guest(fixture);
      element.getToken = never;
      fixture.watch(fixture.start());
      await fixture.passes(10);
      await daily.made();
    },
  },
  'member: token for another room': getMemberToken(
    () => Promise.resolve('a-token'),
    (_, call) => call.allowPreAuth('lobby'),
  ),
  'member: token expired': getMemberToken(
    () => Promise.resolve('a-token'),
    (_, call) => {
      call.changeAccess('lobby');
      call.fatal('exp-token');
      call.emit('left-meeting');
      call.settle('preAuth', { access: { level: 'lobby' } });
    },
  ),
  'getToken never answers': {
    ...getToken(never),
    async happen(fixture) {
      await getToken(never).happen(fixture);
      await fixture.passes(CONNECT_TIMEOUT);
    },
  },
  'element removed during getToken': {
    async happen(fixture) {
      await getToken(never).happen(fixture);
      fixture.element.remove();
    },
    mend(fixture) {
      fixture.container.append(fixture.element);
      owner(fixture).element.token = 'a-token';
    },
  },
  'daily-js does not load': {
    happen(fixture) {
      fixture.daily.failure = new TypeError('Failed to fetch dynamically imported module');
      fixture.watch(fixture.start());
    },
    mend(fixture) {
      fixture.daily.failure = undefined;
    },
  },
  'daily-js never loads': {
    async happen(fixture) {
      fixture.daily.stuck = true;
      fixture.watch(fixture.start());
      await nextMicrotasks();
      await fixture.passes(CONNECT_TIMEOUT);
    },
    mend(fixture) {
      fixture.daily.stuck = false;
    },
  },
  'call machine fails once': { happen: ({ call }) => call.loadFails(1) },
  'call machine fails three times': { happen: ({ call }) => call.loadFails(3) },

  'preAuth refused': { happen: ({ call }) => call.failPreAuth(undefined) },
  'preAuth gives no access': { happen: ({ call }) => call.allowPreAuth('none') },
  'preAuth never answers': { happen: (fixture) => fixture.passes(CONNECT_TIMEOUT) },
  'join refused': {
    async happen(fixture) {
      await throughPreAuth(fixture);
      fixture.call.failJoin(undefined);
    },
  },
  'join never answers': {
    async happen(fixture) {
      await throughPreAuth(fixture);
      await nextMicrotasks();
      await fixture.passes(CONNECT_TIMEOUT);
    },
  },
  'token opens the lobby only': { happen: ({ call }) => call.enter('lobby') },
  'requestAccess refused': { happen: ({ call }) => call.failRequest('Not allowed to request access.') },
  'nobody answers': { happen: (fixture) => guest(fixture).passes(ANSWER_TIMEOUT) },

  'network lost': { happen: ({ call }) => call.network('interrupted') },
  'network lost and back': {
    async happen({ call, page }) {
      call.network('interrupted');
      await page.rendered();
      call.network('connected');
    },
  },
  'rights lost': {
    async happen(fixture) {
      const { call } = fixture;
      call.participantChanges({ id: 'local', name: 'Olga', owner: false });
      if (fixture.settled !== 'pending') return;
      call.failDecision('a', new Error('not an owner'));
      await until(() => fixture.settled !== 'pending', 'the end of the decision');
    },
  },
  'rights lost and restored': {
    async happen({ call, page }) {
      call.participantChanges({ id: 'local', name: 'Olga', owner: false });
      await page.rendered();
      call.participantChanges({ id: 'local', name: 'Olga', owner: true });
    },
  },

  'mute has no effect': fromMenu('Mute'),
  'removal has no effect': fromMenu('Remove from the call', 'Remove'),
  'mute without the right': {
    happen(fixture) {
      fixture.call.participantJoins(ZOE);
      fixture.call.participantChanges({ id: 'local', name: 'Olga', owner: false });
      fixture.watch(owner(fixture).element.mute('z'), (value) => {
        const { outcome, error } = value as ActionResult;
        return error ? `${outcome} (${error.code})` : outcome;
      });
    },
  },
  'message not delivered': {
    prepare(fixture) {
      const channel = new FakeChannel();
      channel.refuseWords();
      owner(fixture).element.channel = channel;
    },
    async happen(fixture) {
      const list = await owner(fixture).page.waitingList();
      await list.sendToAll('Five minutes.');
      await until(() => list.delivery.startsWith(en['title: not-delivered']), 'what became of the message');
      expect(list.message, 'the text').to.equal('Five minutes.');
    },
    mend: (fixture) => (owner(fixture).element.channel = undefined),
  },

  'decision refused': { happen: ({ call }) => call.failDecision('a', new Error('try later')) },
  'decision never answered': { happen: (fixture) => fixture.passes(DECISION_TIMEOUT) },
  'decision lost': {
    async happen(fixture) {
      fixture.call.sendDecision('a');
      await fixture.passes(DECISION_TIMEOUT);
    },
  },
  'admitted, no answer': { happen: ({ call }) => elsewhere(call, true) },
  'rejected, no answer': rejecting(async (fixture) => {
    elsewhere(fixture.call, false);
    await fixture.passes(DEPARTURE);
  }),
  'tab closed': {
    async happen(fixture) {
      fixture.call.sendDecision('a');
      elsewhere(fixture.call, false);
      await fixture.passes(ADMISSION);
    },
  },
  'guest gone': {
    async happen(fixture) {
      fixture.call.failDecision('a', UNKNOWN);
      await nextMicrotasks();
      elsewhere(fixture.call, false);
      await fixture.passes(ADMISSION);
    },
  },
  'admitted, rejected by another owner': {
    async happen(fixture) {
      elsewhere(fixture.call, false);
      fixture.call.sendDecision('a');
      await fixture.passes(ADMISSION);
    },
  },
  'network lost beyond the timeout': {
    async happen(fixture) {
      fixture.call.network('interrupted');
      fixture.call.listSilently([]);
      await fixture.passes(DECISION_TIMEOUT);
      fixture.call.listSilently([ANA, BEA]);
    },
    mend: ({ call }) => call.network('connected'),
  },
  'rejected, admitted by another owner': rejecting(({ call }) => {
    elsewhere(call, true);
    call.failDecision('a', UNKNOWN);
  }),
  'rejected, admitted by another owner, accepted': rejecting(({ call }) => {
    elsewhere(call, true);
    call.sendDecision('a');
  }),
  'rejected, admitted by another owner, no answer': rejecting(({ call }) => elsewhere(call, true)),

  "page's call is destroyed": pagesCall(
    async () => {
      const call = new ScriptedCall();
      await call.destroy();
      return call;
    },
    (fixture) => fixture.watch(fixture.start()),
  ),
  "page's call fails": {
    prepare(fixture) {
      fixture.element.call = new ScriptedCall().asCall;
    },
    happen: ({ call }) => fails(call, 'exp-room'),
    mend(fixture) {
      fixture.element.call = undefined;
    },
  },
  'time over': {
    happen({ call, element }) {
      const owner = 'waitingParticipants' in element;
      call.participantChanges({ id: 'local', name: 'Me', owner, willEjectAt: new Date() });
      fails(call, 'ejected');
    },
  },
  'prompt left open': {
    happen({ timers }) {
      if (timers.fire(CONNECT_TIMEOUT * 1000) > 0) throw new Error('A timeout runs during the permission prompt.');
    },
  },
  'prompt denied': answered(({ refused, permissions }) => {
    refused.video = refused.audio = 'NotAllowedError';
    permissions.video = permissions.audio = 'denied';
  }),
  'prompt dismissed': answered(({ refused }) => (refused.video = refused.audio = 'NotAllowedError')),
  'one of two denied': answered(({ refused, permissions }) => {
    refused.video = 'NotAllowedError';
    permissions.video = 'denied';
  }),
  'allowed, camera in use elsewhere': answered(({ refused }) => (refused.video = 'NotReadableError')),
  cancelled: { happen: ({ element }) => void element.leave() },
  'page destroys the call': { happen: ({ call }) => call.destroy() },

  'no WebRTC': obstacle('no-webrtc', ({ browser }) => browser.hideWebRtc()),
  'page not on https': obstacle('not-secure', ({ browser }) => browser.beInsecure()),
  'page without an origin': obstacle('opaque-origin', ({ browser }) => browser.hideOrigin()),
  'camera and microphone forbidden': obstacle('devices-forbidden', ({ browser }) =>
    browser.forbid('camera', 'microphone'),
  ),
  'room not private': roomThat('not-private', { privacy: 'public', enable_knocking: true }),
  'knocking off': roomThat('knocking-off', { enable_knocking: false }),

  'tab hidden': {
    happen() {
      fakeHidden(true);
      document.dispatchEvent(new Event('visibilitychange'));
    },
    mend() {
      fakeHidden(undefined);
      document.dispatchEvent(new Event('visibilitychange'));
    },
  },
  'page left': {
    happen() {
      window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    },
    mend() {
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    },
  },
  'element removed': {
    happen: ({ element }) => element.remove(),
    mend: ({ container: home, element }) => home.append(element),
  },
  'leaving hangs': { happen: leaveHangs },
  "leaving the page's call hangs": {
    prepare(fixture) {
      fixture.element.call = new ScriptedCall().asCall;
    },
    happen: leaveHangs,
    mend(fixture) {
      fixture.element.call = undefined;
    },
  },
};

async function leaveHangs(fixture: CallElementFixture): Promise<void> {
  const track = videoTrack();
  fixture.tracks.push(track);
  fixture.call.stuck = true;
  fixture.call.shows(track);
  const left = fixture.element.leave();
  await fixture.passes(5);
  await left;
}

/** Answers the permission prompt. */
function answered(answer: (devices: FakeDevices) => void): Cause {
  return {
    async happen(fixture) {
      answer(fixture.devices!);
      fixture.answerPrompt();
      await fixture.call.asked('join');
    },
    mend({ devices }) {
      devices!.allowAll();
    },
  };
}

function rejecting(happen: (fixture: OwnerRoomFixture) => void | Promise<void>): Cause {
  return {
    prepare: (fixture) => (owner(fixture).decision = 'reject'),
    happen: (fixture) => happen(owner(fixture)),
  };
}

/** Returns the simulation of a failure by its name in the failure table. */
export function causeOf(name: string): Cause {
  const named = NAMED[name];
  if (named) return named;
  const camera = /^camera-(.*)/.exec(name)?.[1];
  if (camera) return { happen: ({ call }) => call.cameraError(camera as DailyCameraErrorType) };
  return { happen: ({ call }) => fails(call, name as DailyFatalErrorType) };
}
