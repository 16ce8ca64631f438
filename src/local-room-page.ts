/**
 * One script tag for a page that wants to try the elements without an account: it registers them, and lets every room link of
 * the local room be played by the local room.
 */
import { callOptions, isLocalRoomUrl } from './local-room/index.js';

type Options = Record<string, unknown> & { dailyConfig?: object };
type CallOptionsHook = (roomUrl: string) => Options | undefined;

// The elements ask this hook of the page's for more call options whenever they make a call.
const page = globalThis as { dailyKnockCallOptions?: CallOptionsHook };
const previous = page.dailyKnockCallOptions;

page.dailyKnockCallOptions = (roomUrl) => {
  const options = previous?.(roomUrl);
  if (!isLocalRoomUrl(roomUrl)) return options;
  const local = callOptions();
  return { ...options, dailyConfig: { ...options?.dailyConfig, ...local.dailyConfig } };
};

// Only now: an element that joins by itself does so as soon as it is registered.
await import('./define.js');
