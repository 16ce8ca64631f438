import type { ReactiveControllerHost } from 'lit';
import type { CallStore } from '../../core/call-store.js';

/** Begins something with each call whose stage is about to be rendered, so that what it changes is rendered as well. `begin` returns what ends it. */
export function duringCall(
  host: ReactiveControllerHost & HTMLElement,
  store: () => CallStore | undefined,
  begin: (store: CallStore) => () => void,
): void {
  let current: CallStore | undefined;
  let end = (): void => {};
  const use = (next: CallStore | undefined): void => {
    if (next === current) return;
    end();
    current = next;
    end = next ? begin(next) : (): void => {};
  };
  host.addController({
    hostUpdate: () => use(host.isConnected ? store() : undefined),
    hostDisconnected: () => use(undefined),
  });
}
