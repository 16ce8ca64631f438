import type { DailyVideoTile } from '../../../src/elements/video-tile/video-tile.js';
import { ElementHarness, text } from './element-harness.js';

/** Somebody who looks at and listens to `<daily-video-tile>`. */
export class VideoTileHarness extends ElementHarness<DailyVideoTile> {
  get video(): HTMLVideoElement {
    return this.root.querySelector('video')!;
  }

  get audio(): HTMLAudioElement {
    return this.root.querySelector('audio')!;
  }

  /** The track that is shown. */
  get videoTrack(): MediaStreamTrack | undefined {
    return trackOf(this.video);
  }

  /** The track that is heard. */
  get audioTrack(): MediaStreamTrack | undefined {
    return trackOf(this.audio);
  }

  /** The name as it is read on the picture. */
  get label(): string {
    return text(this.root.querySelector('bdi'));
  }

  /** Where on the screen a piece of the label is. */
  placeOf(piece: string): DOMRect {
    const label = this.root.querySelector('bdi')!;
    const node = [...label.childNodes].find((child) => child.textContent?.includes(piece));
    if (!node) throw new Error(`"${piece}" is not in "${label.textContent}"`);
    const start = node.textContent!.indexOf(piece);
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, start + piece.length);
    return range.getBoundingClientRect();
  }

  /** What a screen reader calls the tile. */
  get accessibleName(): string | null {
    return this.root.querySelector('[role="group"]')!.getAttribute('aria-label');
  }

  get isMirrored(): boolean {
    const { transform } = getComputedStyle(this.video);
    return transform !== 'none' && new DOMMatrixReadOnly(transform).a < 0;
  }
}

function trackOf(element: HTMLMediaElement): MediaStreamTrack | undefined {
  return element.srcObject instanceof MediaStream ? element.srcObject.getTracks()[0] : undefined;
}
