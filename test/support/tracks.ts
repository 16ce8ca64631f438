/** A video track without a camera, which WebKitGTK lacks. A canvas track is a real `MediaStreamTrack` in each browser. */
export function videoTrack(): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  canvas.getContext('2d');
  return canvas.captureStream(1).getVideoTracks()[0]!;
}

/** The browser's own class, even while a test replaces it. */
const OwnAudioContext = globalThis.AudioContext;

/** An audio track without a microphone. */
export function audioTrack(): MediaStreamTrack {
  return new OwnAudioContext().createMediaStreamDestination().stream.getAudioTracks()[0]!;
}

/** Replaces `play()` of media elements until {@link restore}. */
export class FakePlayback {
  /** The elements on which `play()` was called, `video` or `audio`, in order. */
  readonly asked: string[] = [];
  /** Whether the browser allows sound. */
  allowed = true;
  readonly #play = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'play')!;

  constructor() {
    const { asked } = this;
    const refuses = (element: HTMLMediaElement) => !this.allowed && element instanceof HTMLAudioElement;
    Object.defineProperty(HTMLMediaElement.prototype, 'play', {
      configurable: true,
      value(this: HTMLMediaElement): Promise<void> {
        asked.push(this.localName);
        return refuses(this)
          ? Promise.reject(new DOMException('No gesture yet.', 'NotAllowedError'))
          : Promise.resolve();
      },
    });
  }

  restore(): void {
    Object.defineProperty(HTMLMediaElement.prototype, 'play', this.#play);
  }
}
