import type {
  DailyEvent,
  DailyEventObject,
  DailyEventObjectNetworkConnectionEvent,
  DailyEventObjectNetworkQualityEvent,
  DailyEventObjectParticipantLeft,
} from '@daily-co/daily-js';

const NO_PEERS: ReadonlySet<string> = new Set();

/** The state of the connection to Daily. Daily reports it by events only. */
export class Network {
  readonly #interrupted = new Set<string>();
  #unreachable = NO_PEERS;
  #weak = false;

  get interrupted(): boolean {
    return this.#interrupted.size > 0;
  }

  /** Whether the signaling connection, which carries knocks and participants, is lost. The others carry media only. */
  get isSignalingLost(): boolean {
    return this.#interrupted.has('signaling');
  }

  /** The session ids of peers whose direct connection is lost. Replaced, never mutated. */
  get unreachable(): ReadonlySet<string> {
    return this.#unreachable;
  }

  /** Whether the local network is weak. */
  get weak(): boolean {
    return this.#weak;
  }

  read(event: DailyEventObject<DailyEvent>): void {
    if (event.action === 'network-connection') this.#readConnection(event as DailyEventObjectNetworkConnectionEvent);
    if (event.action === 'network-quality-change') this.#weak = isWeak(event as DailyEventObjectNetworkQualityEvent);
    if (event.action === 'participant-left') {
      this.#setReachable((event as DailyEventObjectParticipantLeft).participant?.session_id ?? '', true);
    }
  }

  reset(): void {
    this.#interrupted.clear();
    this.#unreachable = NO_PEERS;
    this.#weak = false;
  }

  /** `peer-to-peer` concerns one peer, the other types this page's connection. */
  #readConnection({ type, event, session_id }: DailyEventObjectNetworkConnectionEvent): void {
    const isInterrupted = event === 'interrupted';
    if (type === 'peer-to-peer') {
      // A call is either peer-to-peer or over Daily's servers (`sfu`); the other kind ends without an event.
      this.#interrupted.delete('sfu');
      if (session_id) this.#setReachable(session_id, !isInterrupted);
      return;
    }
    if (type === 'sfu') this.#unreachable = NO_PEERS;
    if (isInterrupted) this.#interrupted.add(type);
    else this.#interrupted.delete(type);
  }

  #setReachable(id: string, isReachable: boolean): void {
    if (this.#unreachable.has(id) !== isReachable) return;
    const unreachable = new Set(this.#unreachable);
    if (isReachable) unreachable.delete(id);
    else unreachable.add(id);
    this.#unreachable = unreachable.size > 0 ? unreachable : NO_PEERS;
  }
}

/** Older call machines report `threshold` only. */
function isWeak({ networkState, threshold }: DailyEventObjectNetworkQualityEvent): boolean {
  return networkState && networkState !== 'unknown'
    ? networkState === 'bad' || networkState === 'warning'
    : threshold !== 'good';
}
