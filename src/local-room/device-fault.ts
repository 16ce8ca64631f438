import type { DailyCameraErrorType } from '@daily-co/daily-js';
import type { FaultDetails } from './fault.js';
import type { RoomLink } from './room-link.js';
import { takeFault, type Person } from './take-fault.js';
import type { Kind } from './types.js';

/** What goes wrong with camera and microphone. */
export interface DeviceFault extends FaultDetails {
  how: DailyCameraErrorType;
}

/** What is to go wrong when a session asks for these devices. A room that cannot be read has no fault. */
export async function takeDeviceFault(
  link: RoomLink,
  by: string | Person,
  kinds: Kind[],
): Promise<DeviceFault | undefined> {
  const outcome = await link.apply(takeFault, { on: 'camera', by, kinds }).catch(() => undefined);
  return outcome?.ok && outcome.result?.on === 'camera' ? outcome.result : undefined;
}
