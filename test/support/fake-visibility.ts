const { hidden, hasFocus } = Object.getOwnPropertyDescriptors(Document.prototype);

/** Has the page hidden or visible, and no other document; `undefined` ends that. On the prototype, where the elements read it. */
export function fakeHidden(isHidden: boolean | undefined): void {
  const get = function (this: Document): boolean {
    return this === document ? Boolean(isHidden) : hidden.get!.call(this);
  };
  Object.defineProperty(Document.prototype, 'hidden', isHidden === undefined ? hidden : { configurable: true, get });
}

/** Replaces the page's visibility and focus until {@link restore}. */
export class FakeVisibility {
  /** The document with the focus. */
  focused: Document | undefined;

  constructor(isVisible: boolean) {
    this.#set(isVisible);
    const isFocused = (asked: Document): boolean => asked === this.focused;
    const value = function (this: Document): boolean {
      return isFocused(this);
    };
    Object.defineProperty(Document.prototype, 'hasFocus', { configurable: true, value });
  }

  returnToPage(): void {
    this.#set(true);
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    window.dispatchEvent(new Event('focus'));
  }

  restore(): void {
    fakeHidden(undefined);
    Object.defineProperty(Document.prototype, 'hasFocus', hasFocus);
  }

  #set(isVisible: boolean): void {
    fakeHidden(!isVisible);
    this.focused = isVisible ? document : undefined;
  }
}
