/** A moving picture without a camera. WebKitGTK has none, and a canvas track is a true `MediaStreamTrack` everywhere. */
export function videoTrack(): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  canvas.getContext('2d');
  return canvas.captureStream(1).getVideoTracks()[0]!;
}

/** The browser's own, also where a test has put another in its place. */
const OwnAudioContext = globalThis.AudioContext;

/** A sound without a microphone. */
export function audioTrack(): MediaStreamTrack {
  return new OwnAudioContext().createMediaStreamDestination().stream.getAudioTracks()[0]!;
}

/** How the browser answers when something is to be played. */
export class FakePlayback {
  /** What was to play, `video` or `audio`, in order. */
  readonly asked: string[] = [];
  /** Whether sound may be played. */
  allowed = true;
  readonly #play = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'play')!;

  /** Takes the browser's place until {@link restore}. */
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
