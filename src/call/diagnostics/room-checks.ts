import type { CallPort } from '../../core/call-port.js';
import type { NoticeCode } from '../../core/errors.js';

/** The part of `room()`'s result about knocking. */
interface RoomInfo {
  readonly config?: {
    /** Documented in Daily's reference of `room()`. */
    readonly enable_knocking?: boolean | null;
    /** Not documented, so it may be missing. */
    readonly privacy?: string;
  };
}

/** Checks whether guests can, and have to, knock at the room of a joined call. */
export async function checkRoom(port: CallPort): Promise<NoticeCode | undefined> {
  try {
    const { config } = ((await port.room?.()) ?? {}) as RoomInfo;
    if (config?.privacy === 'public') return 'not-private';
    const { enable_knocking: knocking } = config ?? {};
    return knocking === undefined || knocking ? undefined : 'knocking-off';
  } catch {
    return undefined;
  }
}
