import type { DailyCallFactory } from '@daily-co/daily-js';

/** daily-js, as `import()` gives it. */
export interface DailyModule {
  readonly default: DailyCallFactory;
}

/**
 * Fetches daily-js. Where it is, the site's bundler knows; in the standalone bundles `fetch-daily-apart.ts` takes the place of
 * this file.
 *
 * @returns rejects when it cannot be had
 */
export const fetchDaily = (): Promise<DailyModule> => import('@daily-co/daily-js');
