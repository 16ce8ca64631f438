import type { DailyVideoTile } from '../../../src/elements/video-tile/video-tile.js';
import { ElementHarness, text } from './element-harness.js';

/** A participant who sees and hears `<daily-video-tile>`. */
export class VideoTileHarness extends ElementHarness<DailyVideoTile> {
  get video(): HTMLVideoElement {
    return this.root.querySelector('video')!;
  }

  get audio(): HTMLAudioElement {
    return this.root.querySelector('audio')!;
  }

  get videoTrack(): MediaStreamTrack | undefined {
    return trackOf(this.video);
  }

  get audioTrack(): MediaStreamTrack | undefined {
    return trackOf(this.audio);
  }

  /** The displayed name. */
  get label(): string {
    return text(this.root.querySelector('bdi'));
  }

  /** Where the name is shown. */
  get labelBox(): DOMRect {
    return this.root.querySelector('.label')!.getBoundingClientRect();
  }

  /** The position of a piece of the label. */
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

  get accessibleName(): string | null {
    return this.root.querySelector('[role="group"]')?.getAttribute('aria-label') ?? null;
  }

  get isMirrored(): boolean {
    const { transform } = getComputedStyle(this.video);
    return transform !== 'none' && new DOMMatrixReadOnly(transform).a < 0;
  }
}

function trackOf(element: HTMLMediaElement): MediaStreamTrack | undefined {
  return element.srcObject instanceof MediaStream ? element.srcObject.getTracks()[0] : undefined;
}
