/** Keeps what is written with `console.warn`, instead of writing it. */
export class ConsoleWarnings {
  readonly texts: string[] = [];
  readonly #before = console.warn;

  /** Keeps it until {@link restore}. */
  constructor() {
    console.warn = (...args: unknown[]) => void this.texts.push(args.join(' '));
  }

  /** Those for a site's developer. */
  get hints(): string[] {
    return this.texts.filter((text) => text.startsWith('daily-knock: '));
  }

  restore(): void {
    console.warn = this.#before;
  }
}
