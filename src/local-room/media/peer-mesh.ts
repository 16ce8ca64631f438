import { type Kind, KINDS } from '../room/types.js';
import type { Arrivals, Subscriptions } from '../room/view.js';
import { Peer, type Signal } from './peer.js';

export interface MeshOptions {
  selfId: string;
  configuration: RTCConfiguration;
  tracks(kind: Kind): MediaStreamTrack | undefined;
  /** The track subscriptions. */
  subscriptions: Subscriptions;
  send(to: string, signal: Signal): void;
  /** A received track has changed. */
  changed(): void;
  /** A connection was established or interrupted. */
  connection(id: string, event: 'connected' | 'interrupted'): void;
}

/** A received track, in the form of the call machine's state. */
export interface ReceivedStream {
  participantId: string;
  type: 'cam';
  pendingTrack: MediaStreamTrack;
  starttime: string;
}

/** The media connections of one session to all others in the call. */
export class PeerMesh implements Arrivals {
  readonly #peers = new Map<string, Peer>();
  #interrupted = false;
  /** Signals that arrived before their sender was known to be in the call. */
  readonly #early = new Map<string, Signal[]>();

  constructor(readonly options: MeshOptions) {}

  /** Connects to exactly these sessions. */
  sync(sessionIds: string[]): void {
    for (const [id, peer] of this.#peers) {
      if (sessionIds.includes(id)) continue;
      peer.close();
      this.#peers.delete(id);
      this.options.subscriptions.forget(id);
    }
    for (const id of sessionIds) if (!this.#peers.has(id)) this.#connect(id);
  }

  receive(from: string, signal: Signal): void {
    const peer = this.#peers.get(from);
    if (peer) peer.receive(signal);
    else this.#early.set(from, [...(this.#early.get(from) ?? []), signal]);
  }

  /** Interrupts received media. */
  interrupt(interrupted: boolean): void {
    this.#interrupted = interrupted;
    this.options.changed();
  }

  /** The subscriptions have changed. */
  resubscribe(): void {
    for (const [id, peer] of this.#peers) this.#want(id, peer);
    this.options.changed();
  }

  setTrack(kind: Kind, track: MediaStreamTrack | null): void {
    for (const peer of this.#peers.values()) peer.setTrack(kind, track);
  }

  of(sessionId: string, kind: Kind): ReturnType<Arrivals['of']> {
    const { selfId, tracks, subscriptions } = this.options;
    if (sessionId === selfId) return { arrival: 'playable', subscribed: true, trackId: tracks(kind)?.id };
    const subscribed = subscriptions.of(sessionId, kind);
    const peer = this.#peers.get(sessionId);
    const trackId = peer?.trackOf(kind)?.id;
    if (this.#interrupted && trackId) return { arrival: 'interrupted', subscribed, trackId };
    return { arrival: peer?.arrivalOf(kind) ?? 'loading', subscribed, trackId };
  }

  streams(): Record<string, ReceivedStream> {
    const streams: Record<string, ReceivedStream> = {};
    for (const [participantId, peer] of this.#peers)
      for (const kind of KINDS) {
        const pendingTrack = peer.trackOf(kind);
        if (pendingTrack)
          streams[`${participantId} ${kind}`] = { participantId, type: 'cam', pendingTrack, starttime: peer.startedAt };
      }
    return streams;
  }

  /** The connected sessions. */
  get ids(): string[] {
    return [...this.#peers.keys()];
  }

  get connections(): number {
    return this.#peers.size;
  }

  /** The number of interrupted connections. */
  get broken(): number {
    return this.#interrupted ? this.connections : [...this.#peers.values()].filter(({ isBroken }) => isBroken).length;
  }

  close(): void {
    this.sync([]);
    this.#early.clear();
  }

  #connect(id: string): void {
    const { selfId, configuration, tracks, send, changed, connection } = this.options;
    const peer = new Peer({
      offers: selfId < id,
      configuration,
      tracks,
      send: (signal) => send(id, signal),
      changed,
      connection: (event) => connection(id, event),
    });
    this.#peers.set(id, peer);
    for (const signal of this.#early.get(id) ?? []) peer.receive(signal);
    this.#early.delete(id);
    this.#want(id, peer);
  }

  #want(id: string, peer: Peer): void {
    const { subscriptions } = this.options;
    peer.want({
      audio: subscriptions.of(id, 'audio') === true,
      video: subscriptions.of(id, 'video') === true,
    });
  }
}
