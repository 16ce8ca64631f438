import { type Kind, KINDS } from '../room/types.js';
import type { Arrival } from '../room/view.js';

export type Signal =
  | { description: RTCSessionDescriptionInit }
  | { candidate: RTCIceCandidateInit }
  | { restart: true }
  | { wanted: Wanted };

/** The subscribed kinds of media. */
export type Wanted = Record<Kind, boolean>;

export interface PeerOptions {
  /** Whether this side makes offers. Always the same one, so that offers never collide. */
  offers: boolean;
  configuration: RTCConfiguration;
  tracks(kind: Kind): MediaStreamTrack | undefined;
  send(signal: Signal): void;
  changed(): void;
  /** The connection was established or interrupted. */
  connection(event: 'connected' | 'interrupted'): void;
}

/**
 * The media connection between two sessions. Audio and video transceivers are negotiated once. Switching a camera only replaces its track, so
 * no renegotiation is needed.
 */
export class Peer {
  readonly #connection: RTCPeerConnection;
  readonly #received = new Map<Kind, MediaStreamTrack>();
  /** Processes signals one after the other, since each step is asynchronous. */
  #queue: Promise<void> = Promise.resolve();
  #candidates: RTCIceCandidateInit[] = [];
  /** The subscriptions of the other side, and of this one. */
  #wantedHere: Wanted = { audio: true, video: true };
  #wantedThere: Wanted = { audio: true, video: true };
  #event: 'connected' | 'interrupted' | undefined;
  readonly startedAt = new Date().toISOString();

  constructor(readonly options: PeerOptions) {
    this.#connection = new RTCPeerConnection(options.configuration);
    this.#connection.onicecandidate = ({ candidate }) => {
      if (candidate) options.send({ candidate: candidate.toJSON() });
    };
    this.#connection.ontrack = ({ track }) => this.#receive(track);
    this.#connection.onconnectionstatechange = () => this.#connectionChanged();
    if (!options.offers) return;
    for (const kind of KINDS) this.#connection.addTransceiver(options.tracks(kind) ?? kind, { direction: 'sendrecv' });
    this.#connection.onnegotiationneeded = () => this.#enqueue(() => this.#offer());
  }

  receive(signal: Signal): void {
    this.#enqueue(() => this.#take(signal));
  }

  setTrack(kind: Kind, track: MediaStreamTrack | null): void {
    // In order with the signals: there is no transceiver for the track before the negotiation.
    this.#enqueue(async () => {
      const line = this.#lineOf(kind);
      if (line && line.sender.track !== track) await line.sender.replaceTrack(track);
    });
  }

  /** Sends the subscriptions to the other side, which sends only subscribed tracks. */
  want(wanted: Wanted): void {
    if (KINDS.every((kind) => wanted[kind] === this.#wantedThere[kind])) return;
    this.#wantedThere = wanted;
    this.options.send({ wanted });
  }

  trackOf(kind: Kind): MediaStreamTrack | undefined {
    return this.#received.get(kind);
  }

  arrivalOf(kind: Kind): Arrival {
    const track = this.#received.get(kind);
    const { connectionState } = this.#connection;
    if (connectionState === 'disconnected' || connectionState === 'failed') return track ? 'interrupted' : 'loading';
    if (connectionState !== 'connected' || !track) return 'loading';
    // Wait for the first video frame, but not for audio.
    return kind === 'video' && track.muted ? 'loading' : 'playable';
  }

  get isBroken(): boolean {
    return ['disconnected', 'failed'].includes(this.#connection.connectionState);
  }

  close(): void {
    const connection = this.#connection;
    connection.onicecandidate = null;
    connection.ontrack = null;
    connection.onconnectionstatechange = null;
    connection.onnegotiationneeded = null;
    for (const track of this.#received.values()) track.onmute = track.onunmute = null;
    this.#received.clear();
    connection.close();
  }

  #enqueue(step: () => Promise<void>): void {
    this.#queue = this.#queue.then(step).catch((error: unknown) => {
      if (this.#connection.signalingState !== 'closed') console.warn('Local room: media negotiation failed.', error);
    });
  }

  async #offer(): Promise<void> {
    await this.#connection.setLocalDescription();
    this.#sendDescription();
  }

  async #take(signal: Signal): Promise<void> {
    if ('description' in signal) await this.#describe(signal.description);
    else if ('restart' in signal) this.#connection.restartIce();
    else if ('wanted' in signal) {
      this.#wantedHere = signal.wanted;
      for (const kind of KINDS) await this.#serve(kind);
    } else if (this.#connection.remoteDescription) await this.#connection.addIceCandidate(signal.candidate);
    else this.#candidates.push(signal.candidate);
  }

  async #describe(description: RTCSessionDescriptionInit): Promise<void> {
    await this.#connection.setRemoteDescription(description);
    for (const candidate of this.#candidates.splice(0)) await this.#connection.addIceCandidate(candidate);
    if (description.type !== 'offer') {
      for (const kind of KINDS) await this.#serve(kind);
      return;
    }
    for (const kind of KINDS) {
      const line = this.#lineOf(kind);
      if (!line) continue;
      line.direction = 'sendrecv';
      await line.sender.replaceTrack(this.options.tracks(kind) ?? null);
      await this.#serve(kind);
    }
    await this.#connection.setLocalDescription();
    this.#sendDescription();
  }

  /** Deactivates the encoding. Without a track Firefox would send a black frame each second. */
  async #serve(kind: Kind): Promise<void> {
    const sender = this.#lineOf(kind)?.sender;
    const parameters = sender?.getParameters();
    if (!sender || !parameters?.encodings.some(({ active }) => active !== this.#wantedHere[kind])) return;
    for (const encoding of parameters.encodings) encoding.active = this.#wantedHere[kind];
    await sender.setParameters(parameters);
  }

  #sendDescription(): void {
    const description = this.#connection.localDescription;
    if (description) this.options.send({ description: { type: description.type, sdp: description.sdp } });
  }

  #lineOf(kind: Kind): RTCRtpTransceiver | undefined {
    return this.#connection.getTransceivers().find(({ receiver }) => receiver.track.kind === kind);
  }

  #receive(track: MediaStreamTrack): void {
    this.#received.set(track.kind as Kind, track);
    track.onmute = track.onunmute = () => this.options.changed();
    this.options.changed();
  }

  #connectionChanged(): void {
    if (this.#connection.connectionState === 'failed') {
      if (this.options.offers) this.#connection.restartIce();
      else this.options.send({ restart: true });
    }
    const event =
      this.#connection.connectionState === 'connected' ? 'connected' : this.isBroken ? 'interrupted' : undefined;
    if (event && event !== this.#event) {
      this.#event = event;
      this.options.connection(event);
    }
    this.options.changed();
  }
}
