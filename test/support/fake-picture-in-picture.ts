/** Replaces Document Picture-in-Picture until {@link restore}. Its windows are frames, since a browser opens a real one only for a click. */
export class FakePictureInPicture {
  /** Thrown instead of opening a window. */
  refusal: Error | undefined;
  /** The requested sizes. */
  readonly requests: unknown[] = [];
  readonly #frames: HTMLIFrameElement[] = [];
  readonly #before = Object.getOwnPropertyDescriptor(window, 'documentPictureInPicture');

  constructor() {
    const requestWindow = (options: unknown): Promise<Window> => {
      this.requests.push(options);
      return this.refusal ? Promise.reject(this.refusal) : Promise.resolve(this.#open());
    };
    this.#replace({ configurable: true, value: { requestWindow } });
  }

  /** The document of the open window. */
  get document(): Document | undefined {
    return this.#frames.find(({ isConnected }) => isConnected)?.contentDocument ?? undefined;
  }

  /** The visitor closes the window. */
  close(): void {
    this.document!.defaultView!.close();
  }

  /** Makes the browser one without such windows. */
  remove(): void {
    this.#replace({ configurable: true, value: undefined });
  }

  restore(): void {
    for (const frame of this.#frames) frame.remove();
    if (this.#before) Object.defineProperty(window, 'documentPictureInPicture', this.#before);
    else Reflect.deleteProperty(window, 'documentPictureInPicture');
  }

  #replace(descriptor: PropertyDescriptor): void {
    Object.defineProperty(window, 'documentPictureInPicture', descriptor);
  }

  #open(): Window {
    const frame = document.createElement('iframe');
    frame.style.cssText = 'inline-size: 360px; block-size: 480px';
    document.body.append(frame);
    this.#frames.push(frame);
    const opened = frame.contentWindow!;
    opened.close = () => {
      opened.dispatchEvent(new Event('pagehide'));
      frame.remove();
    };
    return opened;
  }
}
