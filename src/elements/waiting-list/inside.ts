import { nothing, type CSSResult, type ReactiveController, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { CallConsumer } from '../../context/call-consumer.js';
import type { CallSnapshot, Decision, WaitingEntry } from '../../core/call-state.js';
import type { CallStore } from '../../core/call-store.js';
import { reportOn } from '../../events.js';
import { en } from '../../i18n/en.js';
import { completeEnglish } from '../../i18n/registry.js';
import { Announcer } from '../base/announcer.js';
import { fieldStyles } from '../styles/form-control.styles.js';
import { headingLevel } from '../base/heading-level.js';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';
import type { LeafInside } from '../base/consumer-element.js';
import { ignoreRepeats } from '../base/ignore-repeats.js';
import { Ticker } from './ticker.js';
import { renderCard } from './card.js';
import { Crowd } from './crowd.js';
import { PressGuard } from './press-guard.js';
import { Roster } from './roster.js';
import { renderRow } from './row.js';
import type { DailyWaitingList } from './waiting-list.js';
import { listStyles } from './waiting-list.styles.js';

interface Selected {
  readonly waiting: readonly WaitingEntry[];
  readonly canAdmin: boolean;
  readonly joined: boolean;
  readonly isListStale: boolean;
}

const select = ({ waiting, canAdmin, meetingState, access, isListStale }: CallSnapshot): Selected => ({
  waiting,
  canAdmin,
  joined: meetingState === 'joined-meeting' && access !== 'lobby' && access !== 'none',
  isListStale,
});

/** What a waiting list shows of a call. */
export class WaitingListInside implements LeafInside, ReactiveController {
  readonly styles: readonly CSSResult[] = [fieldStyles, listStyles];
  readonly #host: DailyWaitingList;
  readonly #words: Localize;
  readonly #consumer: CallConsumer<Selected>;
  readonly #ticker: Ticker;
  readonly #roster: Roster;
  readonly #crowd: Crowd;
  readonly #presses: PressGuard;
  /** Those who are drawn, in order. */
  #drawn: readonly string[] = [];
  /** Where the focus was before the drawing: the row, and which of its buttons. */
  #focus: { row: number; button: string | undefined } | undefined;

  /** @param host the element */
  constructor(host: DailyWaitingList) {
    completeEnglish(en);
    this.#host = host;
    this.#words = host.words;
    this.#consumer = new CallConsumer(host, select, reportOn(host));
    this.#ticker = new Ticker(host, () => this.#consumer.value.waiting.length > 0);
    this.#roster = new Roster(host.words, () => host.requestUpdate());
    this.#crowd = new Crowd(() => host.requestUpdate());
    this.#presses = new PressGuard(host);
    ignoreRepeats(host, () => '');
    new Announcer(host, {
      speaks: () => Boolean(host.call),
      waiting: () => this.#consumer.value.waiting.length,
    });
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
    // The field itself has what is sought: not everything that fills in a field tells of it.
    const search = this.#host.shadowRoot?.querySelector('input');
    if (search) this.#crowd.seek(search.value);
    // An owner who has gone to do something else meanwhile is left alone.
    const active = this.#host.shadowRoot?.activeElement;
    const row = active?.closest('li');
    this.#focus = active
      ? { row: row ? this.#rows.indexOf(row) : 0, button: ['.allow', '.deny'].find((each) => active.matches(each)) }
      : undefined;
  }

  /** @internal */
  hostDisconnected(): void {
    this.#crowd.watch(undefined);
  }

  /** @internal */
  hostUpdated(): void {
    this.#crowd.watch(this.#host.renderRoot.querySelector('.end') ?? undefined);
    this.#presses.onDrawn(this.#drawn);
    const root = this.#host.shadowRoot;
    // Whatever takes a button away, a decision or the person who went: whoever comes next has the same one. Whoever was at
    // another thing is not led to a button: the next key that they press would let somebody in.
    if (!this.#focus || root?.activeElement) return;
    const { row, button } = this.#focus;
    const next = button && this.#rows[Math.min(row, this.#rows.length - 1)]?.querySelector<HTMLElement>(button);
    (next || root?.querySelector<HTMLElement>('h2'))?.focus();
  }

  get #rows(): Element[] {
    return [...(this.#host.shadowRoot?.querySelectorAll('li') ?? [])];
  }

  /** The card with the list. */
  render(): TemplateResult {
    const { waiting, canAdmin, joined, isListStale } = this.#consumer.value;
    const words = this.#words;
    const level = headingLevel(this.#host.headingLevel);
    const noOne = canAdmin ? (isListStale ? 'interrupted' : 'nobody') : 'listNoRights';
    const empty = words.term(joined ? noOne : 'listNotYet');
    this.#roster.use(waiting, this.#consumer.store?.snapshot.participants ?? {});
    this.#drawn = [];
    if (waiting.length === 0) {
      this.#crowd.forget();
      return renderCard(words, { level, empty });
    }
    const all = canAdmin
      ? html`<div class="all" part="all">
          <button type="button" part="button allow" aria-disabled=${isListStale} @click=${this.#onAll('admit')}>
            ${words.term('allowAll')}
          </button>
          <button type="button" part="button deny" aria-disabled=${isListStale} @click=${this.#onAll('reject')}>
            ${words.term('denyAll')}
          </button>
        </div>`
      : nothing;
    return renderCard(words, {
      level,
      count: words.count('people', waiting.length),
      all,
      list: this.#renderList(),
      empty,
    });
  }

  #renderList(): TemplateResult {
    const { waiting, canAdmin, isListStale } = this.#consumer.value;
    const roster = this.#roster;
    const { indices, isWhole } = this.#crowd.pick(roster);
    this.#drawn = indices.map((index) => waiting[index]!.id);
    const isCrowd = this.#crowd.isCrowd(waiting.length);
    return html`${isListStale ? html`<p class="stale" part="stale">${this.#words.term('listStale')}</p>` : nothing}
      ${isCrowd ? this.#renderSearch(indices.length === 0) : nothing}
      <ul part="list" role="list" class=${isCrowd ? 'crowd' : ''}>
        ${repeat(
          indices,
          (index) => waiting[index]!.id,
          (index) =>
            renderRow(this.#words, {
              entry: waiting[index]!,
              called: roster.called(index),
              place: isCrowd ? index + 1 : undefined,
              canAdmin,
              isStale: isListStale,
              decide: this.#decide,
            }),
        )}
        ${isWhole ? nothing : html`<li class="end" aria-hidden="true"></li>`}
      </ul>`;
  }

  #renderSearch(isVain: boolean): TemplateResult {
    const words = this.#words;
    return html`<div class="field" part="field">
      <label for="search" part="label">${words.term('findPerson')}</label>
      <input
        id="search"
        part="input search"
        type="search"
        autocomplete="off"
        spellcheck="false"
        dir="auto"
        @input=${() => this.#host.requestUpdate()}
      />
      ${isVain ? html`<p class="empty" part="empty">${words.term('nobodyFound')}</p>` : nothing}
    </div>`;
  }

  readonly #decide = (decision: Decision, id: string, event: MouseEvent): void => {
    if (this.#presses.allows(event, id)) void this.#consumer.store?.decide(decision, [id]);
  };

  readonly #onAll =
    (decision: Decision) =>
    (event: MouseEvent): void => {
      if (this.#presses.allows(event) && !this.#consumer.value.isListStale)
        void this.#consumer.store?.decideAll(decision);
    };
}

/**
 * Makes the inside of an element.
 *
 * @param host the element
 */
export const open = (host: DailyWaitingList): WaitingListInside => new WaitingListInside(host);
