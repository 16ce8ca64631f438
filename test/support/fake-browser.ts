/** Removes or replaces features of the browser until {@link restore}. */
export class FakeBrowser {
  readonly #restore: (() => void)[] = [];

  hideWebRtc(): void {
    this.#replace(globalThis, 'RTCPeerConnection', undefined);
  }

  /** Simulates a page that is not on https. */
  beInsecure(): void {
    this.#replace(globalThis, 'isSecureContext', false);
  }

  /** Simulates an iframe that is sandboxed without `allow-same-origin`. */
  hideOrigin(): void {
    this.#replace(Document.prototype, 'domain', '');
  }

  /** Simulates a permissions policy that forbids features. */
  forbid(...features: string[]): void {
    this.#replace(Document.prototype, 'featurePolicy', { allowsFeature: (name: string) => !features.includes(name) });
  }

  /** Sets the visitor's languages, the preferred one first. */
  prefer(...languages: string[]): void {
    this.#replace(navigator, 'languages', languages);
    this.#replace(navigator, 'language', languages[0]);
  }

  /** Sets whether the visitor has interacted with the page. `undefined` removes `userActivation`. */
  setUserActivation(hasBeenActive: boolean | undefined): void {
    const activity = hasBeenActive === undefined ? undefined : { hasBeenActive, isActive: false };
    this.#replace(navigator, 'userActivation', activity);
  }

  restore(): void {
    for (const restore of this.#restore.splice(0).reverse()) restore();
  }

  #replace(object: object, name: string, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(object, name);
    Object.defineProperty(object, name, { configurable: true, writable: true, value });
    this.#restore.push(() => {
      if (before) Object.defineProperty(object, name, before);
      else Reflect.deleteProperty(object, name);
    });
  }
}
