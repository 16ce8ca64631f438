import { audioTrack, videoTrack } from './tracks.js';

type Kind = 'audio' | 'video';

/** One device, as a test describes it. */
export interface FakeDevice {
  kind: MediaDeviceKind;
  deviceId: string;
  label?: string;
}

/** The computer's devices as a test says, and a visitor who answers the browser's question as a test says. */
export class FakeDevices extends EventTarget {
  /** What was asked for, in order: kinds with the device's id where one was named. */
  readonly asked: string[] = [];
  /** All tracks that were handed out. */
  readonly tracks: MediaStreamTrack[] = [];
  /** Why a kind cannot be had, as the name of the browser's error. */
  readonly refused: Partial<Record<Kind, string | undefined>> = {};
  devices: FakeDevice[];
  /** What the browser says of its question; `prompt`: it is going to ask. */
  permission: PermissionState = 'granted';
  /** The same for one kind that was decided about apart. */
  readonly permissions: Partial<Record<Kind, PermissionState>> = {};
  #hold: Promise<void> | undefined;
  readonly #before = ['mediaDevices', 'permissions'].map(
    (name) => [name, Object.getOwnPropertyDescriptor(navigator, name)] as const,
  );

  /** Takes the browser's place until {@link restore}. */
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

  /** How many of those handed out are still on. */
  get live(): number {
    return this.tracks.filter((track) => track.readyState === 'live').length;
  }

  /** The visitor takes their time with the answer. @returns lets it be given */
  holdPrompt(): () => void {
    let answer!: () => void;
    this.#hold = new Promise((resolve) => (answer = resolve));
    return () => {
      this.#hold = undefined;
      answer();
    };
  }

  /** Everything can be had again, and nothing is asked. */
  allowAll(): void {
    this.permission = 'granted';
    for (const kind of ['audio', 'video'] as const) {
      delete this.refused[kind];
      delete this.permissions[kind];
    }
  }

  /** Devices have come or gone. */
  change(devices: FakeDevice[]): void {
    this.devices = devices;
    this.dispatchEvent(new Event('devicechange'));
  }

  enumerateDevices(): Promise<FakeDevice[]> {
    return Promise.resolve(this.devices.map((device) => ({ label: '', ...device })));
  }

  async getUserMedia(wish: Partial<Record<Kind, { deviceId?: { exact: string } }>>): Promise<MediaStream> {
    const kinds = Object.keys(wish) as Kind[];
    this.asked.push(kinds.map((kind) => [kind, wish[kind]?.deviceId?.exact].filter(Boolean).join(' ')).join(', '));
    await this.#hold;
    for (const kind of kinds) {
      const name = this.refused[kind];
      if (name) throw new DOMException(name, name);
    }
    return new MediaStream(kinds.map((kind) => this.#make(kind, wish[kind]?.deviceId?.exact)));
  }

  #make(kind: Kind, wanted: string | undefined): MediaStreamTrack {
    const track = kind === 'video' ? videoTrack() : audioTrack();
    const deviceId = wanted ?? this.devices.find((device) => device.kind === `${kind}input`)?.deviceId ?? '';
    Object.defineProperty(track, 'getSettings', { value: () => ({ deviceId }) });
    this.tracks.push(track);
    return track;
  }
}
