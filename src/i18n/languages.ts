import type { Language } from './en.js';

/**
 * The languages besides English. Each is fetched when a page first needs it; the standalone bundles have them as files of their
 * own (rollup.config.mjs).
 */
export const languages: Readonly<Record<string, () => Promise<{ readonly default: Language }>>> = {
  de: () => import('./languages/de.js'),
};
