/** The cameras, microphones and speakers of this computer, as the browser tells them to this page. */
export class DeviceList {
  readonly #changed: () => void;
  #devices: readonly MediaDeviceInfo[] = [];
  #isWatching = false;

  /** @param changed told when devices come, go or get their names */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Those of one kind. Without a permission a browser keeps names and numbers back. */
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

  /** Looks again: a permission that was given brings names. */
  readonly refresh = async (): Promise<void> => {
    const devices = await media()
      ?.enumerateDevices()
      .catch(() => []);
    if (!this.#isWatching) return;
    this.#devices = devices ?? [];
    this.#changed();
  };
}

/** Outside of secure pages there is none, whatever the types say. */
function media(): MediaDevices | undefined {
  return 'mediaDevices' in navigator ? navigator.mediaDevices : undefined;
}
