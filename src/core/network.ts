import type {
  DailyEvent,
  DailyEventObject,
  DailyEventObjectNetworkConnectionEvent,
  DailyEventObjectNetworkQualityEvent,
} from '@daily-co/daily-js';

/** How the connection to Daily is. Daily tells of it by events only, there is nothing to read. */
export class Network {
  readonly #interrupted = new Set<string>();
  #weak = false;

  /** Whether one of Daily's connections is interrupted. */
  get interrupted(): boolean {
    return this.#interrupted.size > 0;
  }

  /** Whether the connection that tells of people is lost for now: of the others, each carries pictures and voices only. */
  get cutOff(): boolean {
    return this.#interrupted.has('signaling');
  }

  /** Whether this page's network is weak. */
  get weak(): boolean {
    return this.#weak;
  }

  /**
   * Takes in what an event tells of it, if anything.
   *
   * @param event Daily's
   */
  note(event: DailyEventObject<DailyEvent>): void {
    if (event.action === 'network-connection') {
      const { type, event: what } = event as DailyEventObjectNetworkConnectionEvent;
      if (what === 'interrupted') this.#interrupted.add(type);
      else this.#interrupted.delete(type);
    }
    if (event.action === 'network-quality-change') this.#weak = isWeak(event as DailyEventObjectNetworkQualityEvent);
  }

  /** The call is over. */
  forget(): void {
    this.#interrupted.clear();
    this.#weak = false;
  }
}

/** Older call machines say it by `threshold` only. */
function isWeak({ networkState, threshold }: DailyEventObjectNetworkQualityEvent): boolean {
  return networkState && networkState !== 'unknown'
    ? networkState === 'bad' || networkState === 'warning'
    : threshold !== 'good';
}
