import type { DailyCallFactory } from '@daily-co/daily-js';

declare global {
  /** The page's own daily-js. */
  var Daily: DailyCallFactory | undefined;
  /** The former name of {@link Daily}. */
  var DailyIframe: DailyCallFactory | undefined;
}

/**
 * Whether daily-js cannot work in this document: it and its call machine exchange messages with the target `location.origin`, which is not
 * the document's origin in an iframe sandboxed without `allow-same-origin`, in `srcdoc` and in `data:`.
 */
export function hasOpaqueOrigin(): boolean {
  if (location.protocol === 'file:') return false;
  // Not the global `origin`, which is any page's variable of this name. The domain is empty without an origin of one's own. From the
  // prototype, since content of the page can shadow the properties of `document` ("DOM clobbering").
  return location.origin === 'null' || Reflect.get(Document.prototype, 'domain', document) === '';
}

let loading: Promise<DailyCallFactory> | undefined;

/** Whether a global is daily-js, and not an element with this `id` or a frame of this name, which may throw when read. */
function isFactory(own: DailyCallFactory | undefined): own is DailyCallFactory {
  try {
    return typeof own?.createCallObject === 'function';
  } catch {
    return false;
  }
}

export function pageDaily(): DailyCallFactory | undefined {
  return [globalThis.Daily, globalThis.DailyIframe].find(isFactory);
}

/** Returns daily-js if it is loaded or loading. */
export function requestedDaily(): Promise<DailyCallFactory> | undefined {
  const own = pageDaily();
  return own ? Promise.resolve(own) : loading;
}

/**
 * Finds the page's own daily-js, or loads ours once. A second copy would cost 60 kB and not know the first one's calls. After a failure
 * the next call tries again.
 */
export function loadDaily(): Promise<DailyCallFactory> {
  const requested = requestedDaily();
  if (requested) return requested;
  // Resolved by the site's bundler; in the standalone bundles it is a file beside them.
  loading = import('@daily-co/daily-js').then(
    (module) => module.default as DailyCallFactory,
    (reason: unknown) => {
      loading = undefined;
      throw reason;
    },
  );
  return loading;
}
