import type { CallStore } from './call-store.js';
import type { Clock } from './clock.js';

/** Daily may tell the access some time after `joined-meeting`; whoever has not been told by then asks. Milliseconds. */
const ACCESS_GRACE = 1000;

/**
 * Waits until Daily has said how far a guest may go.
 *
 * @param store the guest's call
 * @param clock time
 * @returns settles then, or when Daily has had time enough for it
 */
export function accessTold(store: CallStore, clock: Clock): Promise<void> {
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
