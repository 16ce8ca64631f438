import { ABSENCE_MS } from '../../src/context/on-gone.js';
import { Timers } from './timers.js';
import { settled } from './until.js';

/**
 * Has the time pass in which an element that is taken out of its page could be put back.
 *
 * @param takeOut takes it out
 */
export async function forGood(takeOut: () => void): Promise<void> {
  const timers = new Timers();
  takeOut();
  timers.goOff(ABSENCE_MS);
  timers.restore();
  await settled();
}
