/** The cameras, microphones and speakers that the browser lists. */
export class DeviceList {
  readonly #changed: () => void;
  #devices: readonly MediaDeviceInfo[] = [];
  #isWatching = false;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The devices of one kind. Without permission, browsers list one without an id. */
  of(kind: MediaDeviceKind): readonly MediaDeviceInfo[] {
    return this.#devices.filter((device) => device.kind === kind && device.deviceId !== '');
  }

  start(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    media()?.addEventListener('devicechange', this.refresh);
    void this.refresh();
  }

  stop(): void {
    this.#isWatching = false;
    media()?.removeEventListener('devicechange', this.refresh);
  }

  /** Reads the list again, for example when a granted permission reveals names. */
  readonly refresh = async (): Promise<void> => {
    const devices = await media()
      ?.enumerateDevices()
      .catch(() => []);
    if (!this.#isWatching) return;
    this.#devices = devices ?? [];
    this.#changed();
  };
}

/** `undefined` in an insecure context, unlike in TypeScript's types. */
function media(): MediaDevices | undefined {
  return 'mediaDevices' in navigator ? navigator.mediaDevices : undefined;
}
