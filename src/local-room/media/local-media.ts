import { failing } from '../room/faults.js';
import { type Kind, KINDS, type OffReason, type Sending } from '../room/types.js';
import type { DeviceFault } from '../storage/consume-fault.js';
import { acquire, blockedBy, type DeviceFailure, deviceFailure, type DeviceSettings, type Source } from './devices.js';

export interface MediaListener {
  /** A track was added or removed, with its state for the others. */
  changed(kind: Kind, sending: Sending, track: MediaStreamTrack | null): void;
  failed(failure: DeviceFailure): void;
  /** The fault for a request of these devices. */
  fault(kinds: Kind[]): Promise<DeviceFault | undefined>;
}

/** The camera and microphone of one session. Released as soon as they are off. */
export class LocalMedia {
  /** daily-js takes the local tracks from it. */
  readonly stream = new MediaStream();
  readonly #sources = new Map<Kind, Source>();
  readonly #wanted = new Set<Kind>();
  #settling: Promise<void> | undefined;
  #stopped = false;

  constructor(
    readonly settings: DeviceSettings,
    readonly listener: MediaListener,
  ) {}

  isWanted(kind: Kind): boolean {
    return this.#wanted.has(kind);
  }

  /** The tracks that are sent. None for a device that is off. */
  trackOf(kind: Kind): MediaStreamTrack | undefined {
    return this.#wanted.has(kind) ? this.#sources.get(kind)?.track : undefined;
  }

  /** Resolves when the permission prompt is answered. The listener gets the result. */
  async turnOn(...kinds: Kind[]): Promise<void> {
    const fresh = kinds.filter((kind) => !this.#wanted.has(kind));
    if (this.#stopped || fresh.length === 0) return;
    for (const kind of fresh) {
      this.#wanted.add(kind);
      const kept = this.#sources.get(kind);
      if (kept) this.#send(kind, kept);
      else this.listener.changed(kind, { state: 'loading' }, null);
    }
    await this.#settle();
  }

  /** As on Daily, releases a camera, so that its light goes out. A microphone, or a track of the page, is only muted. */
  turnOff(kind: Kind, reason: OffReason): void {
    this.#wanted.delete(kind);
    const source = this.#sources.get(kind);
    if (source && (kind === 'audio' || source.isCustom)) source.track.enabled = false;
    else this.#release(kind);
    this.listener.changed(kind, { state: 'off', reason }, null);
  }

  /** Switches to other devices or tracks of the page. Resolves when those in use are replaced. */
  async exchange(...kinds: Kind[]): Promise<void> {
    for (const kind of kinds) this.#release(kind);
    await this.#settle();
  }

  /** Makes a device fail. */
  break(fault: DeviceFault): void {
    if (this.#stopped) return;
    const inUse = KINDS.filter((kind) => fault.how === 'cam-mic-in-use' || this.#wanted.has(kind));
    const broken = failing(fault, inUse);
    this.#fail(deviceFailure(fault.how, broken.length > 0 ? broken : failing(fault, [...KINDS]), fault.msg));
  }

  /** Releases everything, finally. */
  stop(): void {
    this.#stopped = true;
    this.#wanted.clear();
    for (const kind of KINDS) this.#release(kind);
  }

  get #missing(): Kind[] {
    return KINDS.filter((kind) => this.#wanted.has(kind) && !this.#sources.has(kind));
  }

  /** Requests missing devices until none are missing, with one prompt at a time. */
  #settle(): Promise<void> {
    if (this.#missing.length === 0) return Promise.resolve();
    this.#settling ??= this.#request();
    return this.#settling;
  }

  async #request(): Promise<void> {
    for (;;) {
      if (this.#missing.length === 0) break;
      await this.#applyDeviceFault(this.#missing);
      // Not those that failed or were switched off meanwhile.
      const missing = this.#missing;
      if (missing.length === 0) break;
      const besides = this.#requestedTogether(missing);
      const { sources, failures } = await acquire([...missing, ...besides], this.settings);
      for (const kind of [...missing, ...besides]) {
        const source = sources[kind];
        if (!source) continue;
        // It may have been switched off during the prompt.
        if (this.#wanted.has(kind)) this.#use(kind, source);
        else if (besides.includes(kind) && this.#wanted.size > 0) this.#keepMuted(kind, source);
        else source.stop();
      }
      for (const failure of failures)
        this.#fail({ ...failure, kinds: failure.kinds.filter((kind) => missing.includes(kind)) });
    }
    // In the same task as the last check for missing devices, so that no request is lost.
    this.#settling = undefined;
  }

  /** As on Daily, a camera is requested together with the microphone, which stays muted until it is switched on. */
  #requestedTogether(missing: Kind[]): Kind[] {
    const isCamera = missing.includes('video') && !this.settings.customTrack('video');
    const isMicrophoneFree = !missing.includes('audio') && !this.#sources.has('audio');
    return isCamera && isMicrophoneFree && !this.settings.customTrack('audio') && this.settings.mayUse('audio')
      ? ['audio']
      : [];
  }

  /** The device that fails by a fault. A track of the page needs no device. */
  async #applyDeviceFault(kinds: Kind[]): Promise<void> {
    const devices = kinds.filter((kind) => !this.settings.customTrack(kind));
    const fault = devices.length > 0 ? await this.listener.fault(devices) : undefined;
    const broken = fault ? failing(fault, devices).filter((kind) => this.#wanted.has(kind)) : [];
    if (fault && broken.length > 0) this.#fail(deviceFailure(fault.how, broken, fault.msg));
  }

  #use(kind: Kind, source: Source): void {
    this.#keep(kind, source);
    this.#send(kind, source);
  }

  #keepMuted(kind: Kind, source: Source): void {
    source.track.enabled = false;
    this.#keep(kind, source);
  }

  #keep(kind: Kind, source: Source): void {
    this.#sources.set(kind, source);
    this.stream.addTrack(source.track);
    // The device was unplugged, or the permission revoked.
    source.track.onended = () => {
      if (this.#sources.get(kind) !== source) return;
      this.#release(kind);
      if (this.#wanted.has(kind))
        this.#fail({ kinds: [kind], error: new DOMException('The device is gone.', 'NotFoundError') });
    };
  }

  #send(kind: Kind, { track }: Source): void {
    track.enabled = true;
    this.listener.changed(kind, { state: 'on' }, track);
  }

  #fail(failure: DeviceFailure): void {
    if (this.#stopped || failure.kinds.length === 0) return;
    for (const kind of failure.kinds) {
      this.#wanted.delete(kind);
      this.#release(kind);
      this.listener.changed(kind, { state: 'blocked', reason: blockedBy(failure.error) }, null);
    }
    this.listener.failed(failure);
  }

  #release(kind: Kind): void {
    const source = this.#sources.get(kind);
    if (!source) return;
    this.#sources.delete(kind);
    source.track.onended = null;
    this.stream.removeTrack(source.track);
    source.stop();
  }
}
