/** The default timeout in milliseconds. */
export const TIMEOUT = 10_000;

/** The longest delay of a browser's timer. Longer ones overflow. */
const LONGEST_DELAY = 2 ** 31 - 1;

/** Options for waiting. */
export interface WaitOptions {
  /** Milliseconds after which waiting fails. Default: that of `openRoom()`, or 10000. */
  timeout?: number;
}

/**
 * Waits for a promise, and rejects after a timeout in milliseconds. `message` describes what was waited for.
 */
export async function within<Value>(timeout: number, promise: Promise<Value>, message: () => string): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const fail = (): void => reject(new Error(`${message()} (Waited for ${timeout} ms.)`));
    timer = setTimeout(fail, Math.min(timeout, LONGEST_DELAY));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

export interface Watch<Found> {
  /** Returns `undefined` until it is found. */
  look(): Found | undefined;
  /** Calls `again` whenever the result may have changed. Returns a function that stops it. */
  listen(again: () => void): () => void;
  timeout: number;
  /** Describes what was waited for, and the current situation. */
  message(): string;
}

/** Looks at once, and again on each change, until something is found. */
export async function untilFound<Found>({ look, listen, timeout, message }: Watch<Found>): Promise<Found> {
  let stop = (): void => {};
  const found = new Promise<Found>((resolve, reject) => {
    const again = (): void => {
      try {
        const result = look();
        if (result !== undefined) resolve(result);
      } catch (reason) {
        reject(reason);
      }
    };
    stop = listen(again);
    again();
  });
  try {
    return await within(timeout, found, message);
  } finally {
    stop();
  }
}
