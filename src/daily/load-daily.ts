import type { DailyCallFactory } from '@daily-co/daily-js';

declare global {
  /** A page's own daily-js. */
  var Daily: DailyCallFactory | undefined;
  /** The former name of {@link Daily}. */
  var DailyIframe: DailyCallFactory | undefined;
}

/**
 * Whether daily-js cannot work in this document: it and its call machine talk by messages that are meant for `location.origin`, and
 * the document has none, or another one. So it is in an iframe sandboxed without `allow-same-origin`, in `srcdoc`, and below `data:`.
 */
export function hasOpaqueOrigin(): boolean {
  return location.protocol !== 'file:' && (origin === 'null' || origin !== location.origin);
}

let loading: Promise<DailyCallFactory> | undefined;

/** Whether it is daily-js, and not an element with this `id` or a frame of this name, which may not even be looked at. */
function isFactory(own: DailyCallFactory | undefined): own is DailyCallFactory {
  try {
    return typeof own?.createCallObject === 'function';
  } catch {
    return false;
  }
}

/** The page's own daily-js. */
export function pageDaily(): DailyCallFactory | undefined {
  return [globalThis.Daily, globalThis.DailyIframe].find(isFactory);
}

/** daily-js if it is there or on its way. */
export function requestedDaily(): Promise<DailyCallFactory> | undefined {
  const own = pageDaily();
  return own ? Promise.resolve(own) : loading;
}

/**
 * Finds the page's own daily-js or loads ours, once. A second copy in a page would be 60 kB for nothing and would not
 * know of the first one's calls.
 *
 * @returns rejects when it cannot be loaded; the next call tries again
 */
export function loadDaily(): Promise<DailyCallFactory> {
  const requested = requestedDaily();
  if (requested) return requested;
  // Where it is, the site's bundler knows; in the standalone bundles it is a file beside them.
  loading = import('@daily-co/daily-js').then(
    (module) => module.default as DailyCallFactory,
    (reason: unknown) => {
      loading = undefined;
      throw reason;
    },
  );
  return loading;
}
