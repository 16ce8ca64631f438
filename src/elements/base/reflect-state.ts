/**
 * Shows a state on an element as the attribute `state` and as `:state(…)`: at once, and not with the next drawing, since
 * a listener of `daily-state-change` may look at them.
 */
export class StateReflection {
  readonly #host: HTMLElement;
  #states: CustomStateSet | undefined;

  /** @param host the element */
  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** @param state what to show */
  show(state: string): void {
    try {
      this.#states ??= this.#host.attachInternals().states;
      if (!this.#states.has(state)) {
        this.#states.clear();
        this.#states.add(state);
      }
    } catch {
      // Firefox before 126 has no custom states, and Chrome before 125 takes no such names: the attribute alone says it.
    }
    // A constructor may not set attributes; the first one comes with the insertion.
    if (!this.#host.isConnected && !this.#host.hasAttribute('state')) return;
    if (this.#host.getAttribute('state') !== state) this.#host.setAttribute('state', state);
  }
}
