import type { DailyParticipantUpdateOptions } from '@daily-co/daily-js';
import type { CallPort } from '../../core/call-port.js';
import type { CallStore } from '../../core/call-store.js';
import { LOCAL } from '../../core/selectors.js';
import { dispensable } from './dispensable.js';

/** Everything that somebody sends. */
const ALL: DailyParticipantUpdateOptions = { setSubscribedTracks: true };

/**
 * Everything but the camera's picture: of that the connection is kept, and nothing comes over it. The rest is named, for Daily does not
 * say what becomes of what is not.
 */
const WITHOUT_PICTURE: DailyParticipantUpdateOptions = {
  setSubscribedTracks: { audio: true, video: 'staged', screenAudio: true, screenVideo: true, custom: true },
};

/** Asks Daily for the pictures that can be seen, and for everybody's sound: the latter is nobody else's work from then on. */
export class PictureWishes {
  readonly #call: CallPort;
  readonly #store: CallStore;
  /** Whether each one's picture has been asked for. */
  readonly #asked = new Map<string, boolean>();
  #isManual = false;
  #isOver = false;

  /**
   * @param store the call's store
   * @param call the call; this page's person is in it
   */
  constructor(store: CallStore, call: CallPort) {
    this.#call = call;
    this.#store = store;
  }

  /** Tells Daily what is new: who has come, and whose picture has come into sight or gone out of it. */
  tell(): void {
    if (this.#isOver) return;
    const { participants } = this.#store.snapshot;
    const unseen = dispensable(this.#store);
    const others = Object.keys(participants).filter((id) => id !== LOCAL);
    for (const id of this.#asked.keys()) if (!(id in participants)) this.#asked.delete(id);
    if (!this.#isManual && !others.some((id) => unseen.has(id))) return;
    // Of a newcomer first everything: whatever else they send besides what is named above is then subscribed to as well.
    this.#ask(
      others.filter((id) => !this.#asked.has(id) || (!this.#asked.get(id) && !unseen.has(id))),
      true,
    );
    this.#ask(
      others.filter((id) => this.#asked.get(id) && unseen.has(id)),
      false,
    );
  }

  #ask(ids: string[], picture: boolean): void {
    if (ids.length === 0 || this.#isOver) return;
    const call = this.#call;
    const wish = picture ? ALL : WITHOUT_PICTURE;
    try {
      // In the same go as what is asked for then, so that nobody is silent in between.
      if (!this.#isManual) call.setSubscribeToTracksAutomatically?.(false);
      this.#isManual = true;
      call.updateParticipants?.(Object.fromEntries(ids.map((id) => [id, wish])));
      for (const id of ids) this.#asked.set(id, picture);
    } catch {
      // Better all pictures than somebody who is not heard.
      this.#isOver = true;
      call.setSubscribeToTracksAutomatically?.(true);
    }
  }
}
