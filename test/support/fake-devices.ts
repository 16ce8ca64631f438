import { audioTrack, videoTrack } from './tracks.js';

type Kind = 'audio' | 'video';

export interface FakeDevice {
  kind: MediaDeviceKind;
  deviceId: string;
  label?: string;
}

/** Replaces devices and permissions until {@link restore}. */
export class FakeDevices extends EventTarget {
  /** The calls of `getUserMedia()`, in order: kinds, with the device's id if given. */
  readonly asked: string[] = [];
  /** All returned tracks. */
  readonly tracks: MediaStreamTrack[] = [];
  /** The name of the error with which a kind fails. */
  readonly refused: Partial<Record<Kind, string | undefined>> = {};
  devices: FakeDevice[];
  permission: PermissionState = 'granted';
  /** The permission of one kind, if different. */
  readonly permissions: Partial<Record<Kind, PermissionState>> = {};
  #hold: Promise<void> | undefined;
  readonly #before = ['mediaDevices', 'permissions'].map(
    (name) => [name, Object.getOwnPropertyDescriptor(navigator, name)] as const,
  );

  constructor(
    devices: FakeDevice[] = [
      { kind: 'videoinput', deviceId: 'cam-1', label: 'Front' },
      { kind: 'videoinput', deviceId: 'cam-2', label: 'Rear' },
      { kind: 'audioinput', deviceId: 'mic-1', label: 'Desk' },
      { kind: 'audioinput', deviceId: 'mic-2', label: 'Headset' },
      { kind: 'audiooutput', deviceId: 'out-1', label: 'Screen' },
      { kind: 'audiooutput', deviceId: 'out-2', label: 'Headphones' },
    ],
  ) {
    super();
    this.devices = devices;
    Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: this });
    const query = ({ name }: { name: string }): Promise<{ state: PermissionState }> =>
      Promise.resolve({ state: this.permissions[name === 'camera' ? 'video' : 'audio'] ?? this.permission });
    Object.defineProperty(navigator, 'permissions', { configurable: true, value: { query } });
  }

  restore(): void {
    for (const [name, before] of this.#before) {
      if (before) Object.defineProperty(navigator, name, before);
      else Reflect.deleteProperty(navigator, name);
    }
    for (const track of this.tracks) track.stop();
  }

  /** The number of tracks that are still live. */
  get live(): number {
    return this.tracks.filter((track) => track.readyState === 'live').length;
  }

  /** Holds the permission prompt open. Returns a function that answers it. */
  holdPrompt(): () => void {
    let answer!: () => void;
    this.#hold = new Promise((resolve) => (answer = resolve));
    return () => {
      this.#hold = undefined;
      answer();
    };
  }

  /** Grants all permissions. */
  allowAll(): void {
    this.permission = 'granted';
    for (const kind of ['audio', 'video'] as const) {
      delete this.refused[kind];
      delete this.permissions[kind];
    }
  }

  /** Plugs devices in or out. */
  change(devices: FakeDevice[]): void {
    this.devices = devices;
    this.dispatchEvent(new Event('devicechange'));
  }

  enumerateDevices(): Promise<FakeDevice[]> {
    return Promise.resolve(this.devices.map((device) => ({ label: '', ...device })));
  }

  async getUserMedia(constraints: Partial<Record<Kind, { deviceId?: { exact: string } }>>): Promise<MediaStream> {
    const kinds = Object.keys(constraints) as Kind[];
    this.asked.push(
      kinds.map((kind) => [kind, constraints[kind]?.deviceId?.exact].filter(Boolean).join(' ')).join(', '),
    );
    await this.#hold;
    for (const kind of kinds) {
      const name = this.refused[kind];
      if (name) throw new DOMException(name, name);
    }
    return new MediaStream(kinds.map((kind) => this.#make(kind, constraints[kind]?.deviceId?.exact)));
  }

  #make(kind: Kind, wanted: string | undefined): MediaStreamTrack {
    const track = kind === 'video' ? videoTrack() : audioTrack();
    const deviceId = wanted ?? this.devices.find((device) => device.kind === `${kind}input`)?.deviceId ?? '';
    Object.defineProperty(track, 'getSettings', { value: () => ({ deviceId }) });
    this.tracks.push(track);
    return track;
  }
}
