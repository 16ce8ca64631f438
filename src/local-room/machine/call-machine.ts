/**
 * daily-js loads this file in place of Daily's call machine, once per call object. It attaches to the call objects that wait for it, and
 * reports that it is ready.
 */
import { type CallInstance, Machine } from './machine.js';
import { handle } from './requests.js';

declare global {
  interface Window {
    /** daily-js's registry of call objects and their call machines. */
    _daily?: { pendings: string[]; instances: Record<string, CallInstance | undefined> };
  }
}

for (const callClientId of window._daily?.pendings.splice(0) ?? []) {
  const instance = window._daily?.instances[callClientId];
  if (!instance) continue;
  // A load that is cancelled after its script ran leaves a machine behind.
  instance.callMachine?.dispose?.();
  const machine = new Machine(callClientId, () => window._daily?.instances[callClientId], handle);
  instance.callMachine = machine;
  machine.client.send({ action: 'loaded' });
  machine.client.send({ action: 'call-machine-initialized' });
}
