import type { CallPort } from './call-port.js';
import type { Clock } from './clock.js';
import type { DailyKnockError } from './errors.js';
import type { OwnDevices } from './own-devices.js';
import type { Report } from './reports.js';

/** What a session is given by the element that it works for. */
export interface SessionEnv {
  readonly clock: Clock;
  readonly report: Report;
  readonly devices: OwnDevices;
  /** Why no call can be made in this page at all. */
  obstacle(): DailyKnockError | undefined;
  /**
   * Loads daily-js if need be and makes a call object.
   *
   * @param roomUrl the room that will be joined
   */
  createCall(roomUrl: string): Promise<CallPort>;
  /** Something that the element shows has changed. */
  changed(): void;
  /** How many seconds the way into the call may take, up to the lobby for a guest; the browser's questions do not count. */
  connectTimeout(): number;
}
