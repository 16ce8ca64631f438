import type { CallOptions } from './create-call.js';

/** Where daily-js 0.92.2 fetches its call machine, unless it is told otherwise. */
const CLOUD = 'https://c.daily.co';
/** The options of daily-js that lead it another way, and of which only daily-js itself knows where. */
const DETOURS = ['proxyUrl', 'callObjectBundleUrlOverride'] as const;
/** What has been asked for already. */
const asked = new Set<string>();

/**
 * Shortens the way to Daily's call machine before it is needed, so that a click waits less for it. daily-js fetches it with the first
 * `preAuth()` or `join()` and has no way of its own to do it earlier: `load()` is a call object's, runs what it fetches, and
 * each call object runs it anew. So the browser is asked.
 *
 * A call machine that the page itself names (`bundlePathOverride`) is fetched into the browser's cache. To Daily's cloud there is only
 * a connection made: a fetch that a policy or a network forbids would be noted as an error of the page, and nobody has asked
 * Daily for anything yet. Browsers that know neither (Safari has no `rel="prefetch"`) do all of it after the click.
 *
 * @param options what the call will be made with
 */
export function prepareCallMachine({ dailyConfig = {} }: CallOptions): void {
  if (DETOURS.some((name) => name in dailyConfig)) return;
  const { bundlePathOverride, avoidEval } = dailyConfig;
  const link = document.createElement('link');
  link.rel = bundlePathOverride ? 'prefetch' : 'preconnect';
  link.href = bundlePathOverride ? `${bundlePathOverride.replace(/\/$/, '')}/call-machine-object-bundle.js` : CLOUD;
  if (bundlePathOverride) link.as = avoidEval ? 'script' : 'fetch';
  // daily-js asks for a script without CORS and for text with it; what is made for the one is of no use for the other.
  if (!avoidEval) link.crossOrigin = 'anonymous';
  if (!link.href.startsWith('http') || asked.has(link.href)) return;
  asked.add(link.href);
  const remove = (): void => link.remove();
  if (bundlePathOverride) link.onload = link.onerror = remove;
  else setTimeout(remove);
  document.head.append(link);
}
