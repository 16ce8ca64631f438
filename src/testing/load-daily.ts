import type { DailyCallFactory } from '@daily-co/daily-js';

/** The page's own daily-js if it has one, else the package's. The elements do the same. */
export async function loadDaily(): Promise<DailyCallFactory> {
  const page = globalThis as { Daily?: DailyCallFactory; DailyIframe?: DailyCallFactory };
  const own = page.Daily ?? page.DailyIframe;
  if (typeof own?.createCallObject === 'function') return own;
  return (await import('@daily-co/daily-js')).default;
}
