import type { DailyModule } from './fetch-daily.js';

let attempts = 0;

/**
 * Fetches daily-js from the file beside the bundle.
 *
 * Firefox remembers for as long as the page lives that a module could not be fetched, and asks the network no more (the HTML
 * standard's module map; Chromium forgets failures). So each further attempt takes another address. Not where the page's import
 * map says which hash the file has: it speaks of the first address only, and an unchecked file must not take its place.
 *
 * @returns rejects when it cannot be had
 */
export function fetchDaily(): Promise<DailyModule> {
  attempts += 1;
  const isChecked = document.querySelector('script[type=importmap]')?.textContent.includes('daily-js.js');
  if (attempts === 1 || isChecked) return import('@daily-co/daily-js');
  const { href } = new URL(`./daily-js.js?again=${attempts}`, import.meta.url);
  return import(href) as Promise<DailyModule>;
}
