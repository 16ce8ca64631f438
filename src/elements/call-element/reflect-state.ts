/**
 * Reflects a state as the attribute `state` and as `:state(…)`. Synchronously, since listeners of `daily-state-change` may read them.
 */
export class StateReflection {
  readonly #host: HTMLElement;
  #states: CustomStateSet | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  show(state: string): void {
    try {
      this.#states ??= this.#host.attachInternals().states;
      if (!this.#states.has(state)) {
        this.#states.clear();
        this.#states.add(state);
      }
    } catch {
      // Firefox before 126 has no custom states, and Chrome before 125 rejects these names: only the attribute is set.
    }
    // A constructor may not set attributes. `connectedCallback` sets the first one.
    if (!this.#host.isConnected && !this.#host.hasAttribute('state')) return;
    if (this.#host.getAttribute('state') !== state) this.#host.setAttribute('state', state);
  }
}
