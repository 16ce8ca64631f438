/**
 * What daily-js loads in place of Daily's call machine. It runs once for each call object that is loaded, takes over those that
 * wait for it, and says that it is there.
 */
import { Machine, type CallInstance } from './machine.js';
import { handle } from './requests.js';

declare global {
  interface Window {
    /** Where daily-js keeps its call objects and finds their call machines. */
    _daily?: { pendings: string[]; instances: Record<string, CallInstance | undefined> };
  }
}

for (const callClientId of window._daily?.pendings.splice(0) ?? []) {
  const instance = window._daily?.instances[callClientId];
  if (!instance) continue;
  // A load that was called off after its script had run leaves a machine behind.
  instance.callMachine?.dispose?.();
  const machine = new Machine(callClientId, () => window._daily?.instances[callClientId], handle);
  instance.callMachine = machine;
  machine.client.send({ action: 'loaded' });
  machine.client.send({ action: 'call-machine-initialized' });
}
