import { acquire, type DeviceWishes, type Source, blockedBy, deviceFailure, type DeviceFailure } from './devices.js';

import type { DeviceFault } from '../storage/consume-fault.js';
import { failing } from '../room/faults.js';
import { KINDS, type Kind, type OffReason, type Sending } from '../room/types.js';

export interface MediaListener {
  /** The track is there, or no longer; and what to tell the others of it. */
  changed(kind: Kind, sending: Sending, track: MediaStreamTrack | null): void;
  failed(failure: DeviceFailure): void;
  /** What is to go wrong when these are asked for. */
  fault(kinds: Kind[]): Promise<DeviceFault | undefined>;
}

/** The camera and the microphone of one session: on only while they are wanted, freed as soon as they are not. */
export class LocalMedia {
  /** What daily-js takes the local tracks from. */
  readonly stream = new MediaStream();
  readonly #sources = new Map<Kind, Source>();
  readonly #wanted = new Set<Kind>();
  #settling: Promise<void> | undefined;
  #stopped = false;

  constructor(
    readonly wishes: DeviceWishes,
    readonly listener: MediaListener,
  ) {}

  isWanted(kind: Kind): boolean {
    return this.#wanted.has(kind);
  }

  /** What is sent; nothing while it is off. */
  trackOf(kind: Kind): MediaStreamTrack | undefined {
    return this.#wanted.has(kind) ? this.#sources.get(kind)?.track : undefined;
  }

  /** Resolves when the browser has answered, however long the visitor takes; what it answered is told to the listener. */
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

  /** As Daily does it: a camera is freed, so that its light goes out; a microphone, and a track of the page's own, is only muted. */
  turnOff(kind: Kind, reason: OffReason): void {
    this.#wanted.delete(kind);
    const source = this.#sources.get(kind);
    if (source && (kind === 'audio' || source.isCustom)) source.track.enabled = false;
    else this.#release(kind);
    this.listener.changed(kind, { state: 'off', reason }, null);
  }

  /** Other devices or other tracks of the page's are wanted: exchanges those in use. Resolves when that is done. */
  async exchange(...kinds: Kind[]): Promise<void> {
    for (const kind of kinds) this.#release(kind);
    await this.#settle();
  }

  /** A device fails, whatever it was doing. */
  break(fault: DeviceFault): void {
    if (this.#stopped) return;
    const inUse = KINDS.filter((kind) => fault.how === 'cam-mic-in-use' || this.#wanted.has(kind));
    const broken = failing(fault, inUse);
    this.#fail(deviceFailure(fault.how, broken.length > 0 ? broken : failing(fault, [...KINDS]), fault.msg));
  }

  /** Frees everything, for good. */
  stop(): void {
    this.#stopped = true;
    this.#wanted.clear();
    for (const kind of KINDS) this.#release(kind);
  }

  get #missing(): Kind[] {
    return KINDS.filter((kind) => this.#wanted.has(kind) && !this.#sources.has(kind));
  }

  /** Asks for what is wanted and missing until nothing is; one question at a time. */
  #settle(): Promise<void> {
    if (this.#missing.length === 0) return Promise.resolve();
    this.#settling ??= this.#ask();
    return this.#settling;
  }

  async #ask(): Promise<void> {
    for (;;) {
      if (this.#missing.length === 0) break;
      await this.#breakOnAsking(this.#missing);
      // Some may have failed, or have been turned off meanwhile: those are not to be asked for.
      const missing = this.#missing;
      if (missing.length === 0) break;
      const besides = this.#askedBesides(missing);
      const { sources, failures } = await acquire([...missing, ...besides], this.wishes);
      for (const kind of [...missing, ...besides]) {
        const source = sources[kind];
        if (!source) continue;
        // It may have been turned off again while the visitor was being asked.
        if (this.#wanted.has(kind)) this.#use(kind, source);
        else if (besides.includes(kind) && this.#wanted.size > 0) this.#keepMuted(kind, source);
        else source.stop();
      }
      for (const failure of failures)
        this.#fail({ ...failure, kinds: failure.kinds.filter((kind) => missing.includes(kind)) });
    }
    // In the same task as the last look at what is missing, so that nothing new is overlooked.
    this.#settling = undefined;
  }

  /** As on Daily: a camera is asked for together with the microphone, which stays muted until it is wanted. */
  #askedBesides(missing: Kind[]): Kind[] {
    const isCamera = missing.includes('video') && !this.wishes.customTrack('video');
    const isMicrophoneFree = !missing.includes('audio') && !this.#sources.has('audio');
    return isCamera && isMicrophoneFree && !this.wishes.customTrack('audio') && this.wishes.mayUse('audio')
      ? ['audio']
      : [];
  }

  /** What fails because it was told to; a track of the page's own needs no device. */
  async #breakOnAsking(kinds: Kind[]): Promise<void> {
    const devices = kinds.filter((kind) => !this.wishes.customTrack(kind));
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
    // The device was pulled out, or the permission withdrawn.
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
