import type { DailyCallFactory, DailyCallStaticUtils } from '@daily-co/daily-js';
import type { CallOptions } from './create-call.js';
import { loadDaily } from './load-daily.js';

/** Where daily-js 0.92.2 finds its call machine, unless it is told otherwise; each version has a folder of its own. */
const CLOUD = 'https://c.daily.co/call-machine/versioned';
const FILE = 'call-machine-object-bundle.js';
/** The options of daily-js that lead it another way, and of which only daily-js itself knows where. */
const DETOURS = ['proxyUrl', 'callObjectBundleUrlOverride'] as const;
/** The Network Information API, as far as it is needed here; not every browser has it. */
type DataSaver = Navigator & { readonly connection?: { readonly saveData?: boolean } };
/** What has been asked for already. */
const asked = new Set<string>();

/**
 * Has the browser fetch the call machine before it is needed, so that a click does not wait for the largest file of all; each once.
 * daily-js asks for it with the first `preAuth()` or `join()`, and has no way of its own to do it earlier: `load()` is a call object's,
 * runs what it fetches, and each call object runs it anew.
 *
 * The browser is asked in the way in which daily-js will (without CORS for a script, with it for text), so that it is the same file to
 * it, and the same to the page's policy: what is not allowed here, a call would not be allowed either. What goes wrong is no matter of
 * this; the click tells of it. Where the visitor has the browser save data, nothing is fetched that may not be needed.
 *
 * @param options what the call will be made with
 */
export async function prepareCallMachine({ dailyConfig = {} }: CallOptions): Promise<void> {
  const isSaving = (navigator as DataSaver).connection?.saveData;
  if (isSaving || DETOURS.some((name) => name in dailyConfig)) return;
  const { bundlePathOverride, avoidEval } = dailyConfig;
  const folder = bundlePathOverride?.replace(/\/$/, '') ?? (await cloudFolder());
  if (!folder || asked.has(folder)) return;
  asked.add(folder);
  const link = document.createElement('link');
  link.rel = 'preload';
  link.as = avoidEval ? 'script' : 'fetch';
  if (!avoidEval) link.crossOrigin = 'anonymous';
  link.onload = link.onerror = (): void => link.remove();
  link.href = `${folder}/${FILE}`;
  document.head.append(link);
}

/** The folder of the call machine that belongs to the page's daily-js, if there is one. */
async function cloudFolder(): Promise<string | undefined> {
  try {
    const daily = await loadDaily();
    return `${CLOUD}/${(daily as DailyCallFactory & DailyCallStaticUtils).version()}/static`;
  } catch {
    return undefined;
  }
}
