const METHODS = ['setAppBadge', 'clearAppBadge'] as const;

/** Replaces the badge of an installed page until {@link restore}. */
export class FakeBadge {
  /** The numbers that it has shown, in order; 0 for none. */
  readonly shown: number[] = [];
  /** Rejects all requests. */
  refusal: Error | undefined;

  constructor() {
    const show = (count: number): Promise<void> => {
      if (this.refusal) return Promise.reject(this.refusal);
      this.shown.push(count);
      return Promise.resolve();
    };
    for (const method of METHODS)
      Object.defineProperty(navigator, method, { configurable: true, value: (count = 0) => show(count) });
  }

  restore(): void {
    for (const method of METHODS) Reflect.deleteProperty(navigator, method);
  }
}
