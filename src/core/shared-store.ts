import type { CallPort } from './call-port.js';
import { CallStore } from './call-store.js';

const shared = new WeakMap<CallPort, CallStore>();

/**
 * The one store of a call object that a page has handed over: the same call gives the same store.
 *
 * @param call the page's call
 */
export function sharedStore(call: CallPort): CallStore {
  let store = shared.get(call);
  if (!store) shared.set(call, (store = new CallStore()));
  return store;
}
