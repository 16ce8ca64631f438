import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { CallConsumer } from '../../context/call-consumer.js';
import type { CallSnapshot, Decision, WaitingEntry } from '../../core/call-state.js';
import type { DecisionResult } from '../../core/waiting-room.js';
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
import { Crowd } from './crowd.js';
import { decide, decideAll } from '../base/decide.js';
import { PressGuard } from './press-guard.js';
import { Roster } from './roster.js';
import { renderRow } from './row.js';
import { Ticker } from './ticker.js';
import { listStyles } from './waiting-list.styles.js';

completeEnglish(en);

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

/**
 * Who waits at the door, oldest first, with Allow and Deny for each and for all.
 *
 * It uses the call of the nearest root above it, of the root named by `for`, or the one handed to `call`.
 *
 * @tagname daily-waiting-list
 *
 * @slot heading - In place of the heading.
 * @slot empty - In place of what is said while nobody waits.
 *
 * @csspart card - Everything.
 * @csspart heading - The heading.
 * @csspart count - How many wait.
 * @csspart all - The buttons for all.
 * @csspart field - Where many wait: the field for finding somebody, with its label.
 * @csspart label - That field's label.
 * @csspart input - That field's input.
 * @csspart search - The same.
 * @csspart list - The list.
 * @csspart row - A person.
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

  protected override readonly consumer = new CallConsumer(this, select, reportOn(this));
  readonly #ticker = new Ticker(this, () => this.consumer.value.waiting.length > 0);
  readonly #roster = new Roster(this.words, () => this.requestUpdate());
  readonly #crowd = new Crowd(() => this.requestUpdate());
  readonly #presses = new PressGuard(this);
  /** Those who are drawn, in order. */
  #drawn: readonly string[] = [];
  /** Where the focus was before the drawing: the row, and which of its buttons. */
  #focus: { row: number; button: string | undefined } | undefined;

  constructor() {
    super();
    ignoreRepeats(this, () => '');
    new Announcer(this, { speaks: () => Boolean(this.call), waiting: () => this.consumer.value.waiting.length });
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
    const first = this.shadowRoot?.querySelector<HTMLElement>('li .allow');
    (first ?? this.shadowRoot?.querySelector<HTMLElement>('h2'))?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#ticker.check();
    // The field itself has what is sought: not everything that fills in a field tells of it.
    const search = this.shadowRoot?.querySelector('input');
    if (search) this.#crowd.seek(search.value);
    // An owner who has gone to do something else meanwhile is left alone.
    const active = this.shadowRoot?.activeElement;
    const row = active?.closest('li');
    this.#focus = active
      ? { row: row ? this.#rows.indexOf(row) : 0, button: ['.allow', '.deny'].find((each) => active.matches(each)) }
      : undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#crowd.watch(undefined);
  }

  protected override updated(): void {
    this.#crowd.watch(this.renderRoot.querySelector('.end') ?? undefined);
    this.#presses.onDrawn(this.#drawn);
    const root = this.shadowRoot;
    // Whatever takes a button away, a decision or the person who went: whoever comes next has the same one. Whoever was at
    // another thing is not led to a button: the next key that they press would let somebody in.
    if (!this.#focus || root?.activeElement) return;
    const { row, button } = this.#focus;
    const next = button && this.#rows[Math.min(row, this.#rows.length - 1)]?.querySelector<HTMLElement>(button);
    (next || root?.querySelector<HTMLElement>('h2'))?.focus();
  }

  get #rows(): Element[] {
    return [...(this.shadowRoot?.querySelectorAll('li') ?? [])];
  }

  protected override render(): TemplateResult {
    const { waiting, canAdmin, joined, isListStale } = this.consumer.value;
    const words = this.words;
    const level = headingLevel(this.headingLevel);
    const noOne = canAdmin ? (isListStale ? 'interrupted' : 'nobody') : 'listNoRights';
    const empty = words.term(joined ? noOne : 'listNotYet');
    this.#roster.use(waiting, this.consumer.store?.snapshot.participants ?? {});
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
    const { waiting, canAdmin, isListStale } = this.consumer.value;
    const roster = this.#roster;
    const { indices, isWhole } = this.#crowd.pick(roster);
    this.#drawn = indices.map((index) => waiting[index]!.id);
    const isCrowd = this.#crowd.isCrowd(waiting.length);
    return html`${isListStale ? html`<p class="stale" part="stale">${this.words.term('listStale')}</p>` : nothing}
      ${isCrowd ? this.#renderSearch(indices.length === 0) : nothing}
      <ul part="list" role="list" class=${isCrowd ? 'crowd' : ''}>
        ${repeat(
          indices,
          (index) => waiting[index]!.id,
          (index) =>
            renderRow(this.words, {
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
      if (this.#presses.allows(event) && !this.consumer.value.isListStale)
        void this.consumer.store?.decideAll(decision);
    };
}
