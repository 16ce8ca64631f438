import type {
  DailyEvent,
  DailyEventObject,
  DailyEventObjectCameraError,
  DailyEventObjectFatalError,
} from '@daily-co/daily-js';
import type { CallPort } from './call-port.js';
import type { CallStore } from './call-store.js';
import { systemClock, type Clock } from './clock.js';
import { fromCameraEvent, fromFatalEvent } from './daily-errors.js';
import type { EventReporter, Unsubscribe } from './listeners.js';
import type { Report } from './reports.js';
import { selectJoined } from './selectors.js';

/** Consumer elements speak for a call only where no call element does. */
const CONSUMER_RANK = 0;

/**
 * Follows a call that the page has handed to a consumer element, and tells the page about it unless a call element with the same call does.
 *
 * @param store the call's store
 * @param call the call
 * @param report how to tell
 * @returns ends it
 */
export function watchCall(store: CallStore, call: CallPort, report: Report): Unsubscribe {
  const holder: EventReporter = { rank: CONSUMER_RANK, report };
  const release = [store.addReporter(holder)];
  store.attach(call);
  /** Whether Daily has had time to say how far this person may go. */
  let hasWaited = false;
  let waits = 0;
  let inCall = isEntered();
  // Joined before this: nothing is told of that, only of the end.
  if (!inCall && store.inCall) afterAccess(() => {});
  release.push(store.onCallEvent((event) => follow(event)));
  store.announce();
  return () => {
    for (const end of release) end();
    if (!store.activeReporter) store.pause();
  };

  function follow(event: DailyEventObject<DailyEvent>): void {
    const was = inCall;
    inCall = isEntered();
    if (event.action === 'joined-meeting' && !inCall) afterAccess(reportJoined);
    if (store.activeReporter !== holder) return;
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

  /** Being joined is not enough: the lobby is joined, too, and its access may be told later. */
  function isEntered(): boolean {
    const { access, canAdmin } = store.snapshot;
    return store.inCall && (access === 'full' || canAdmin || (access === 'unknown' && hasWaited));
  }

  /** Where no knock is needed Daily may never tell. */
  function afterAccess(then: () => void): void {
    const wait = (waits += 1);
    hasWaited = false;
    void waitForAccess(store, systemClock).then(() => {
      if (wait !== waits) return;
      hasWaited = true;
      if (inCall || !isEntered()) return;
      inCall = true;
      if (store.activeReporter === holder) then();
    });
  }

  function reportJoined(): void {
    report('daily-joined', selectJoined(store.snapshot));
  }
}

/** Daily may tell the access some time after `joined-meeting`; whoever has not been told by then asks. Milliseconds. */
const ACCESS_GRACE = 1000;

/**
 * Waits until Daily has said how far a guest may go.
 *
 * @param store the guest's call
 * @param clock time
 * @returns settles then, or when Daily has had time enough for it
 */
export function waitForAccess(store: CallStore, clock: Clock): Promise<void> {
  return new Promise((done) => {
    const look = (): void => {
      if (store.snapshot.access !== 'unknown') end();
    };
    const end = (): void => {
      unsubscribe();
      cancel();
      done();
    };
    const unsubscribe = store.subscribe(look);
    const cancel = clock.after(ACCESS_GRACE, end);
    look();
  });
}
