import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { onGone } from '../../context/on-gone.js';
import { displayName } from '../../core/display-name.js';
import type { Localize } from './localize.js';

/** What happens to people at the door, in the order in which it is told. */
const NEWS = ['daily-knock', 'daily-admitted', 'daily-rejected', 'daily-withdrawn'] as const;
type News = (typeof NEWS)[number];

/** News that come closer together are told in one go, so that a crowd does not drown all else. Milliseconds. */
const QUIET = 500;
/** Nothing is put off longer than this. Milliseconds. */
const MOST = 2000;
/** Of more people only the number is told. */
const MOST_NAMES = 3;

/** An element that tells what happens in it to those who do not see it. */
interface Host extends ReactiveControllerHost, HTMLElement {
  readonly words: Localize;
  /** A call element's. */
  readonly state?: string;
}

/** Something to be told. */
interface Line {
  readonly textContent: string;
  readonly lang: string;
}

interface Options {
  /** Whether it has anything of its own to say. Default: always. */
  readonly speaks?: () => boolean;
  /** How many people wait at its door. Default: nobody. */
  readonly waiting?: () => number;
}

/**
 * The voice of an element: one polite live region that stays whatever is drawn, so that what is put into it is read. What the
 * focus leads to is read anyway and not told here again.
 *
 * It tells what the element itself reports to the page, so of several elements with the same call only one speaks.
 */
export class Announcer implements ReactiveController {
  readonly #host: Host;
  readonly #speaks: () => boolean;
  readonly #waiting: () => number;
  #region: HTMLElement | undefined;
  /** Names by id, of what has not been told yet. */
  readonly #news = new Map<News, Map<string, string>>(NEWS.map((news) => [news, new Map()]));
  /** Where the visitor is, in words, and the state that it belongs to. */
  #said = '';
  #state: string | undefined;
  #placeDue = false;
  #letIn = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since = 0;

  /**
   * @param host the element
   * @param options when it speaks, and of how many
   */
  constructor(host: Host, { speaks = () => true, waiting = () => 0 }: Options = {}) {
    this.#host = host;
    this.#speaks = speaks;
    this.#waiting = waiting;
    host.addController(this);
    onGone(host, () => this.#forget());
    for (const news of NEWS) host.addEventListener(news, this.#onNews);
  }

  /** @internal What a page translator has made of the words meanwhile is no news. */
  hostUpdate(): void {
    if (this.#said) this.#said = this.#placeText;
  }

  /** @internal */
  hostUpdated(): void {
    const root = this.#host.shadowRoot;
    const region = (this.#region ??= createRegion());
    if (root && this.#speaks() && !region.isConnected) root.append(region);
    const { words } = this.#host;
    // Only what differs: elements below watch for each change of a language, and would have this one drawn again.
    if (region.lang !== words.lang()) region.lang = words.lang();
    if (region.dir !== words.dir()) region.dir = words.dir();
    const { state } = this.#host;
    const from = this.#state;
    this.#state = state;
    // What is told of a call ends with it; whoever waited before it is told of when it begins.
    if (state !== from) this.#forget(from === 'joined');
    if (state === 'admitted' && from === 'waiting') this.#letIn = true;
    const said = this.#placeText;
    if (said !== this.#said) this.#placeDue = said !== '';
    this.#said = said;
    if (this.#placeDue || this.#letIn) this.#schedule();
  }

  get #placeText(): string {
    return this.#place()
      .map(({ textContent }) => textContent)
      .join(' ');
  }

  readonly #onNews = (event: CustomEvent<{ id: string; name: string; role?: string }>): void => {
    const { id, name, role } = event.detail;
    if (event.composedPath()[0] !== this.#host || role === 'guest') return;
    const news = event.type as News;
    // Whoever went before they were told of is not told of at all.
    const untold = this.#news.get('daily-knock')!.delete(id);
    if (!(untold && news === 'daily-withdrawn')) this.#news.get(news)!.set(id, name);
    this.#schedule();
  };

  #schedule(): void {
    const now = Date.now();
    if (this.#timer === undefined) this.#since = now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#speak, Math.max(0, Math.min(QUIET, this.#since + MOST - now)));
  }

  readonly #speak = (): void => {
    const { words } = this.#host;
    const lines: Line[] = [];
    const say = (textContent: string): unknown => lines.push({ textContent, lang: words.lang() });
    if (this.#letIn) say(words.term('letIn'));
    if (this.#placeDue) {
      const isRead = this.#host.shadowRoot?.activeElement?.matches('[data-focus]');
      lines.push(...this.#place().slice(isRead ? 1 : 0));
    }
    for (const [news, people] of this.#news) if (people.size > 0) say(this.#tell(news, [...people.values()]));
    this.#forget();
    if (lines.length === 0) return;
    // New ones each time: the same words again are news again. One for each, as they are sentences of their own, and stay in
    // their language when the page takes another one.
    this.#region?.replaceChildren(...lines.map((line) => Object.assign(document.createElement('p'), line)));
  };

  #tell(news: News, people: readonly string[]): string {
    const { words } = this.#host;
    const isCrowd = people.length > MOST_NAMES;
    // They may have gone by now, and others may have waited before them.
    if (news === 'daily-knock' && isCrowd) return words.count('people', this.#waiting());
    const names = people.map((name) => displayName(name) || words.term('noName'));
    if (news === 'daily-knock') {
      const [first = ''] = names;
      return names.length === 1 ? words.term('notificationTitle', first) : words.term('newsKnock', words.list(names));
    }
    const key = (
      { 'daily-admitted': 'newsAdmitted', 'daily-rejected': 'newsRejected', 'daily-withdrawn': 'newsGone' } as const
    )[news];
    return words.term(key, isCrowd ? words.number(people.length) : words.list(names));
  }

  /** What is shown of where the visitor is: the heading, and what is below it. Also where a page has put words of its own. */
  #place(): Line[] {
    const { shadowRoot, words } = this.#host;
    const said = [...(shadowRoot?.querySelector('[data-said]')?.children ?? [])];
    return said
      .map((child) => {
        const [pages] = child.querySelector('slot')?.assignedElements() ?? [];
        const lang = pages ? (pages.closest('[lang]')?.getAttribute('lang') ?? words.tag) : words.lang();
        return { textContent: textOf(child), lang };
      })
      .filter(({ textContent }) => textContent);
  }

  #forget(people = true): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#placeDue = false;
    this.#letIn = false;
    if (people) for (const each of this.#news.values()) each.clear();
    else if ([...this.#news.values()].some(({ size }) => size > 0)) this.#schedule();
  }
}

function createRegion(): HTMLElement {
  const region = document.createElement('div');
  region.className = 'visually-hidden';
  region.setAttribute('role', 'status');
  region.dataset['voice'] = '';
  return region;
}

function textOf(node: Node): string {
  const nodes = node instanceof HTMLSlotElement ? node.assignedNodes({ flatten: true }) : [...node.childNodes];
  const text = node instanceof Text ? node.data : nodes.map(textOf).join(' ');
  return text.replace(/\s+/g, ' ').trim();
}
