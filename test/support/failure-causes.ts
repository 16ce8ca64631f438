import type { DailyCameraErrorType, DailyFatalErrorType } from '@daily-co/daily-js';
import { ADMISSION_GRACE_MS, DEPARTURE_GRACE_MS } from '../../src/core/outcomes.js';
import type { NoticeCode } from '../../src/core/errors.js';
import { en } from '../../src/i18n/en.js';
import type { FakeDevices } from './fake-devices.js';
import { forGood } from './for-good.js';
import { ScriptedCall } from './scripted-call.js';
import { videoTrack } from './tracks.js';
import {
  ANA,
  BEA,
  ANSWER_TIMEOUT,
  CONNECT_TIMEOUT,
  DECISION_TIMEOUT,
  GuestTrial,
  OwnerTrial,
  type Trial,
} from './trial.js';
import { promisesSettled, until } from './until.js';

/** How a failure is acted out. */
export interface Cause {
  /** Done before the moment is brought about. */
  prepare?(trial: Trial): void;
  /** It happens. */
  happen(trial: Trial): void | Promise<void>;
  /** The cause goes away. */
  mend?(trial: Trial): void;
}

const owner = (trial: Trial): OwnerTrial => {
  if (!(trial instanceof OwnerTrial)) throw new Error('Only an owner can do this.');
  return trial;
};
const guest = (trial: Trial): GuestTrial => {
  if (!(trial instanceof GuestTrial)) throw new Error('Only a guest can do this.');
  return trial;
};

/** Something that the browser cannot do, and the page that shows the element in it. */
function obstacle(code: NoticeCode, take: (trial: Trial) => void): Cause {
  return {
    async happen(trial) {
      await forGood(() => trial.element.remove());
      take(trial);
      trial.home.append(trial.element);
      await trial.page.shows(en[`notice: ${code}`]);
    },
    mend: ({ browser }) => browser.restore(),
  };
}

/** A room at which nobody will knock. */
function roomThat(code: NoticeCode, config: Record<string, unknown>): Cause {
  return {
    prepare: ({ daily }) => (daily.roomConfig = config),
    happen: ({ page }) => page.shows(en[`notice: ${code}`]),
  };
}

/** Daily knows the one who is meant no longer. */
const UNKNOWN = new Error('unknown participant');
const ADMISSION = ADMISSION_GRACE_MS / 1000;

const getToken = (answer: () => Promise<string>): Cause => ({
  happen(trial) {
    const { element } = owner(trial);
    element.token = undefined;
    element.getToken = answer;
    trial.watch(trial.start());
  },
  mend(trial) {
    owner(trial).element.getToken = () => Promise.resolve('a token');
  },
});

const never = (): Promise<string> => new Promise(() => {});
const signedOut = new Error('signed out');

const pagesCall = (call: () => ScriptedCall | Promise<ScriptedCall>, happen: Cause['happen']): Cause => ({
  async happen(trial) {
    trial.element.call = (await call()).asCall;
    await happen(trial);
  },
  mend(trial) {
    trial.element.call = undefined;
  },
});

function fails(call: ScriptedCall, type: DailyFatalErrorType): void {
  call.fatal(type);
  call.emit('left-meeting');
}

/** Another owner decides about Ana, and Daily says so in the order of its events. */
const elsewhere = (call: ScriptedCall, admitted: boolean): void => {
  call.unlist('a');
  if (admitted) call.participantJoins(ANA);
};

async function throughPreAuth(trial: Trial): Promise<void> {
  if (trial instanceof OwnerTrial) return;
  trial.call.allowPreAuth('lobby');
  await trial.call.asked('join');
}

/** By the names that the table of failures has for them. */
const NAMED: Record<string, Cause> = {
  'getToken rejects': getToken(() => Promise.reject(signedOut)),
  'getToken throws': getToken(() => {
    throw signedOut;
  }),
  'getToken gives nothing': getToken(() => Promise.resolve('')),
  'getToken never answers': {
    ...getToken(never),
    async happen(trial) {
      await getToken(never).happen(trial);
      await trial.passes(CONNECT_TIMEOUT);
    },
  },
  'element removed while getToken is asked': {
    async happen(trial) {
      await getToken(never).happen(trial);
      trial.element.remove();
    },
    mend(trial) {
      trial.home.append(trial.element);
      owner(trial).element.token = 'a token';
    },
  },
  'daily-js does not load': {
    happen(trial) {
      trial.daily.failure = new TypeError('Failed to fetch dynamically imported module');
      trial.watch(trial.start());
    },
    mend(trial) {
      trial.daily.failure = undefined;
    },
  },
  'daily-js never loads': {
    async happen(trial) {
      trial.daily.stuck = true;
      trial.watch(trial.start());
      await promisesSettled();
      await trial.passes(CONNECT_TIMEOUT);
    },
    mend(trial) {
      trial.daily.stuck = false;
    },
  },
  'call machine fails once': { happen: ({ call }) => call.loadFails(1) },
  'call machine fails three times': { happen: ({ call }) => call.loadFails(3) },

  'preAuth refused': { happen: ({ call }) => call.failPreAuth(undefined) },
  'preAuth gives no access': { happen: ({ call }) => call.allowPreAuth('none') },
  'preAuth never answers': { happen: (trial) => trial.passes(CONNECT_TIMEOUT) },
  'join refused': {
    async happen(trial) {
      await throughPreAuth(trial);
      trial.call.failJoin(undefined);
    },
  },
  'join never answers': {
    async happen(trial) {
      await throughPreAuth(trial);
      await promisesSettled();
      await trial.passes(CONNECT_TIMEOUT);
    },
  },
  'token opens the lobby only': { happen: ({ call }) => call.enter('lobby') },
  'requestAccess refused': { happen: ({ call }) => call.failRequest('Not allowed to request access.') },
  'nobody answers': { happen: (trial) => guest(trial).passes(ANSWER_TIMEOUT) },

  'network lost': { happen: ({ call }) => call.network('interrupted') },
  'network lost and back': {
    async happen({ call, page }) {
      call.network('interrupted');
      await page.drawn();
      call.network('connected');
    },
  },
  'rights lost': {
    async happen(trial) {
      const { call } = trial;
      call.participantChanges({ id: 'local', name: 'Olga', owner: false });
      if (trial.settled !== 'pending') return;
      call.failDecision('a', new Error('not an owner'));
      await until(() => trial.settled !== 'pending', 'the end of the decision');
    },
  },
  'rights lost and given back': {
    async happen({ call, page }) {
      call.participantChanges({ id: 'local', name: 'Olga', owner: false });
      await page.drawn();
      call.participantChanges({ id: 'local', name: 'Olga', owner: true });
    },
  },

  'decision refused': { happen: ({ call }) => call.failDecision('a', new Error('try later')) },
  'decision never answered': { happen: (trial) => trial.passes(DECISION_TIMEOUT) },
  'decision lost': {
    async happen(trial) {
      trial.call.sendDecision('a');
      await trial.passes(DECISION_TIMEOUT);
    },
  },
  'let in, unanswered': { happen: ({ call }) => elsewhere(call, true) },
  'turned away, unanswered': decidesNo(async (trial) => {
    elsewhere(trial.call, false);
    await trial.passes(DEPARTURE_GRACE_MS / 1000);
  }),
  'tab closed': {
    async happen(trial) {
      trial.call.sendDecision('a');
      elsewhere(trial.call, false);
      await trial.passes(ADMISSION);
    },
  },
  'guest gone': {
    async happen(trial) {
      trial.call.failDecision('a', UNKNOWN);
      await promisesSettled();
      elsewhere(trial.call, false);
      await trial.passes(ADMISSION);
    },
  },
  'let in, turned away by another owner': {
    async happen(trial) {
      elsewhere(trial.call, false);
      trial.call.sendDecision('a');
      await trial.passes(ADMISSION);
    },
  },
  'network lost, still lost after the limit': {
    async happen(trial) {
      trial.call.network('interrupted');
      trial.call.listSilently([]);
      await trial.passes(DECISION_TIMEOUT);
      trial.call.listSilently([ANA, BEA]);
    },
    mend: ({ call }) => call.network('connected'),
  },
  'turned away, let in by another owner': decidesNo(({ call }) => {
    elsewhere(call, true);
    call.failDecision('a', UNKNOWN);
  }),
  'turned away, let in by another owner, unsaid': decidesNo(({ call }) => {
    elsewhere(call, true);
    call.sendDecision('a');
  }),
  'turned away, let in by another owner, unanswered': decidesNo(({ call }) => elsewhere(call, true)),

  "page's call is destroyed": pagesCall(
    async () => {
      const call = new ScriptedCall();
      await call.destroy();
      return call;
    },
    (trial) => trial.watch(trial.start()),
  ),
  "page's call fails": {
    prepare(trial) {
      trial.element.call = new ScriptedCall().asCall;
    },
    happen: ({ call }) => fails(call, 'exp-room'),
    mend(trial) {
      trial.element.call = undefined;
    },
  },
  'time over': {
    happen({ call, element }) {
      const owner = 'waitingParticipants' in element;
      call.participantChanges({ id: 'local', name: 'Me', owner, willEjectAt: new Date() });
      fails(call, 'ejected');
    },
  },
  'question left open': {
    happen({ timers }) {
      if (timers.goOff(CONNECT_TIMEOUT * 1000) > 0) throw new Error('A limit runs while the browser asks.');
    },
  },
  'question denied': answered(({ refused, permissions }) => {
    refused.video = refused.audio = 'NotAllowedError';
    permissions.video = permissions.audio = 'denied';
  }),
  'question closed': answered(({ refused }) => (refused.video = refused.audio = 'NotAllowedError')),
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
      Object.defineProperty(document, 'hidden', { configurable: true, value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    mend() {
      Reflect.deleteProperty(document, 'hidden');
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
    mend: ({ home, element }) => home.append(element),
  },
  'leaving hangs': { happen: leavesInVain },
  "leaving the page's call hangs": {
    prepare(trial) {
      trial.element.call = new ScriptedCall().asCall;
    },
    happen: leavesInVain,
    mend(trial) {
      trial.element.call = undefined;
    },
  },
};

async function leavesInVain(trial: Trial): Promise<void> {
  const track = videoTrack();
  trial.tracks.push(track);
  trial.call.stuck = true;
  trial.call.shows(track);
  const left = trial.element.leave();
  await trial.passes(5);
  await left;
}

/** The browser's question is answered. */
function answered(answer: (devices: FakeDevices) => void): Cause {
  return {
    async happen(trial) {
      answer(trial.devices!);
      trial.answerQuestion();
      await trial.call.asked('join');
    },
    mend({ devices }) {
      devices!.allowAll();
    },
  };
}

function decidesNo(happen: (trial: OwnerTrial) => void | Promise<void>): Cause {
  return {
    prepare: (trial) => (owner(trial).decision = 'reject'),
    happen: (trial) => happen(owner(trial)),
  };
}

/**
 * How a failure is acted out.
 *
 * @param name its name in the table of failures
 */
export function causeOf(name: string): Cause {
  const named = NAMED[name];
  if (named) return named;
  const camera = /^camera-(.*)/.exec(name)?.[1];
  if (camera) return { happen: ({ call }) => call.cameraError(camera as DailyCameraErrorType) };
  return { happen: ({ call }) => fails(call, name as DailyFatalErrorType) };
}
