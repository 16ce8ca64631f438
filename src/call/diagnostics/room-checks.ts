import type { CallPort } from '../../core/call-port.js';
import type { NoticeCode } from '../../core/errors.js';

/** The part of what `room()` gives that tells who has to knock. */
interface Facts {
  readonly config?: {
    /** In Daily's reference of `room()`. */
    readonly enable_knocking?: boolean | null;
    /** Not in it, and so not counted on: where it is missing, only `enable_knocking` tells something. */
    readonly privacy?: string;
  };
}

/**
 * Why nobody will knock at a room, if nobody will.
 *
 * @param port a call that is in it; a stand-in may not know `room()`
 */
export async function lookAtRoom(port: CallPort): Promise<NoticeCode | undefined> {
  try {
    const { config } = ((await port.room?.()) ?? {}) as Facts;
    if (config?.privacy === 'public') return 'not-private';
    const { enable_knocking: knocking } = config ?? {};
    return knocking === undefined || knocking ? undefined : 'knocking-off';
  } catch {
    return undefined;
  }
}
