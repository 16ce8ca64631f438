/** Replaces Web Audio until {@link restore}: Firefox never starts it without an output device. */
export class FakeSound {
  /** The number of started notes. */
  notes = 0;
  /** The number of open audio contexts. */
  open = 0;
  /** Whether the visitor has clicked in the page, which allows sound. */
  clicked = true;
  readonly #before = {
    AudioContext: globalThis.AudioContext,
    OscillatorNode: globalThis.OscillatorNode,
    GainNode: globalThis.GainNode,
  };

  constructor() {
    const opened = (by: number) => (this.open += by);
    const allowed = () => this.clicked;
    const started = () => (this.notes += 1);
    const node = {
      connect: (next: unknown) => next,
      gain: { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} },
      start: started,
      stop() {},
    };
    class Context {
      state: AudioContextState = 'suspended';
      readonly currentTime = 0;
      readonly destination = node;

      constructor() {
        opened(1);
      }

      resume(): Promise<void> {
        if (allowed()) this.state = 'running';
        return Promise.resolve();
      }

      close(): Promise<void> {
        this.state = 'closed';
        opened(-1);
        return Promise.resolve();
      }
    }
    class Node {
      readonly gain = node.gain;
      readonly connect = node.connect;
      readonly start = node.start;
      readonly stop = node.stop;
    }
    const activation = {
      get hasBeenActive() {
        return allowed();
      },
    };
    Object.defineProperty(navigator, 'userActivation', { configurable: true, value: activation });
    Object.assign(globalThis, { AudioContext: Context, OscillatorNode: Node, GainNode: Node });
  }

  /** Clicks somewhere in the page. */
  click(): void {
    this.clicked = true;
    document.body.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
  }

  restore(): void {
    Reflect.deleteProperty(navigator, 'userActivation');
    Object.assign(globalThis, this.#before);
  }
}
