/** Records `console.warn()` instead of logging, until {@link restore}. */
export class ConsoleWarnings {
  readonly texts: string[] = [];
  readonly #before = console.warn;

  constructor() {
    console.warn = (...args: unknown[]) => void this.texts.push(args.join(' '));
  }

  /** The hints for the site's developer. */
  get hints(): string[] {
    return this.texts.filter((text) => text.startsWith('daily-knock: '));
  }

  restore(): void {
    console.warn = this.#before;
  }
}
