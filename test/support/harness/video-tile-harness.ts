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
  get shown(): MediaStreamTrack | undefined {
    return trackOf(this.video);
  }

  /** The track that is heard. */
  get heard(): MediaStreamTrack | undefined {
    return trackOf(this.audio);
  }

  /** The name as it is read on the picture. */
  get label(): string {
    return text(this.root.querySelector('bdi'));
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
