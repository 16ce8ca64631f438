import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { onGone } from '../../context/on-gone.js';
import { displayNote } from '../../core/note.js';
import type { Localize } from './localize.js';
import { personName } from './person-name.js';

/** The events that are announced, in the order of their announcements. */
export const ANNOUNCED_EVENTS = [
  'daily-knock',
  'daily-admitted',
  'daily-rejected',
  'daily-withdrawn',
  'daily-ejected',
] as const;
type EventName = (typeof ANNOUNCED_EVENTS)[number];

/** Events that follow each other more closely are announced together. */
const ANNOUNCE_DEBOUNCE_MS = 500;
/** No announcement is delayed for longer. */
const ANNOUNCE_MAX_DELAY_MS = 2000;
/** For more people only the number is announced. */
const MAX_NAMES = 3;

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly words: Localize;
  /** Only of a call element. */
  readonly state?: string;
}

interface Person {
  readonly name: string;
  /** Of a knock. */
  readonly note?: string | undefined;
}

/** A line of an announcement. */
interface Line {
  readonly textContent: string;
  readonly lang: string;
}

interface Options {
  /** Whether the element announces anything. Default: always. */
  readonly enabled?: () => boolean;
  /** How many people wait. Default: none. */
  readonly waiting?: () => number;
}

/**
 * Announces state changes and events in one polite live region, which stays in the page whatever is rendered. Text that gets the focus
 * is not announced, since screen readers read it anyway.
 *
 * It announces only events that its own element fires. So of several elements with the same call only one announces them.
 */
export class Announcer implements ReactiveController {
  readonly #host: Host;
  readonly #enabled: () => boolean;
  readonly #waiting: () => number;
  #region: HTMLElement | undefined;
  /** People to announce, by id. */
  readonly #people = new Map<EventName, Map<string, Person>>(ANNOUNCED_EVENTS.map((event) => [event, new Map()]));
  /** The text of the current state, and the state. */
  #stateText = '';
  #state: string | undefined;
  #stateTextDue = false;
  /** Other lines to announce, by subject. */
  readonly #others = new Map<string, readonly Line[]>();
  #admittedDue = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dueSince = 0;

  constructor(host: Host, { enabled = () => true, waiting = () => 0 }: Options = {}) {
    this.#host = host;
    this.#enabled = enabled;
    this.#waiting = waiting;
    host.addController(this);
    onGone(host, () => this.#clear());
    for (const event of ANNOUNCED_EVENTS) host.addEventListener(event, this.#onEvent);
  }

  /** @internal Reads the text again, which a page translator may have changed. */
  hostUpdate(): void {
    if (this.#stateText) this.#stateText = this.#readStateText();
  }

  /** @internal */
  hostUpdated(): void {
    const root = this.#host.shadowRoot;
    const region = (this.#region ??= createRegion());
    if (root && this.#enabled() && !region.isConnected) root.append(region);
    const { words } = this.#host;
    // Only if they differ: elements below observe `lang`, and each change would render this one again.
    if (region.lang !== words.lang()) region.lang = words.lang();
    if (region.dir !== words.dir()) region.dir = words.dir();
    const { state } = this.#host;
    const from = this.#state;
    this.#state = state;
    // A call that ends drops its announcements; one that begins keeps those of people who already waited.
    if (state !== from) {
      this.#clear(from === 'joined');
      // Screen readers also find this text when they read the page: it must not be out of date.
      region.replaceChildren();
    }
    if (state === 'admitted' && from === 'waiting') this.#admittedDue = true;
    const text = this.#readStateText();
    if (text !== this.#stateText) this.#stateTextDue = text !== '';
    this.#stateText = text;
    if (this.#stateTextDue || this.#admittedDue) this.#schedule();
  }

  /**
   * Announces lines, in place of earlier ones about the same subject. They are dropped if the state changes before. Strings are in the
   * language of the translations.
   */
  announce(subject: string, ...lines: readonly (string | Line)[]): void {
    this.#others.set(
      subject,
      lines.map((line) => (typeof line === 'string' ? this.#translated(line) : line)),
    );
    this.#schedule();
  }

  #translated(textContent: string): Line {
    return { textContent, lang: this.#host.words.lang() };
  }

  #readStateText(): string {
    return this.#stateLines()
      .map(({ textContent }) => textContent)
      .join(' ');
  }

  readonly #onEvent = (event: CustomEvent<Person & { id: string; role?: string }>): void => {
    const { id, name, note, role } = event.detail;
    if (event.composedPath()[0] !== this.#host || role === 'guest') return;
    const type = event.type as EventName;
    // A person who left before their knock was announced is not announced at all.
    const isUnannounced = this.#people.get('daily-knock')!.delete(id);
    if (!(isUnannounced && type === 'daily-withdrawn')) this.#people.get(type)!.set(id, { name, note });
    this.#schedule();
  };

  #schedule(): void {
    const now = Date.now();
    if (this.#timer === undefined) this.#dueSince = now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      this.#flush,
      Math.max(0, Math.min(ANNOUNCE_DEBOUNCE_MS, this.#dueSince + ANNOUNCE_MAX_DELAY_MS - now)),
    );
  }

  readonly #flush = (): void => {
    const lines: Line[] = [];
    if (this.#admittedDue) lines.push(this.#translated(this.#host.words.term('letIn')));
    if (this.#stateTextDue) {
      const isRead = this.#host.shadowRoot?.activeElement?.matches('[data-focus]');
      lines.push(...this.#stateLines().slice(isRead ? 1 : 0));
    }
    for (const [type, people] of this.#people)
      if (people.size > 0) lines.push(...this.#linesFor(type, [...people.values()]));
    lines.push(...[...this.#others.values()].flat());
    this.#clear();
    if (lines.length === 0) return;
    // New nodes each time, so that a repeated text is announced again. One for each line, which keeps its language when the page's
    // changes.
    this.#region?.replaceChildren(...lines.map((line) => Object.assign(document.createElement('p'), line)));
  };

  #linesFor(type: EventName, people: readonly Person[]): Line[] {
    const { words } = this.#host;
    const names = people.map(({ name }) => personName(words, name));
    const lines = [this.#translated(this.#textFor(type, names))];
    if (names.length > MAX_NAMES) return lines;
    people.forEach(({ note: text }, index) => {
      const note = displayNote(text);
      const line = names.length > 1 ? words.parts([names[index]!, note]) : note;
      if (note) lines.push({ textContent: line, lang: words.tag });
    });
    return lines;
  }

  #textFor(type: EventName, names: readonly string[]): string {
    const { words } = this.#host;
    const isMany = names.length > MAX_NAMES;
    // The number of all who wait: some of these may have left, and others may have waited before.
    if (type === 'daily-knock' && isMany) return words.count('people', this.#waiting());
    if (type === 'daily-knock' && names.length === 1) return words.term('notificationTitle', names[0]!);
    return words.term(`announce: ${type}`, isMany ? words.number(names.length) : words.list(names));
  }

  /** The heading and the text of the current state, which may be in a slot of the page. */
  #stateLines(): Line[] {
    const { shadowRoot, words } = this.#host;
    const parts = [...(shadowRoot?.querySelector('[data-announce]')?.children ?? [])];
    return parts
      .map((child) => {
        const [pages] = child.querySelector('slot')?.assignedElements() ?? [];
        const lang = pages ? (pages.closest('[lang]')?.getAttribute('lang') ?? words.tag) : words.lang();
        return { textContent: textOf(child), lang };
      })
      .filter(({ textContent }) => textContent);
  }

  #clear(people = true): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#stateTextDue = false;
    this.#admittedDue = false;
    this.#others.clear();
    if (people) for (const each of this.#people.values()) each.clear();
    else if ([...this.#people.values()].some(({ size }) => size > 0)) this.#schedule();
  }
}

function createRegion(): HTMLElement {
  const region = document.createElement('div');
  region.className = 'visually-hidden';
  region.setAttribute('role', 'status');
  region.dataset['live'] = '';
  return region;
}

function textOf(node: Node): string {
  const nodes = node instanceof HTMLSlotElement ? node.assignedNodes({ flatten: true }) : [...node.childNodes];
  const text = node instanceof Text ? node.data : nodes.map(textOf).join(' ');
  return text.replace(/\s+/g, ' ').trim();
}
