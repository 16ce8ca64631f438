import type {
  DailyEvent,
  DailyEventObject,
  DailyEventObjectCameraError,
  DailyEventObjectFatalError,
} from '@daily-co/daily-js';
import type { CallPort } from './call-port.js';
import type { CallSnapshot } from './call-state.js';
import type { CallStore } from './call-store.js';
import { type Clock, systemClock } from './clock.js';
import { fromCameraEvent, fromFatalEvent } from './daily-errors.js';
import type { EventReporter, Unsubscribe } from './listeners.js';
import type { Report } from './reports.js';
import { selectJoined } from './selectors.js';

/** Consumer elements report only where no call element does. */
const CONSUMER_RANK = 0;

/**
 * Follows a consumer element's `call` while the element is in a document, and reports its events, unless a call element with the same call
 * does.
 */
export function watchCall(store: CallStore, call: CallPort, report: Report): Unsubscribe {
  const reporter: EventReporter = { rank: CONSUMER_RANK, isPresent: () => true, report };
  const release = [store.addReporter(reporter)];
  store.attach(call);
  /** Whether {@link waitForAccess} is over. */
  let hasWaited = false;
  let waits = 0;
  let inCall = isEntered();
  // Joined earlier: only the end is reported.
  if (!inCall && store.inCall) afterAccess(() => {});
  release.push(store.onCallEvent((event) => follow(event)));
  store.announce();
  return () => {
    for (const end of release) end();
    store.pauseUnlessReported();
  };

  function follow(event: DailyEventObject<DailyEvent>): void {
    const was = inCall;
    inCall = isEntered();
    if (event.action === 'joined-meeting' && !inCall) afterAccess(reportJoined);
    if (store.activeReporter !== reporter) return;
    if (event.action === 'camera-error') {
      report('daily-error', { error: fromCameraEvent(event as DailyEventObjectCameraError) });
    } else if (event.action === 'error') {
      const error = fromFatalEvent(event as DailyEventObjectFatalError);
      report('daily-error', { error });
      if (was) report('daily-left', { reason: error.code === 'ejected' ? 'ejected' : 'error' });
    } else if (was && !inCall) {
      report('daily-left', { reason: 'left' });
    } else if (!was && inCall) {
      reportJoined();
    }
  }

  /** `joined-meeting` is not enough: it fires in the lobby as well, and the access level may follow later. */
  function isEntered(): boolean {
    const { access, canAdmin } = store.snapshot;
    return store.inCall && (access === 'full' || canAdmin || (access === 'unknown' && hasWaited));
  }

  /** Where no knock is needed, Daily may never report an access level. */
  function afterAccess(then: () => void): void {
    const wait = (waits += 1);
    hasWaited = false;
    void waitForAccess(store, systemClock).then(() => {
      if (wait !== waits) return;
      hasWaited = true;
      if (inCall || !isEntered()) return;
      inCall = true;
      if (store.activeReporter === reporter) then();
    });
  }

  function reportJoined(): void {
    report('daily-joined', selectJoined(store.snapshot));
  }
}

/** Daily may report the access level some time after `joined-meeting`. */
const ACCESS_GRACE_MS = 1000;

/** Resolves when Daily has reported an access level, or after a second. */
export function waitForAccess(store: CallStore, clock: Clock): Promise<void> {
  return waitFor(store, clock, ({ access }) => access !== 'unknown', ACCESS_GRACE_MS);
}

/** Resolves when the page is not just joining its own call. */
export function waitForJoin(store: CallStore, clock: Clock): Promise<void> {
  return waitFor(store, clock, ({ meetingState }) => meetingState !== 'joining-meeting', Infinity);
}

function waitFor(
  store: CallStore,
  clock: Clock,
  isMet: (snapshot: CallSnapshot) => boolean,
  limitMs: number,
): Promise<void> {
  return new Promise((done) => {
    const check = (): void => {
      if (isMet(store.snapshot)) end();
    };
    const end = (): void => {
      unsubscribe();
      cancel();
      done();
    };
    const unsubscribe = store.subscribe(check);
    const cancel = clock.after(limitMs, end);
    check();
  });
}
