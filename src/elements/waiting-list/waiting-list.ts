import { type CSSResult, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { CallConsumer } from '../../context/call-consumer.js';
import type { CallSnapshot, Decision, WaitingEntry } from '../../core/call-state.js';
import type { CallStore } from '../../core/call-store.js';
import type { LobbyChannel } from '../../core/lobby-channel.js';
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
import { Lazy } from '../base/lazy.js';
import { avatarStyles } from '../styles/avatar.styles.js';
import { buttons } from '../styles/buttons.styles.js';
import { callStyles } from '../styles/call.styles.js';
import { fieldStyles } from '../styles/field.styles.js';
import { tokens } from '../styles/tokens.styles.js';
import { BulkActions } from './bulk-actions.js';
import { renderAutoAdmit, renderCard, renderSearch } from './card.js';
import { listCardStyles } from './card.styles.js';
import { DepartedRows, type ListRow } from './departed-rows.js';
import type { MessageBox } from './message-box.js';
import { PressGuard } from './press-guard.js';
import { buttonLabel } from './row.js';
import { RowFocus } from './row-focus.js';
import { RowLabels } from './row-labels.js';
import { renderRows, staysStill } from './rows.js';
import { Sheet } from './sheet.js';
import { sheetStyles } from './sheet.styles.js';
import { Ticker } from './ticker.js';
import { VisibleRows } from './visible-rows.js';
import { listStyles } from './waiting-list.styles.js';

completeEnglish(en);

/** The box to write to those who wait, for pages with a channel. */
const messageBoxModule = new Lazy(() => import('./message-box.js'));

interface Selected {
  readonly waiting: readonly WaitingEntry[];
  readonly canAdmin: boolean;
  readonly autoAdmit: boolean | undefined;
  readonly joined: boolean;
  readonly isListStale: boolean;
  readonly channel: LobbyChannel | undefined;
  /** The ids of those who left, have a row still, and are in the call. */
  readonly letIn: string;
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
 * @slot foot - In the foot of the card.
 *
 * @csspart card - The whole card.
 * @csspart heading - The heading.
 * @csspart auto-admit - In the list of a `<daily-owner-room>`: the switch that lets everybody in.
 * @csspart auto-admit-text - What the switch does.
 * @csspart count - The number of people who wait; in words in a narrow list without buttons for all.
 * @csspart all - The buttons for all people, or for the matches of a search.
 * @csspart messages - With a channel: the box to write to those who wait, or the button that opens it.
 * @csspart message-form - The open box.
 * @csspart message - The field for the message.
 * @csspart phrases - The ready phrases.
 * @csspart phrase - A ready phrase.
 * @csspart delivery - Whether the message was delivered.
 * @csspart send - The button that sends the message.
 * @csspart write - A button to write to all, or to a person.
 * @csspart write-all - The button to write to all, or to the matches of a search.
 * @csspart question - The confirmation of a decision about people who may not have been seen.
 * @csspart field - In a long list: the search field with its label.
 * @csspart label - The label of a field: of the search, or of the message.
 * @csspart input - A field itself.
 * @csspart search - The search field.
 * @csspart list - The list.
 * @csspart row - A person. A row stays for one second after its person has left.
 * @csspart avatar - A person's initials.
 * @csspart name - A person's name.
 * @csspart note - What a person wrote with the knock.
 * @csspart number - A person's number among people of the same name.
 * @csspart since - How long a person has waited.
 * @csspart button - Any button.
 * @csspart primary - Allow for a person, Allow in the confirmation, and Send.
 * @csspart allow - A button that admits.
 * @csspart deny - A button that denies.
 * @csspart allow-all - The button that admits all, or the matches of a search. It also has the part `allow`.
 * @csspart deny-all - The button that denies all, or the matches of a search. It also has the part `deny`.
 * @csspart stale - The notice that the connection is lost and the list may be out of date.
 * @csspart row-error - The notice that a decision failed.
 * @csspart empty - The text of the empty list.
 * @csspart bar - In a narrow `<daily-owner-room>`, in place of the card: the person who has waited longest.
 * @csspart show-all - The button in the bar that opens the sheet.
 * @csspart sheet - The sheet with the card.
 *
 * @fires daily-knock - If `call` is set: a person began to wait.
 * @fires daily-before-admit - If `call` is set: a person is about to be admitted; cancelable.
 * @fires daily-before-reject - If `call` is set: a person is about to be denied; cancelable.
 * @fires daily-admitted - If `call` is set: a person was admitted.
 * @fires daily-rejected - If `call` is set: a person was denied.
 * @fires daily-withdrawn - If `call` is set: a person left, or another owner denied them.
 */
export class DailyWaitingList extends ConsumerElement {
  static override styles = [
    tokens,
    buttons,
    callStyles,
    fieldStyles,
    avatarStyles,
    listCardStyles,
    listStyles,
    sheetStyles,
  ];

  /** The level of the heading in the page's outline, 1 to 6. Other values count as 2. */
  @property({ attribute: 'heading-level', type: Number, reflect: true, useDefault: true }) headingLevel = 2;
  /** @internal Whether it is a bar that opens a sheet. Set by the owner's element where it is narrow. */
  @property({ attribute: false }) compact = false;

  /** The store whose people were last rendered. */
  #renderedStore: CallStore | undefined;
  #rows: readonly ListRow[] = [];
  /** All who wait, or the matches of a search. */
  #selected: readonly WaitingEntry[] = [];
  /** Whether only a part of the list is rendered. It stays until the rows of those who left have gone, so that nothing moves. */
  #isLong = false;
  /** Whether rows come and go without motion. */
  #isStill = false;

  /** @internal */
  protected override readonly consumer = new CallConsumer<Selected>(
    this,
    (snapshot) => this.#select(snapshot),
    reportOn(this),
  );
  readonly #ticker = new Ticker(this, () => this.consumer.value.waiting.length > 0);
  readonly #labels = new RowLabels(this.words, () => this.requestUpdate());
  readonly #visibleRows = new VisibleRows(() => this.requestUpdate());
  readonly #departedRows = new DepartedRows(
    (id) => this.consumer.store?.pendingDecision(id),
    () => this.requestUpdate(),
  );
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

  readonly #sheet = new Sheet(this, this.#presses, () => this.#rowFocus.enter());
  readonly #announcer: Announcer;
  #messageBox: MessageBox | undefined;
  #wasAutoAdmit: boolean | undefined;

  constructor() {
    super();
    ignoreRepeats(this, () => '');
    this.#announcer = new Announcer(this, {
      // In a small window, the owner's element repeats its events here.
      enabled: () => Boolean(this.call) || this.ownerDocument !== document,
      waiting: () => this.consumer.value.waiting.length,
    });
  }

  #select(snapshot: CallSnapshot): Selected {
    const { waiting, canAdmin, autoAdmit, meetingState, access, isListStale, channel, participants } = snapshot;
    return {
      waiting,
      canAdmin,
      autoAdmit,
      joined: meetingState === 'joined-meeting' && access !== 'lobby' && access !== 'none',
      isListStale,
      channel,
      letIn: this.#departed
        .filter(({ entry }) => entry.id in participants)
        .map(({ entry }) => entry.id)
        .join(),
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

  /** @internal Whether the sheet is open. */
  get isSheetOpen(): boolean {
    return this.#sheet.isOpen;
  }

  /** Whether only the bar is shown. */
  get #isBar(): boolean {
    return this.compact && !this.#sheet.isOpen;
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
    const { store } = this.consumer;
    if (search && this.#visibleRows.setSearch(search.value)) this.#reset();
    if (store !== this.#renderedStore) {
      this.#reset();
      this.#messageBox?.reset();
    }
    this.#renderedStore = store;
    if (!this.compact) this.#sheet.reset();
    const { channel, canAdmin, joined } = this.consumer.value;
    if (channel && canAdmin && joined && !this.#messageBox) this.#loadMessageBox();
    this.#rowFocus.save();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#visibleRows.watch(undefined);
    this.#departedRows.stop();
    if (!this.#sheet.isOpen) return;
    // A dialog that is moved in the page is modal no more.
    this.#sheet.reset();
    this.requestUpdate();
  }

  /** @internal */
  protected override updated(): void {
    const root = this.shadowRoot;
    this.#visibleRows.watch(root?.querySelector('.end') ?? undefined);
    const { waiting, isListStale } = this.consumer.value;
    this.#presses.onRendered(
      this.#rows.map(({ entry }) => entry),
      {
        layout: this.#isBar ? 'bar' : this.compact ? 'sheet' : 'list',
        confirmation: this.#bulkActions.confirmation,
        isStale: isListStale,
        isEmpty: waiting.length === 0,
      },
    );
    // An update may come after the element has left the page.
    if (this.isConnected) this.#departedRows.update(this.#rows);
    this.#bulkActions.update();
    this.#messageBox?.update();
    this.#rowFocus.restore();
    if (this.isConnected) this.#sheet.update();
    this.#announceAutoAdmit();
  }

  /** In a small window, where the announcements of the owner's element are not heard. */
  #announceAutoAdmit(): void {
    const { autoAdmit } = this.consumer.value;
    const was = this.#wasAutoAdmit;
    this.#wasAutoAdmit = autoAdmit;
    if (this.ownerDocument === document || was === undefined || autoAdmit === undefined || was === autoAdmit) return;
    this.#announcer.announce('auto-admit', this.words.term(autoAdmit ? 'autoAdmitOn' : 'autoAdmitOff'));
  }

  get #inCall(): CallSnapshot['participants'] {
    return this.consumer.store?.snapshot.participants ?? {};
  }

  /** The rows of people who left. */
  get #departed(): readonly ListRow[] {
    return this.#rows.filter(({ departed }) => departed);
  }

  get #search(): HTMLInputElement | null | undefined {
    return this.shadowRoot?.querySelector<HTMLInputElement>('#search');
  }

  /** @internal */
  protected override get moreStyles(): readonly CSSResult[] {
    const box = this.#messageBox && messageBoxModule.now;
    return box ? [box.MessageBox.styles] : [];
  }

  /** After a failure the next change tries again. */
  #loadMessageBox(): void {
    const begin = ({ MessageBox }: NonNullable<typeof messageBoxModule.now>): void => {
      this.#messageBox ??= new MessageBox(
        this,
        () => ({
          waiting: this.consumer.value.waiting,
          selected: this.#selected,
          isSearch: this.#visibleRows.isSearch,
          labelOf: this.#labelOf,
        }),
        (text, ids) =>
          this.consumer.store?.sendMessage(text, ids) ?? Promise.reject(new TypeError('There is no call.')),
      );
      this.requestUpdate();
    };
    messageBoxModule.load().then(begin, () => {});
  }

  readonly #labelOf = (id: string): string | undefined => {
    const index = this.consumer.value.waiting.findIndex((entry) => entry.id === id);
    return index < 0 ? undefined : buttonLabel(this.words, this.#labels.label(index), 'write');
  };

  #reset(): void {
    this.#bulkActions.reset();
    this.#rows = [];
  }

  /** @internal */
  protected override render(): TemplateResult {
    const { waiting, canAdmin, autoAdmit, joined, isListStale, channel } = this.consumer.value;
    const words = this.words;
    const isEmpty = waiting.length === 0;
    const level = headingLevel(this.headingLevel);
    this.#labels.use(waiting, this.#inCall);
    if (isEmpty || this.#isBar) {
      this.#visibleRows.reset();
      this.#bulkActions.reset();
    }
    if (!canAdmin || !joined) {
      this.#reset();
      this.#messageBox?.reset();
    }
    this.#updateRows();
    const rest = autoAdmit ? 'autoAdmitOn' : 'nobody';
    const emptyText = canAdmin ? (isListStale ? 'interrupted' : rest) : 'listNoRights';
    const empty = isEmpty ? words.term(joined ? emptyText : 'listNotYet') : undefined;
    if (this.#isBar) {
      const content = this.#rows.length > 0 ? this.#renderRows() : html`<p class="empty" part="empty">${empty}</p>`;
      return this.#sheet.renderBar({ level, count: waiting.length, content });
    }
    const hasSwitch = canAdmin && joined && autoAdmit !== undefined;
    const card = renderCard(words, {
      level,
      count: waiting.length,
      close: this.compact ? this.#sheet.renderClose() : undefined,
      all: canAdmin && !isEmpty ? this.#bulkActions.render() : nothing,
      list: isEmpty && this.#rows.length === 0 ? undefined : this.#renderList(),
      empty,
      messages: channel && canAdmin && joined ? this.#messageBox?.render() : undefined,
      autoAdmit: hasSwitch ? renderAutoAdmit(words, autoAdmit, autoAdmit && isEmpty, this.#onAutoAdmit) : nothing,
    });
    return this.compact ? this.#sheet.renderSheet(card) : card;
  }

  #updateRows(): void {
    const { waiting } = this.consumer.value;
    const found = this.#visibleRows.find(this.#labels);
    this.#selected = found ? found.map((index) => waiting[index]!) : waiting;
    const limit = this.#isBar ? 1 : this.#visibleRows.rows;
    const rows = this.#selected
      .slice(0, limit)
      .map((entry, place): ListRow => ({ entry, label: this.#labels.label(found ? found[place]! : place) }));
    // The next person comes when the row of one who left has gone. Once nobody waits in a long list, no button is left that could move.
    const rendered = this.#isLong && waiting.length === 0 ? [] : this.#rows;
    this.#rows = this.#departedRows.merge(rows, rendered, waiting).slice(0, limit);
    const departed = this.#departed.length;
    this.#isLong =
      !this.#isBar && (this.#visibleRows.isLong(waiting.length + departed) || (this.#isLong && departed > 0));
    this.#isStill = this.#isLong || staysStill(this.#rows, this.#isStill);
  }

  #renderList(): TemplateResult {
    const hasNoMatch = this.#visibleRows.isSearch && this.#selected.length === 0;
    const search = (): TemplateResult => renderSearch(this.words, hasNoMatch, () => this.requestUpdate());
    return html`${this.consumer.value.isListStale ? html`<p class="stale" part="stale">${this.words.term('listStale')}</p>` : nothing}
    ${this.#isLong ? search() : nothing} ${this.#renderRows()}`;
  }

  #renderRows(): TemplateResult {
    const { canAdmin, isListStale, channel } = this.consumer.value;
    const isBar = this.#isBar;
    const current = this.#rows.length - this.#departed.length;
    return renderRows(this.words, {
      rows: this.#rows,
      inCall: this.#inCall,
      isLong: this.#isLong,
      isStill: this.#isStill,
      hasMore: !isBar && current < this.#selected.length,
      isBar,
      canAdmin,
      isStale: isListStale,
      decide: this.#decide,
      write: channel && this.#messageBox && !isBar ? this.#write : undefined,
    });
  }

  readonly #onAutoAdmit = (event: MouseEvent): void => {
    if (this.#presses.allows(event)) this.consumer.store?.autoAdmit.set(!this.consumer.value.autoAdmit);
  };

  readonly #write = (id: string, event: MouseEvent): void => {
    if (this.#presses.allows(event, id)) this.#messageBox?.open(id);
  };

  readonly #decide = (decision: Decision, id: string, event: MouseEvent): void => {
    if (this.#presses.allows(event, id)) void this.consumer.store?.decide(decision, [id]);
  };
}
