import { html, nothing, type CSSResult, type ReactiveController, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { CallConsumer } from '../../context/call-consumer.js';
import type { CallSnapshot, Decision, WaitingEntry } from '../../core/call-state.js';
import { displayName, numberNamesakes } from '../../core/display-name.js';
import type { CallStore } from '../../core/call-store.js';
import { reportOn } from '../../events.js';
import { en } from '../../i18n/en.js';
import { completeEnglish } from '../../i18n/registry.js';
import { elapsed } from '../shared/elapsed.js';
import { initials } from '../shared/initials.js';
import type { Localize } from '../shared/localize.js';
import type { LeafInside } from '../shared/leaf-element.js';
import { Ticker } from '../shared/ticker.js';
import { renderCard } from './card.js';
import type { DailyWaitingList } from './waiting-list.js';
import { listStyles } from './waiting-list.styles.js';

interface Selected {
  readonly waiting: readonly WaitingEntry[];
  readonly canAdmin: boolean;
  readonly joined: boolean;
}

/** How a person is called in a row. */
interface Shown {
  readonly name: string;
  /** Which of several people of the same name it is. */
  readonly number: number | undefined;
  /** What the buttons call them. */
  readonly label: string;
}

const select = ({ waiting, canAdmin, meetingState, access }: CallSnapshot): Selected => ({
  waiting,
  canAdmin,
  joined: meetingState === 'joined-meeting' && access !== 'lobby' && access !== 'none',
});

/** What a waiting list shows of a call. */
export class WaitingListInside implements LeafInside, ReactiveController {
  readonly styles: readonly CSSResult[] = [listStyles];
  readonly #host: DailyWaitingList;
  readonly #words: Localize;
  readonly #consumer: CallConsumer<Selected>;
  readonly #ticker: Ticker;
  /** After this person has been decided about, whoever comes next gets the focus. */
  #focusAfter: { id: string; index: number } | undefined;

  /** @param host the element */
  constructor(host: DailyWaitingList) {
    completeEnglish(en);
    this.#host = host;
    this.#words = host.words;
    this.#consumer = new CallConsumer(host, select, reportOn(host));
    this.#ticker = new Ticker(host, () => this.#consumer.value.waiting.length > 0);
    host.addController(this);
  }

  /** The store that is shown. */
  get store(): CallStore | undefined {
    return this.#consumer.store;
  }

  /** Looks for the call again: `call` or `for` has changed. */
  resolve(): void {
    this.#consumer.resolve();
  }

  /** @internal */
  hostUpdate(): void {
    this.#ticker.check();
    // An owner who has gone to do something else meanwhile is left alone.
    if (!this.#host.shadowRoot?.activeElement) this.#focusAfter = undefined;
  }

  /** @internal */
  hostUpdated(): void {
    const after = this.#focusAfter;
    if (!after || this.#consumer.value.waiting.some((entry) => entry.id === after.id)) return;
    this.#focusAfter = undefined;
    const root = this.#host.renderRoot;
    const rows = root.querySelectorAll<HTMLElement>('li .allow');
    const next = rows[Math.min(after.index, rows.length - 1)];
    (next ?? root.querySelector<HTMLElement>('h2'))?.focus();
  }

  /** The card with the list. */
  render(): TemplateResult {
    const { waiting, canAdmin, joined } = this.#consumer.value;
    const words = this.#words;
    const empty = words.term(joined ? (canAdmin ? 'nobody' : 'listNoRights') : 'listNotYet');
    if (waiting.length === 0) return renderCard(words, { empty });
    const all = canAdmin
      ? html`<div class="all" part="all">
          <button type="button" part="button allow" @click=${this.#onAll('admit')}>${words.term('allowAll')}</button>
          <button type="button" part="button deny" @click=${this.#onAll('reject')}>${words.term('denyAll')}</button>
        </div>`
      : nothing;
    return renderCard(words, { count: words.count('people', waiting.length), all, list: this.#renderList(), empty });
  }

  #renderList(): TemplateResult {
    const { waiting, canAdmin } = this.#consumer.value;
    const names = waiting.map((entry) => displayName(entry.name) || this.#words.term('noName'));
    const numbers = numberNamesakes(names);
    const labels = tellApart(names, numbers, this.#words);
    return html`<ul part="list" role="list">
      ${repeat(
        waiting,
        (entry) => entry.id,
        (entry, index) =>
          this.#renderRow(entry, index, canAdmin, {
            name: names[index] ?? '',
            number: numbers[index],
            label: labels[index] ?? '',
          }),
      )}
    </ul>`;
  }

  #renderRow(entry: WaitingEntry, index: number, canAdmin: boolean, { name, number, label }: Shown): TemplateResult {
    const busy = entry.status === 'deciding';
    const duration = elapsed(entry.since, Date.now(), this.#words.lang());
    const decide = (decision: Decision) => (): void => {
      if (busy) return;
      this.#focusAfter = { id: entry.id, index };
      void this.#consumer.store?.decide(decision, [entry.id]);
    };
    return html`<li part="row" aria-busy=${busy} data-status=${entry.status}>
      <span class="avatar" part="avatar" aria-hidden="true">${initials(name, this.#words.lang())}</span>
      <span class="who">
        <span class="name">
          <bdi part="name">${name}</bdi>
          ${number === undefined ? nothing : html`<span class="number" part="number">${this.#words.term('namesake', this.#words.number(number))}</span>`}
        </span>
        <span class="since" part="since"
          >${this.#progress(entry) ?? (duration ? this.#words.term('waitingFor', duration) : this.#words.term('justKnocked'))}</span
        >
      </span>
      ${
        canAdmin
          ? html`<span class="answers">
              <button
                type="button"
                class="allow primary"
                part="button allow"
                aria-label=${this.#words.term('allowName', label)}
                aria-disabled=${busy}
                @click=${decide('admit')}
              >
                ${this.#words.term('allow')}
              </button>
              <button
                type="button"
                class="deny"
                part="button deny"
                aria-label=${this.#words.term('denyName', label)}
                aria-disabled=${busy}
                @click=${decide('reject')}
              >
                ${this.#words.term('deny')}
              </button>
            </span>`
          : nothing
      }
      ${entry.status === 'failed' ? html`<p class="failed" part="row-error" role="alert">${this.#words.term('decisionFailed')}</p>` : nothing}
    </li>`;
  }

  #progress(entry: WaitingEntry): string | undefined {
    if (entry.status !== 'deciding') return undefined;
    return entry.decision === 'admit' ? this.#words.term('admitting') : this.#words.term('rejecting');
  }

  readonly #onAll = (decision: Decision) => (): void => {
    const [first] = this.#consumer.value.waiting;
    if (first) this.#focusAfter = { id: first.id, index: 0 };
    void this.#consumer.store?.decideAll(decision);
  };
}

/**
 * What buttons call people: each otherwise, and nobody so that their button sounds like one for all. Whoever names
 * themselves as this list would name another is told apart as well.
 */
function tellApart(names: readonly string[], numbers: readonly (number | undefined)[], words: Localize): string[] {
  const labels = names.map((name, index) => {
    const number = numbers[index];
    const label = soundsLikeAll(name, words) ? words.term('guestNamed', name) : name;
    return numbered(label, number, words);
  });
  const again = numberNamesakes(labels);
  return labels.map((label, index) => numbered(label, again[index], words));
}

function numbered(label: string, number: number | undefined, words: Localize): string {
  return number === undefined ? label : words.list([label, words.term('namesake', words.number(number))], 'unit');
}

function soundsLikeAll(name: string, words: Localize): boolean {
  // Neither punctuation nor what isolates a name is heard.
  const sound = (text: string): string =>
    text
      .replace(/[\p{P}\p{Cf}\s]+/gu, ' ')
      .trim()
      .toLocaleLowerCase();
  const same = (a: string, b: string): boolean => sound(a) === sound(b);
  return (
    same(words.term('allowName', name), words.term('allowAll')) ||
    same(words.term('denyName', name), words.term('denyAll'))
  );
}

/**
 * Makes the inside of an element.
 *
 * @param host the element
 */
export const open = (host: DailyWaitingList): WaitingListInside => new WaitingListInside(host);
