/** What a browser can do, taken away from it. */
export class FakeBrowser {
  readonly #restore: (() => void)[] = [];

  /** It has no WebRTC. */
  hideWebRtc(): void {
    this.#replace(globalThis, 'RTCPeerConnection', undefined);
  }

  /** The page is not on https. */
  beInsecure(): void {
    this.#replace(globalThis, 'isSecureContext', false);
  }

  /** The page is in an iframe that is sandboxed without `allow-same-origin`. */
  hideOrigin(): void {
    this.#replace(globalThis, 'origin', 'null');
  }

  /** A permissions policy, or the iframe that the page is in, keeps these from it. */
  forbid(...features: string[]): void {
    this.#replace(document, 'featurePolicy', { allowsFeature: (name: string) => !features.includes(name) });
  }

  /** Its visitor reads these languages, the best first. */
  prefer(...languages: string[]): void {
    this.#replace(navigator, 'languages', languages);
    this.#replace(navigator, 'language', languages[0]);
  }

  /** Its visitor has clicked, or pressed a key, somewhere in the page; or has not; or it does not tell. */
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
