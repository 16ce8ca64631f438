import type {
  DailyEvent,
  DailyEventObject,
  DailyEventObjectNetworkConnectionEvent,
  DailyEventObjectNetworkQualityEvent,
  DailyEventObjectParticipantLeft,
} from '@daily-co/daily-js';

const NOBODY: ReadonlySet<string> = new Set();

/** How the connection to Daily is. Daily tells of it by events only, there is nothing to read. */
export class Network {
  readonly #interrupted = new Set<string>();
  #unreachable = NOBODY;
  #weak = false;

  /** Whether this page's connection to Daily is interrupted. */
  get interrupted(): boolean {
    return this.#interrupted.size > 0;
  }

  /** Whether the connection that tells of people is lost for now; the others carry pictures and voices only. */
  get isCutOff(): boolean {
    return this.#interrupted.has('signaling');
  }

  /** The session ids of those to whom the direct connection is lost. Replaced, never changed. */
  get unreachable(): ReadonlySet<string> {
    return this.#unreachable;
  }

  /** Whether this page's network is weak. */
  get weak(): boolean {
    return this.#weak;
  }

  /**
   * Reads from an event what it tells of the network, if anything.
   *
   * @param event Daily's
   */
  read(event: DailyEventObject<DailyEvent>): void {
    if (event.action === 'network-connection') this.#readConnection(event as DailyEventObjectNetworkConnectionEvent);
    if (event.action === 'network-quality-change') this.#weak = isWeak(event as DailyEventObjectNetworkQualityEvent);
    if (event.action === 'participant-left') {
      this.#setReachable((event as DailyEventObjectParticipantLeft).participant?.session_id ?? '', true);
    }
  }

  /** The call is over. */
  reset(): void {
    this.#interrupted.clear();
    this.#unreachable = NOBODY;
    this.#weak = false;
  }

  /** `peer-to-peer` concerns one other person, not this page's connection. */
  #readConnection({ type, event, session_id }: DailyEventObjectNetworkConnectionEvent): void {
    const isInterrupted = event === 'interrupted';
    if (type === 'peer-to-peer') {
      // A call is either between peers or over Daily's servers; the connection of the other kind has gone without a word.
      this.#interrupted.delete('sfu');
      if (session_id) this.#setReachable(session_id, !isInterrupted);
      return;
    }
    if (type === 'sfu') this.#unreachable = NOBODY;
    if (isInterrupted) this.#interrupted.add(type);
    else this.#interrupted.delete(type);
  }

  #setReachable(id: string, isReachable: boolean): void {
    if (this.#unreachable.has(id) !== isReachable) return;
    const unreachable = new Set(this.#unreachable);
    if (isReachable) unreachable.delete(id);
    else unreachable.add(id);
    this.#unreachable = unreachable.size > 0 ? unreachable : NOBODY;
  }
}

/** Older call machines say it by `threshold` only. */
function isWeak({ networkState, threshold }: DailyEventObjectNetworkQualityEvent): boolean {
  return networkState && networkState !== 'unknown'
    ? networkState === 'bad' || networkState === 'warning'
    : threshold !== 'good';
}
