import type { WaitingEntry } from './call-state.js';
import { MAX_PER_TASK } from './decisions.js';

/** The owner's element, whose property is the switch. */
export interface AutoAdmitSwitch {
  autoAdmit: boolean;
}

/**
 * Lets in everybody who waits, as long as the owner's element is switched so. It decides about each person once: after a veto or a failure
 * the owner does.
 */
export class AutoAdmit {
  readonly #admit: (id: string) => void;
  readonly #changed: () => void;
  #switch: AutoAdmitSwitch | undefined;
  #wasOn: boolean | undefined;
  /** Whom it has decided about. */
  readonly #decided = new Set<string>();

  constructor(admit: (id: string) => void, changed: () => void) {
    this.#admit = admit;
    this.#changed = changed;
  }

  /** Whether everybody is let in; `undefined` if there is no element with a switch. */
  get isOn(): boolean | undefined {
    return this.#switch?.autoAdmit;
  }

  /** Follows an element, or none. To be called when its property may have changed. */
  follow(element: AutoAdmitSwitch | undefined): void {
    this.#switch = element;
    if (this.isOn === this.#wasOn) return;
    this.#wasOn = this.isOn;
    if (!this.isOn) this.reset();
    this.#changed();
  }

  /** Stops following an element, unless another has taken its place. */
  release(element: AutoAdmitSwitch): void {
    if (this.#switch === element) this.follow(undefined);
  }

  /** Switches the element. */
  set(on: boolean): void {
    if (this.#switch) this.#switch.autoAdmit = on;
  }

  /** Lets in those who wait. Returns whether there are more for the next task. */
  run(waiting: readonly WaitingEntry[]): boolean {
    let count = 0;
    for (const { id, status } of waiting) {
      // Read for each person: a listener may switch it off.
      if (!this.isOn) return false;
      if (status !== 'waiting' || this.#decided.has(id)) continue;
      if (count === MAX_PER_TASK) return true;
      count += 1;
      this.#decided.add(id);
      this.#admit(id);
    }
    return false;
  }

  /** Forgets a person whose knock has an outcome: if they knock anew, they are let in anew. */
  forget(id: string): void {
    this.#decided.delete(id);
  }

  /** Forgets whom it has decided about. */
  reset(): void {
    this.#decided.clear();
  }
}
