import type { Delivery } from './delivery.js';
import type { RoomLink } from './room-link.js';
import { takeFault } from './take-fault.js';

/** What becomes of a knock that is said again, without a call of the page's. A room that cannot be read has no fault. */
export async function takeKnockFault(link: RoomLink, by: string): Promise<Delivery> {
  const moment = { on: 'request-access', by, hows: ['message-lost', 'message-late'] } as const;
  const outcome = await link.apply(takeFault, moment).catch(() => undefined);
  const fault = outcome?.ok ? outcome.result : undefined;
  if (!fault) return 'now';
  return fault.how === 'message-late' ? (fault.after ?? 0) : 'lost';
}
