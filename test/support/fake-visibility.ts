/** Whether anybody looks at the page, which in a test's browser nobody does. */
export class FakeVisibility {
  #looks: boolean;

  /** @param looks whether somebody looks here; until {@link restore} */
  constructor(looks: boolean) {
    this.#looks = looks;
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => !this.#looks });
    document.hasFocus = () => this.#looks;
  }

  /** The visitor comes back to the page. */
  returnToPage(): void {
    this.#looks = true;
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    window.dispatchEvent(new Event('focus'));
  }

  restore(): void {
    Reflect.deleteProperty(document, 'hidden');
    Reflect.deleteProperty(document, 'hasFocus');
  }
}
