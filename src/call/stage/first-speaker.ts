import type { CallStore } from '../../core/call-store.js';

/** How long a person must have been the active speaker: no tile moves for a short sound. */
const SPEAKS_MS = 2000;

/** A tile that the owner is using, with the button of its menu. On touch screens `:hover` stays after a tap. */
const IN_USE = '.participant:is(:focus-within, :has([aria-expanded="true"]))';
const POINTED_AT = '.participant:hover';

/**
 * Marks the tile of the active speaker, which is first in a large call (`tiles.styles.ts`). Only its place on the screen changes: the order in
 * the DOM is that of the keyboard and of screen readers, and a video that moves in the DOM flickers. Returns what ends it.
 */
export function markSpeaker(root: ParentNode, store: CallStore): () => void {
  let speaker: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const mark = (): void => {
    const tile = [...root.querySelectorAll('.tiles > *')].find(
      (one) => (one.firstElementChild ?? one).getAttribute('session-id') === speaker,
    );
    if (!tile || tile.hasAttribute('data-first')) return;
    const isPointedAt = matchMedia('(hover: hover)').matches && root.querySelector(POINTED_AT);
    // Not under the pointer or away from the focus, but later.
    if (isPointedAt || root.querySelector(IN_USE)) return wait();
    root.querySelector('[data-first]')?.removeAttribute('data-first');
    tile.setAttribute('data-first', '');
  };
  const wait = (): void => {
    timer = setTimeout(mark, SPEAKS_MS);
  };
  const listen = (): void => {
    const { activeSpeaker } = store.snapshot;
    if (activeSpeaker === speaker) return;
    speaker = activeSpeaker;
    clearTimeout(timer);
    wait();
  };
  const unsubscribe = store.subscribe(listen);
  listen();
  return () => {
    unsubscribe();
    clearTimeout(timer);
  };
}
