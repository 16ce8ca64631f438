import { createContext } from '@lit/context';
import type { CallStore } from '../core/call-store.js';

/**
 * Provides the store of the nearest call element. The value is the stable store, not a snapshot: a Lit context compares by identity, and
 * one participant's change must not update every consumer.
 *
 * The key is global, so that several copies of this package in one page work together.
 */
export const callContext = createContext<CallStore>(Symbol.for('daily-knock.call'));
