import type { CallOptions } from './create-call.js';

/** Where daily-js 0.92.2 fetches its call machine, unless it is told otherwise. */
const CLOUD = 'https://c.daily.co';
/** The options of daily-js that lead it another way. */
const DETOURS = ['bundlePathOverride', 'proxyUrl', 'callObjectBundleUrlOverride'] as const;
let isDone = false;

/**
 * Connects to the host of Daily's call machine before it is needed, so that a click waits less for it; once. daily-js fetches it
 * with the first `preAuth()` or `join()` and has no way of its own to do it earlier. It is not fetched here: what a policy or a
 * network forbids is noted as an error of the page, and nobody has asked Daily for anything yet.
 *
 * @param options what the call will be made with
 */
export function prepareCallMachine({ dailyConfig = {} }: CallOptions): void {
  if (isDone || DETOURS.some((name) => name in dailyConfig)) return;
  isDone = true;
  const link = document.createElement('link');
  link.rel = 'preconnect';
  link.href = CLOUD;
  // daily-js asks for a script without CORS and for text with it; a connection for the one is of no use for the other.
  if (!dailyConfig.avoidEval) link.crossOrigin = 'anonymous';
  document.head.append(link);
  setTimeout(() => link.remove());
}
