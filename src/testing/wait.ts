/** How long anything may take that a test waits for, in milliseconds, unless the test says otherwise. */
export const TIMEOUT = 10_000;

/** The longest delay of a browser's timer; it takes a longer one for none at all. */
const LONGEST_DELAY = 2 ** 31 - 1;

/** How long to wait. */
export interface WaitOptions {
  /** Milliseconds after which waiting fails. Default 10000, or what `openRoom()` was told. */
  timeout?: number;
}

/**
 * Gives what a promise gives, or fails when that takes too long.
 *
 * @param timeout milliseconds
 * @param promise what is waited for
 * @param message says then what was waited for, and how things are
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

/** How to wait for something that is told. */
export interface Watch<Found> {
  /** Looks for it; `undefined` when it is not so yet. */
  look(): Found | undefined;
  /** Has `again` called whenever it may have come to be so. @returns a function that ends it */
  listen(again: () => void): () => void;
  timeout: number;
  /** Says what was waited for, and how things are. */
  message(): string;
}

/** Looks at once, and then each time that there is news, until something is found. */
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
