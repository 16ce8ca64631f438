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
import { decide, decideAll } from '../base/decide.js';
import { headingLevel } from '../base/heading-level.js';
import { html } from '../base/html.js';
import { ignoreRepeats } from '../base/ignore-repeats.js';
import { buttons } from '../styles/buttons.styles.js';
import { callStyles } from '../styles/call.styles.js';
import { fieldStyles } from '../styles/form-control.styles.js';
import { tokens } from '../styles/tokens.styles.js';
import { BulkActions } from './bulk-actions.js';
import { renderCard, renderSearch } from './card.js';
import { cardStyles } from './card.styles.js';
import { DepartedRows, type ListRow } from './departed-rows.js';
import { PressGuard } from './press-guard.js';
import { RowFocus } from './row-focus.js';
import { RowLabels } from './row-labels.js';
import { renderDepartedRow, renderRow } from './row.js';
import { Ticker } from './ticker.js';
import { VisibleRows } from './visible-rows.js';
import { listStyles } from './waiting-list.styles.js';

completeEnglish(en);

/** How long a row is marked as new. */
const NEW_ROW_MS = 1000;

interface Selected {
  readonly waiting: readonly WaitingEntry[];
  readonly canAdmin: boolean;
  readonly joined: boolean;
  readonly isListStale: boolean;
  /** Only while rows of people who left are rendered, which say whether these are in the call. */
  readonly participants: CallSnapshot['participants'] | undefined;
}

/**
 * Lists the people who wait to be admitted, oldest first, with Allow and Deny for each person and for all.
 *
 * It uses the call of the nearest call element above it, of the call element named by `for`, or the one set as `call`.
 *
 * @tagname daily-waiting-list
 *
 * @slot heading - Replaces the heading.
 * @slot empty - Replaces the text of the empty list.
 *
 * @csspart card - The whole card.
 * @csspart heading - The heading.
 * @csspart count - The number of people who wait.
 * @csspart all - The buttons for all people, or for the matches of a search.
 * @csspart question - The confirmation of a decision about people who may not have been seen.
 * @csspart field - In a long list: the search field with its label.
 * @csspart label - The label of the search field.
 * @csspart input - The search field itself.
 * @csspart search - The same.
 * @csspart list - The list.
 * @csspart row - A person. A row stays for one second after its person has left.
 * @csspart avatar - A person's initials.
 * @csspart name - A person's name.
 * @csspart number - A person's number among people of the same name.
 * @csspart since - How long a person has waited.
 * @csspart button - Any button.
 * @csspart allow - A button that admits.
 * @csspart deny - A button that denies.
 * @csspart stale - The notice that the connection is lost and the list may be out of date.
 * @csspart row-error - The notice that a decision failed.
 * @csspart empty - The text of the empty list.
 *
 * @fires daily-knock - If `call` is set: a person began to wait.
 * @fires daily-before-admit - If `call` is set: a person is about to be admitted; cancelable.
 * @fires daily-before-reject - If `call` is set: a person is about to be denied; cancelable.
 * @fires daily-admitted - If `call` is set: a person was admitted.
 * @fires daily-rejected - If `call` is set: a person was denied.
 * @fires daily-withdrawn - If `call` is set: a person left, or another owner denied them.
 */
export class DailyWaitingList extends ConsumerElement {
  static override styles = [tokens, buttons, callStyles, fieldStyles, cardStyles, listStyles];

  /** The level of the heading in the page's outline, 1 to 6. Other values count as 2. */
  @property({ attribute: 'heading-level', type: Number, reflect: true, useDefault: true }) headingLevel = 2;

  /** The store whose people were last rendered. */
  #renderedStore: CallStore | undefined;
  #rows: readonly ListRow[] = [];
  /** All who wait, or the matches of a search. */
  #selected: readonly WaitingEntry[] = [];

  /** @internal */
  protected override readonly consumer = new CallConsumer<Selected>(
    this,
    (snapshot) => this.#select(snapshot),
    reportOn(this),
  );
  readonly #ticker = new Ticker(this, () => this.consumer.value.waiting.length > 0);
  readonly #labels = new RowLabels(this.words, () => this.requestUpdate());
  readonly #visibleRows = new VisibleRows(() => this.requestUpdate());
  readonly #departedRows = new DepartedRows(() => this.requestUpdate());
  readonly #rowFocus = new RowFocus(this);
  readonly #presses = new PressGuard(this);
  readonly #bulkActions = new BulkActions(
    this,
    this.#presses,
    () => ({
      ...this.consumer.value,
      selected: this.#selected,
      isSearch: this.#visibleRows.isSearch,
      isCurrent: !this.#search || this.#search.value === this.#visibleRows.search,
    }),
    (decision, ids) => void this.consumer.store?.decide(decision, ids),
  );

  constructor() {
    super();
    ignoreRepeats(this, () => '');
    new Announcer(this, { enabled: () => Boolean(this.call), waiting: () => this.consumer.value.waiting.length });
  }

  #select(snapshot: CallSnapshot): Selected {
    const { waiting, canAdmin, meetingState, access, isListStale, participants } = snapshot;
    return {
      waiting,
      canAdmin,
      joined: meetingState === 'joined-meeting' && access !== 'lobby' && access !== 'none',
      isListStale,
      participants: this.#rows.some(({ departed }) => departed) ? participants : undefined,
    };
  }

  /**
   * Admits people.
   *
   * @param ids - Session ids of people who wait.
   * @returns One result for each id. Never rejects.
   */
  admit(...ids: string[]): Promise<DecisionResult[]> {
    return decide(this.consumer.store, 'admit', ids);
  }

  /**
   * Denies people.
   *
   * @param ids - Session ids of people who wait.
   * @returns One result for each id. Never rejects.
   */
  reject(...ids: string[]): Promise<DecisionResult[]> {
    return decide(this.consumer.store, 'reject', ids);
  }

  /**
   * Admits the people who are listed when it is called, and nobody who knocks later.
   *
   * @returns One result for each person. Never rejects.
   */
  admitAll(): Promise<DecisionResult[]> {
    return decideAll(this.consumer.store, 'admit');
  }

  /**
   * Denies the people who are listed when it is called, and nobody who knocks later.
   *
   * @returns One result for each person. Never rejects.
   */
  rejectAll(): Promise<DecisionResult[]> {
    return decideAll(this.consumer.store, 'reject');
  }

  /** Moves the focus to the first row, or to the heading if nobody waits. */
  override focus(options?: FocusOptions): void {
    this.#rowFocus.enter(options);
  }

  /** @internal */
  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#ticker.check();
    // Read from the field, since scripts and extensions fill it in without an event.
    const search = this.#search;
    if ((search && this.#visibleRows.setSearch(search.value)) || this.consumer.store !== this.#renderedStore)
      this.#reset();
    this.#renderedStore = this.consumer.store;
    this.#rowFocus.save();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#visibleRows.watch(undefined);
    this.#departedRows.stop();
  }

  /** @internal */
  protected override updated(): void {
    const root = this.shadowRoot;
    this.#visibleRows.watch(root?.querySelector('.end') ?? undefined);
    this.#presses.onRendered(
      this.#rows.map(({ entry }) => entry),
      this.#bulkActions.confirmation,
    );
    // An update may come after the element has left the page.
    if (this.isConnected) this.#departedRows.update(this.#rows, this.#rowElements);
    this.#bulkActions.update();
    this.#rowFocus.restore();
  }

  get #inCall(): CallSnapshot['participants'] {
    return this.consumer.store?.snapshot.participants ?? {};
  }

  get #rowElements(): HTMLElement[] {
    return [...(this.shadowRoot?.querySelectorAll('li') ?? [])];
  }

  get #search(): HTMLInputElement | null | undefined {
    return this.shadowRoot?.querySelector('input');
  }

  #reset(): void {
    this.#bulkActions.reset();
    this.#rows = [];
  }

  /** @internal */
  protected override render(): TemplateResult {
    const { waiting, canAdmin, joined, isListStale } = this.consumer.value;
    const words = this.words;
    const emptyText = canAdmin ? (isListStale ? 'interrupted' : 'nobody') : 'listNoRights';
    const isEmpty = waiting.length === 0;
    this.#labels.use(waiting, this.#inCall);
    if (isEmpty) {
      this.#visibleRows.reset();
      this.#bulkActions.reset();
    }
    if (!canAdmin || !joined) this.#reset();
    this.#updateRows();
    return renderCard(words, {
      level: headingLevel(this.headingLevel),
      count: isEmpty ? '' : words.count('people', waiting.length),
      all: canAdmin && !isEmpty ? this.#bulkActions.render() : nothing,
      list: isEmpty && this.#rows.length === 0 ? undefined : this.#renderList(),
      empty: isEmpty ? words.term(joined ? emptyText : 'listNotYet') : undefined,
    });
  }

  #updateRows(): void {
    const { waiting } = this.consumer.value;
    const found = this.#visibleRows.find(this.#labels);
    this.#selected = found ? found.map((index) => waiting[index]!) : waiting;
    const limit = this.#visibleRows.rows;
    const rows = Array.from({ length: Math.min(this.#selected.length, limit) }, (_, place): ListRow => {
      const index = found ? found[place]! : place;
      return { entry: waiting[index]!, label: this.#labels.label(index), index };
    });
    const rendered = { rows: this.#rows, elements: this.#rowElements };
    this.#rows = this.#departedRows.merge(rows, rendered, waiting, limit);
  }

  #renderList(): TemplateResult {
    const { waiting, canAdmin, isListStale } = this.consumer.value;
    const current = this.#rows.filter(({ departed }) => !departed).length;
    // Departed rows count: the list keeps its layout while somebody uses it.
    const isLong = waiting.length > 0 && this.#visibleRows.isLong(waiting.length + this.#rows.length - current);
    // In a long list, rows that scroll into view are not new.
    const newSince = this.#visibleRows.isLong(waiting.length) ? Infinity : Date.now() - NEW_ROW_MS;
    return html`${isListStale ? html`<p class="stale" part="stale">${this.words.term('listStale')}</p>` : nothing}
      ${isLong ? renderSearch(this.words, this.#selected.length === 0, () => this.requestUpdate()) : nothing}
      <ul part="list" role="list" class=${isLong ? 'long' : ''}>
        ${repeat(
          this.#rows,
          ({ entry: { id }, departed }) => (departed ? `departed ${id}` : id),
          ({ entry, label, index, departed }) =>
            departed
              ? renderDepartedRow(this.words, { entry, label }, entry.id in this.#inCall)
              : renderRow(this.words, {
                  entry,
                  label,
                  position: isLong ? index + 1 : undefined,
                  isNew: entry.since.getTime() > newSince,
                  canAdmin,
                  isStale: isListStale,
                  decide: this.#decide,
                }),
        )}
        ${current === this.#selected.length ? nothing : html`<li class="end" aria-hidden="true"></li>`}
      </ul>`;
  }

  readonly #decide = (decision: Decision, id: string, event: MouseEvent): void => {
    if (this.#presses.allows(event, id)) void this.consumer.store?.decide(decision, [id]);
  };
}
