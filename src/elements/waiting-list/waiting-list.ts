import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { CallConsumer } from '../../context/call-consumer.js';
import type { CallSnapshot, Decision, WaitingEntry } from '../../core/call-state.js';
import type { CallStore } from '../../core/call-store.js';
import type { DecisionResult } from '../../core/outcomes.js';
import { reportOn } from '../../events.js';
import { en } from '../../i18n/en.js';
import { completeEnglish } from '../../i18n/registry.js';
import { Announcer } from '../base/announcer.js';
import { ConsumerElement } from '../base/consumer-element.js';
import { headingLevel } from '../base/heading-level.js';
import { html } from '../base/html.js';
import { ignoreRepeats } from '../base/ignore-repeats.js';
import { buttons } from '../styles/buttons.styles.js';
import { fieldStyles } from '../styles/form-control.styles.js';
import { tokens } from '../styles/tokens.styles.js';
import { renderCard } from './card.js';
import { cardStyles } from './card.styles.js';
import { VisibleRows } from './visible-rows.js';
import { decide, decideAll } from '../base/decide.js';
import { PressGuard } from './press-guard.js';
import { RowLabels, type RowLabel } from './row-labels.js';
import { renderGone, renderRow } from './row.js';
import { Ticker } from './ticker.js';
import { listStyles } from './waiting-list.styles.js';

completeEnglish(en);

/** So long somebody counts as having just come, which is to be seen. Milliseconds. */
const NEW_ROW_MS = 1000;

/** So long the row of somebody who waits no longer keeps its place. Milliseconds. */
const DEPARTED_ROW_MS = 1000;

interface Selected {
  readonly waiting: readonly WaitingEntry[];
  readonly canAdmin: boolean;
  readonly joined: boolean;
  readonly isListStale: boolean;
  /** Who is in the call, as long as that is looked at. */
  readonly participants: CallSnapshot['participants'] | undefined;
}

/** Somebody whose row is drawn. */
interface Drawn {
  readonly entry: WaitingEntry;
  readonly called: RowLabel;
  /** Where they are in the list. */
  readonly index: number;
  /** Of somebody who waits no longer: until when the row stays, and how high it was. */
  readonly gone?: { readonly until: number; readonly height: string };
}

/** What is asked before people are decided about of whom some have hardly been seen. */
interface Question {
  readonly decision: Decision;
  /** Those who were meant when it was asked. */
  readonly ids: ReadonlySet<string>;
}

/**
 * Who waits at the door, oldest first, with Allow and Deny for each and for all.
 *
 * It uses the call of the nearest call element above it, of the call element named by `for`, or the one handed to `call`.
 *
 * @tagname daily-waiting-list
 *
 * @slot heading - In place of the heading.
 * @slot empty - In place of what is said while nobody waits.
 *
 * @csspart card - Everything.
 * @csspart heading - The heading.
 * @csspart count - How many wait.
 * @csspart all - The buttons for all, or for those whom a search finds.
 * @csspart question - What is asked before people are decided about who have hardly been seen.
 * @csspart field - Where many wait: the field for finding somebody, with its label.
 * @csspart label - That field's label.
 * @csspart input - That field's input.
 * @csspart search - The same.
 * @csspart list - The list.
 * @csspart row - A person; for a second also one who waits no longer.
 * @csspart avatar - A person's initials.
 * @csspart name - A person's name.
 * @csspart number - Which of several people of the same name it is.
 * @csspart since - How long a person has waited.
 * @csspart button - Any button.
 * @csspart allow - A button that lets in.
 * @csspart deny - A button that turns away.
 * @csspart stale - That the connection is lost, and the list is as it was.
 * @csspart row-error - That a decision did not go through.
 * @csspart empty - What is said while nobody waits.
 *
 * @fires daily-knock - With a handed-over `call`: somebody began to wait.
 * @fires daily-before-admit - With a handed-over `call`: before somebody is let in; cancelable.
 * @fires daily-before-reject - With a handed-over `call`: before somebody is turned away; cancelable.
 * @fires daily-admitted - With a handed-over `call`: somebody was let in.
 * @fires daily-rejected - With a handed-over `call`: somebody was turned away.
 * @fires daily-withdrawn - With a handed-over `call`: somebody went by themselves, or another owner turned them away.
 */
export class DailyWaitingList extends ConsumerElement {
  static override styles = [tokens, buttons, fieldStyles, cardStyles, listStyles];

  /** The level that the heading has among those of the page, 1 to 6. Anything else counts as 2. */
  @property({ attribute: 'heading-level', type: Number, reflect: true, useDefault: true }) headingLevel = 2;

  /** The call whose people are shown. */
  #shown: CallStore | undefined;
  /** Those who are drawn, in order. */
  #drawn: readonly Drawn[] = [];
  /** Those whom the buttons for all mean. */
  #meant: readonly WaitingEntry[] = [];
  #question: Question | undefined;
  /** The question that the focus has been led to. */
  #asked: Question | undefined;
  /** In which row the focus was before the drawing; -1 for elsewhere in here, `undefined` for elsewhere in the page. */
  #focus: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @internal */
  protected override readonly consumer = new CallConsumer<Selected>(
    this,
    (snapshot) => this.#select(snapshot),
    reportOn(this),
  );
  readonly #ticker = new Ticker(this, () => this.consumer.value.waiting.length > 0);
  readonly #labels = new RowLabels(this.words, () => this.requestUpdate());
  readonly #visibleRows = new VisibleRows(() => this.requestUpdate());
  readonly #presses = new PressGuard(this);

  constructor() {
    super();
    ignoreRepeats(this, () => '');
    new Announcer(this, { speaks: () => Boolean(this.call), waiting: () => this.consumer.value.waiting.length });
    this.addEventListener('keydown', this.#onKeydown);
  }

  #select(snapshot: CallSnapshot): Selected {
    const { waiting, canAdmin, meetingState, access, isListStale, participants } = snapshot;
    return {
      waiting,
      canAdmin,
      joined: meetingState === 'joined-meeting' && access !== 'lobby' && access !== 'none',
      isListStale,
      participants: this.#drawn.some(({ gone }) => gone) ? participants : undefined,
    };
  }

  /**
   * Lets people in.
   *
   * @param ids their session ids
   * @returns one result for each; never rejects
   */
  admit(...ids: string[]): Promise<DecisionResult[]> {
    return decide(this.consumer.store, 'admit', ids);
  }

  /**
   * Turns people away.
   *
   * @param ids their session ids
   * @returns one result for each; never rejects
   */
  reject(...ids: string[]): Promise<DecisionResult[]> {
    return decide(this.consumer.store, 'reject', ids);
  }

  /** Lets in exactly the people who are listed now. */
  admitAll(): Promise<DecisionResult[]> {
    return decideAll(this.consumer.store, 'admit');
  }

  /** Turns away exactly the people who are listed now. */
  rejectAll(): Promise<DecisionResult[]> {
    return decideAll(this.consumer.store, 'reject');
  }

  /** Leads to whoever has waited longest, or to the heading while nobody waits. */
  override focus(options?: FocusOptions): void {
    // Not to a button: the next key that is pressed would let somebody in.
    const first = this.shadowRoot?.querySelector<HTMLElement>('li[tabindex]');
    (first ?? this.shadowRoot?.querySelector<HTMLElement>('h2'))?.focus(options);
  }

  /** @internal */
  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#ticker.check();
    // The field itself has what is sought: not everything that fills in a field tells of it.
    const search = this.#search;
    if ((search && this.#visibleRows.setSearch(search.value)) || this.consumer.store !== this.#shown) this.#begin();
    this.#shown = this.consumer.store;
    // An owner who has gone to do something else meanwhile is left alone.
    const active = this.shadowRoot?.activeElement;
    const row = active?.closest('li');
    this.#focus = active ? (row ? this.#rows.indexOf(row) : -1) : undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#visibleRows.watch(undefined);
    clearTimeout(this.#timer);
  }

  /** @internal */
  protected override updated(): void {
    const root = this.shadowRoot;
    this.#visibleRows.watch(root?.querySelector('.end') ?? undefined);
    this.#presses.onDrawn(
      this.#drawn.map(({ entry }) => entry),
      this.#question,
    );
    this.#keepPlaces();
    if (this.#question !== this.#asked && this.#question) root?.querySelector<HTMLElement>('.all')?.focus();
    this.#asked = this.#question;
    if (this.#focus === undefined || root?.activeElement) return;
    // Whatever has taken away what had the focus, nobody is led to a button: the next key that is pressed would let somebody in.
    const isThere = (row: HTMLElement): boolean => row.hasAttribute('tabindex');
    const rows = this.#focus < 0 ? [] : this.#rows;
    const next = rows.slice(this.#focus).find(isThere) ?? rows.findLast(isThere);
    (next ?? root?.querySelector<HTMLElement>('h2'))?.focus();
  }

  get #inCall(): CallSnapshot['participants'] {
    return this.consumer.store?.snapshot.participants ?? {};
  }

  get #rows(): HTMLElement[] {
    return [...(this.shadowRoot?.querySelectorAll('li') ?? [])];
  }

  get #search(): HTMLInputElement | null | undefined {
    return this.shadowRoot?.querySelector('input');
  }

  /** What was asked, and who has just gone, is of no concern any more. */
  #begin(): void {
    this.#question = undefined;
    this.#drawn = [];
  }

  /** Sees to the rows of those who have gone. Style sheets of a page may forbid what is written in the template. */
  #keepPlaces(): void {
    clearTimeout(this.#timer);
    const rows = this.#rows;
    let next = Infinity;
    this.#drawn.forEach(({ gone }, place) => {
      if (!gone) return;
      rows[place]?.style.setProperty('min-block-size', gone.height);
      next = Math.min(next, gone.until);
    });
    // It may be drawn once more after it has left the page.
    if (next < Infinity && this.isConnected)
      this.#timer = setTimeout(() => this.requestUpdate(), next - performance.now());
  }

  /** @internal */
  protected override render(): TemplateResult {
    const { waiting, canAdmin, joined, isListStale } = this.consumer.value;
    const words = this.words;
    const level = headingLevel(this.headingLevel);
    const noOne = canAdmin ? (isListStale ? 'interrupted' : 'nobody') : 'listNoRights';
    const isEmpty = waiting.length === 0;
    this.#labels.use(waiting, this.#inCall);
    if (isEmpty) {
      this.#visibleRows.reset();
      this.#question = undefined;
    }
    if (!canAdmin || !joined) this.#begin();
    const found = this.#visibleRows.find(this.#labels);
    this.#meant = found ? found.map((index) => waiting[index]!) : waiting;
    this.#drawn = this.#pick(found);
    return renderCard(words, {
      level,
      count: isEmpty ? '' : words.count('people', waiting.length),
      all: canAdmin && !isEmpty ? this.#renderAll(found !== undefined) : nothing,
      list: isEmpty && this.#drawn.length === 0 ? undefined : this.#renderList(),
      empty: isEmpty ? words.term(joined ? noOne : 'listNotYet') : undefined,
    });
  }

  /** Those who are to be drawn: of all or those who are found as many as there is room for, and those who have just gone. */
  #pick(found: readonly number[] | undefined): readonly Drawn[] {
    const { waiting } = this.consumer.value;
    const ids = new Set(waiting.map(({ id }) => id));
    const now = performance.now();
    const rows = this.#rows;
    const kept: [place: number, row: Drawn][] = [];
    this.#drawn.forEach((row, place) => {
      if (ids.has(row.entry.id)) return;
      const gone = row.gone ?? { until: now + DEPARTED_ROW_MS, height: heightOf(rows[place]) };
      // When a crowd is let in, those who follow have hardly been drawn.
      if (gone.until > now && kept.length < this.#visibleRows.rows) kept.push([place, { ...row, gone }]);
    });
    const length = Math.min(this.#meant.length, this.#visibleRows.rows);
    const drawn = Array.from({ length }, (_, place): Drawn => {
      const index = found ? found[place]! : place;
      return { entry: waiting[index]!, called: this.#labels.label(index), index };
    });
    for (const [place, row] of kept) drawn.splice(place, 0, row);
    return drawn;
  }

  #renderAll(isSearch: boolean): TemplateResult {
    const words = this.words;
    const { isListStale } = this.consumer.value;
    const asked = this.#askedAbout;
    if (isListStale || asked.length === 0) this.#question = undefined;
    const allow = (text: string, press: (event: MouseEvent) => void): TemplateResult =>
      html`<button type="button" part="button allow" aria-disabled=${isListStale} @click=${press}>${text}</button>`;
    const deny = (text: string, press: (event: MouseEvent) => void): TemplateResult =>
      html`<button type="button" part="button deny" aria-disabled=${isListStale} @click=${press}>${text}</button>`;
    if (this.#question) {
      const isAdmit = this.#question.decision === 'admit';
      const question = words.count(isAdmit ? 'askAllow' : 'askDeny', asked.length);
      return html`<div class="all" part="all" role="group" aria-label=${question} tabindex="-1">
        <p part="question">${question}</p>
        ${isAdmit ? allow(words.term('allow'), this.#onConfirm) : deny(words.term('deny'), this.#onConfirm)}
        <button type="button" part="button" @click=${this.#onDismiss}>${words.term('cancel')}</button>
      </div>`;
    }
    const count = this.#meant.length;
    if (count === 0) return html`<div class="all" part="all"></div>`;
    return html`<div class="all" part="all">
      ${allow(isSearch ? words.count('allowThese', count) : words.term('allowAll'), this.#onAll('admit'))}
      ${deny(isSearch ? words.count('denyThese', count) : words.term('denyAll'), this.#onAll('reject'))}
    </div>`;
  }

  /** Those of whom it was asked who still wait. */
  get #askedAbout(): readonly WaitingEntry[] {
    const ids = this.#question?.ids;
    return ids ? this.consumer.value.waiting.filter(({ id }) => ids.has(id)) : [];
  }

  #renderList(): TemplateResult {
    const { waiting, canAdmin, isListStale } = this.consumer.value;
    const drawn = this.#drawn;
    const shown = drawn.filter(({ gone }) => !gone).length;
    // Whoever has just gone counts: a list gets no other form under somebody's hands.
    const isCrowd = waiting.length > 0 && this.#visibleRows.isCrowd(waiting.length + drawn.length - shown);
    return html`${isListStale ? html`<p class="stale" part="stale">${this.words.term('listStale')}</p>` : nothing}
      ${isCrowd ? this.#renderSearch(this.#meant.length === 0) : nothing}
      <ul part="list" role="list" class=${isCrowd ? 'crowd' : ''}>
        ${repeat(
          drawn,
          ({ entry: { id }, gone }) => (gone ? `gone ${id}` : id),
          ({ entry, called, index, gone }) =>
            gone
              ? renderGone(this.words, { entry, called }, entry.id in this.#inCall)
              : renderRow(this.words, {
                  entry,
                  called,
                  place: isCrowd ? index + 1 : undefined,
                  // Whoever moves up into the part of a crowd that is drawn has not just come.
                  isNew: !this.#visibleRows.isCrowd(waiting.length) && Date.now() - entry.since.getTime() < NEW_ROW_MS,
                  canAdmin,
                  isStale: isListStale,
                  decide: this.#decide,
                }),
        )}
        ${shown === this.#meant.length ? nothing : html`<li class="end" aria-hidden="true"></li>`}
      </ul>`;
  }

  #renderSearch(isVain: boolean): TemplateResult {
    const words = this.words;
    return html`<div class="field" part="field">
      <label for="search" part="label">${words.term('findPerson')}</label>
      <input
        id="search"
        part="input search"
        type="search"
        autocomplete="off"
        spellcheck="false"
        dir="auto"
        @input=${() => this.requestUpdate()}
      />
      ${isVain ? html`<p class="empty" part="empty">${words.term('nobodyFound')}</p>` : nothing}
    </div>`;
  }

  readonly #decide = (decision: Decision, id: string, event: MouseEvent): void => {
    if (this.#presses.allows(event, id)) void this.consumer.store?.decide(decision, [id]);
  };

  readonly #onAll =
    (decision: Decision) =>
    (event: MouseEvent): void => {
      if (!this.#presses.allows(event) || this.consumer.value.isListStale) return;
      const ids = this.#meant.map(({ id }) => id);
      this.requestUpdate();
      // What has been filled in quietly finds others than those who are shown.
      if (this.#search && this.#search.value !== this.#visibleRows.search) return;
      if (this.#presses.haveBeenSeen(ids, event)) void this.consumer.store?.decide(decision, ids);
      else this.#question = { decision, ids: new Set(ids) };
    };

  readonly #onConfirm = (event: MouseEvent): void => {
    if (!this.#question || !this.#presses.allows(event)) return;
    const { decision } = this.#question;
    const ids = this.#askedAbout.map(({ id }) => id);
    this.#dismiss();
    void this.consumer.store?.decide(decision, ids);
  };

  readonly #onDismiss = (event: MouseEvent): void => {
    if (this.#presses.allows(event)) this.#dismiss();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#question) return;
    event.stopPropagation();
    event.preventDefault();
    this.#dismiss();
  };

  #dismiss(): void {
    this.#question = undefined;
    this.requestUpdate();
  }
}

function heightOf(row: HTMLElement | undefined): string {
  return (row && row.ownerDocument.defaultView?.getComputedStyle(row).blockSize) ?? '';
}
