import type { DailyCallFactory, DailyCallStaticUtils } from '@daily-co/daily-js';
import type { CallOptions } from './create-call.js';
import { loadDaily } from './load-daily.js';

/** The options of daily-js that lead the call machine another way, and of which only daily-js itself knows where. */
const DETOURS = ['proxyUrl', 'callObjectBundleUrlOverride'] as const;
/** What has been asked for already. */
const asked = new Set<string>();

/**
 * Lets the browser fetch Daily's call machine before it is needed, so that a click does not wait for it. Nothing is run. daily-js
 * 0.92.2 fetches it with the first `preAuth()` or `join()` and has no way of its own to do it earlier: `load()` is a call
 * object's, runs what it fetches, and each call object runs it anew. So all that can be had is a copy in the browser's cache.
 *
 * It is the first that Daily's servers see of a visitor: only for somebody who is about to use an element. Browsers without
 * `rel="prefetch"` (Safari) fetch it with the click as ever.
 *
 * @param options what the call will be made with
 * @returns settles when it has been asked for; never rejects
 */
export async function prefetchCallMachine({ dailyConfig = {} }: CallOptions): Promise<void> {
  if (DETOURS.some((name) => name in dailyConfig)) return;
  const { bundlePathOverride, avoidEval } = dailyConfig;
  const folder = bundlePathOverride ?? (await publicFolder());
  if (!folder) return;
  const link = document.createElement('link');
  link.rel = 'prefetch';
  link.as = avoidEval ? 'script' : 'fetch';
  // daily-js asks for a script without CORS and for text with it; a copy for the one is none for the other.
  if (!avoidEval) link.crossOrigin = 'anonymous';
  link.href = `${folder.replace(/\/$/, '')}/call-machine-object-bundle.js`;
  if (!link.href.startsWith('http') || asked.has(link.href)) return;
  asked.add(link.href);
  link.onload = link.onerror = () => link.remove();
  document.head.append(link);
}

/** Where daily-js fetches it by default; nowhere if it cannot be had, or is one that does not tell its version. */
async function publicFolder(): Promise<string | undefined> {
  const daily: (DailyCallFactory & Partial<DailyCallStaticUtils>) | undefined = await loadDaily().catch(
    () => undefined,
  );
  const version = daily?.version?.();
  return version && `https://c.daily.co/call-machine/versioned/${version}/static`;
}
