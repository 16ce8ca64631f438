import type { DailyCameraErrorType } from '@daily-co/daily-js';
import type { FaultDetails } from '../room/fault-types.js';
import { consumeFault, type Person } from '../room/faults.js';
import type { Kind } from '../room/types.js';
import type { RoomLink } from './room-link.js';

/** A fault of camera and microphone. */
export interface DeviceFault extends FaultDetails {
  how: DailyCameraErrorType;
}

/** Consumes the fault for a session that requests these devices. A room that cannot be read has none. */
export async function consumeDeviceFault(
  link: RoomLink,
  by: string | Person,
  kinds: Kind[],
): Promise<DeviceFault | undefined> {
  const outcome = await link.apply(consumeFault, { on: 'camera', by, kinds }).catch(() => undefined);
  return outcome?.ok && outcome.result?.on === 'camera' ? outcome.result : undefined;
}

/** Consumes the fault for a repeated knock. A room that cannot be read has none. */
export async function consumeKnockFault(link: RoomLink, by: string): Promise<Delivery> {
  const moment = { on: 'request-access', by, hows: ['message-lost', 'message-late'] } as const;
  const outcome = await link.apply(consumeFault, moment).catch(() => undefined);
  const fault = outcome?.ok ? outcome.result : undefined;
  if (!fault) return 'now';
  return fault.how === 'message-late' ? (fault.after ?? 0) : 'lost';
}

/** Whether a message arrives: at once, never, or with a delay in milliseconds. */
export type Delivery = 'now' | 'lost' | number;
