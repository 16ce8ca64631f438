/**
 * One script tag for a page that wants to try the elements without an account: it registers them, and lets every room link of
 * the local room be played by the local room.
 */
import './define.js';
import { callOptions, isLocalRoomUrl } from './local-room/index.js';

type CallOptionsHook = (roomUrl: string) => Record<string, unknown> | undefined;

// The elements ask this hook of the page's for more call options whenever they make a call.
const page = globalThis as { dailyKnockCallOptions?: CallOptionsHook };
const previous = page.dailyKnockCallOptions;

page.dailyKnockCallOptions = (roomUrl) =>
  isLocalRoomUrl(roomUrl) ? { ...previous?.(roomUrl), ...callOptions() } : previous?.(roomUrl);
