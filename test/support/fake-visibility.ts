/** Replaces the page's visibility and focus until {@link restore}. */
export class FakeVisibility {
  #isVisible: boolean;

  constructor(isVisible: boolean) {
    this.#isVisible = isVisible;
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => !this.#isVisible });
    document.hasFocus = () => this.#isVisible;
  }

  returnToPage(): void {
    this.#isVisible = true;
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    window.dispatchEvent(new Event('focus'));
  }

  restore(): void {
    Reflect.deleteProperty(document, 'hidden');
    Reflect.deleteProperty(document, 'hasFocus');
  }
}
