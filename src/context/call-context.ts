import { createContext } from '@lit/context';
import type { CallStore } from '../core/call-store.js';

/**
 * Carries the store of the nearest call element to what is below it. The value is the store, which stays, and never a snapshot:
 * a Lit context compares by identity, and one participant's change must not concern everybody.
 *
 * The key is global so that copies of this package in one page understand each other.
 */
export const callContext = createContext<CallStore>(Symbol.for('daily-knock.call'));
