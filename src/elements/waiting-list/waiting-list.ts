import type { DailyCall } from '@daily-co/daily-js';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { CallConsumer } from '../../context/call-consumer.js';
import type { CallSnapshot, Decision, WaitingEntry } from '../../core/call-state.js';
import { displayName, numberNamesakes } from '../../core/display-name.js';
import type { DecisionResult } from '../../core/door.js';
import { reportOn } from '../../events.js';
import { buttons } from '../shared/buttons.styles.js';
import { elapsed } from '../shared/elapsed.js';
import { initials } from '../shared/initials.js';
import type { Localize } from '../shared/localize.js';
import { LocalizedElement } from '../shared/localized-element.js';
import { Ticker } from '../shared/ticker.js';
import { tokens } from '../shared/tokens.styles.js';
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
 * @csspart list - The list.
 * @csspart row - A person.
 * @csspart avatar - A person's initials.
 * @csspart name - A person's name.
 * @csspart number - Which of several people of the same name it is.
 * @csspart since - How long a person has waited.
 * @csspart button - Any button.
 * @csspart allow - A button that lets in.
 * @csspart deny - A button that turns away.
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
export class DailyWaitingList extends LocalizedElement {
  static override styles = [tokens, buttons, listStyles];

  /** The `id` of the root whose call this list shows, as `<label for>` names its field. */
  @property({ reflect: true, useDefault: true }) for = '';
  /** A call of the page's own. */
  @property({ attribute: false }) call: DailyCall | undefined;

  readonly #consumer = new CallConsumer(this, select, reportOn(this));
  readonly #ticker = new Ticker(this, () => this.#consumer.value.waiting.length > 0);
  /** After this person has been decided about, whoever comes next gets the focus. */
  #focusAfter: { id: string; index: number } | undefined;

  /**
   * Lets people in.
   *
   * @param ids their session ids
   * @returns one result for each; never rejects
   */
  admit(...ids: string[]): Promise<DecisionResult[]> {
    return this.#decide('admit', ids);
  }

  /**
   * Turns people away.
   *
   * @param ids their session ids
   * @returns one result for each; never rejects
   */
  reject(...ids: string[]): Promise<DecisionResult[]> {
    return this.#decide('reject', ids);
  }

  /** Lets in exactly the people who are listed now. */
  admitAll(): Promise<DecisionResult[]> {
    return this.#consumer.store?.decideAll('admit') ?? Promise.resolve([]);
  }

  /** Turns away exactly the people who are listed now. */
  rejectAll(): Promise<DecisionResult[]> {
    return this.#consumer.store?.decideAll('reject') ?? Promise.resolve([]);
  }

  /** Leads to whoever has waited longest, or to the heading while nobody waits. */
  override focus(options?: FocusOptions): void {
    const first = this.shadowRoot?.querySelector<HTMLElement>('li .allow');
    (first ?? this.shadowRoot?.querySelector<HTMLElement>('h2'))?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('call') || changed.has('for')) this.#consumer.resolve();
    this.#ticker.check();
    // An owner who has gone to do something else meanwhile is left alone.
    if (!this.shadowRoot?.activeElement) this.#focusAfter = undefined;
  }

  protected override updated(): void {
    const after = this.#focusAfter;
    if (!after || this.#consumer.value.waiting.some((entry) => entry.id === after.id)) return;
    this.#focusAfter = undefined;
    const rows = this.renderRoot.querySelectorAll<HTMLElement>('li .allow');
    const next = rows[Math.min(after.index, rows.length - 1)];
    (next ?? this.renderRoot.querySelector<HTMLElement>('h2'))?.focus();
  }

  protected override render(): TemplateResult {
    const { waiting, canAdmin, joined } = this.#consumer.value;
    const names = waiting.map((entry) => displayName(entry.name) || this.words.term('noName'));
    const numbers = numberNamesakes(names);
    const labels = tellApart(names, numbers, this.words);
    const count = waiting.length;
    return html`<section
      class="card"
      part="card"
      aria-labelledby="heading"
      lang=${this.words.lang()}
      dir=${this.words.dir()}
    >
      <header>
        <h2 id="heading" part="heading" tabindex="-1"><slot name="heading">${this.words.term('listHeading')}</slot></h2>
        <p class="count" part="count" role="status">${count > 0 ? this.words.count('people', count) : ''}</p>
        ${
          count > 0 && canAdmin
            ? html`<div class="all" part="all">
                <button type="button" part="button allow" @click=${this.#onAll('admit')}>
                  ${this.words.term('allowAll')}
                </button>
                <button type="button" part="button deny" @click=${this.#onAll('reject')}>
                  ${this.words.term('denyAll')}
                </button>
              </div>`
            : nothing
        }
      </header>
      ${
        count > 0
          ? html`<ul part="list" role="list">
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
            </ul>`
          : html`<p class="empty" part="empty">
              <slot name="empty"
                >${joined ? (canAdmin ? this.words.term('nobody') : this.words.term('listNoRights')) : this.words.term('listNotYet')}</slot
              >
            </p>`
      }
    </section>`;
  }

  #renderRow(entry: WaitingEntry, index: number, canAdmin: boolean, { name, number, label }: Shown): TemplateResult {
    const busy = entry.status === 'deciding';
    const duration = elapsed(entry.since, Date.now(), this.words.lang());
    const decide = (decision: Decision) => (): void => {
      if (busy) return;
      this.#focusAfter = { id: entry.id, index };
      void this.#decide(decision, [entry.id]);
    };
    return html`<li part="row" aria-busy=${busy} data-status=${entry.status}>
      <span class="avatar" part="avatar" aria-hidden="true">${initials(name)}</span>
      <span class="who">
        <span class="name">
          <bdi part="name">${name}</bdi>
          ${number === undefined ? nothing : html`<span class="number" part="number">${this.words.term('namesake', this.words.number(number))}</span>`}
        </span>
        <span class="since" part="since"
          >${this.#progress(entry) ?? (duration ? this.words.term('waitingFor', duration) : this.words.term('justKnocked'))}</span
        >
      </span>
      ${
        canAdmin
          ? html`<span class="answers">
              <button
                type="button"
                class="allow primary"
                part="button allow"
                aria-label=${this.words.term('allowName', label)}
                aria-disabled=${busy}
                @click=${decide('admit')}
              >
                ${this.words.term('allow')}
              </button>
              <button
                type="button"
                class="deny"
                part="button deny"
                aria-label=${this.words.term('denyName', label)}
                aria-disabled=${busy}
                @click=${decide('reject')}
              >
                ${this.words.term('deny')}
              </button>
            </span>`
          : nothing
      }
      ${entry.status === 'failed' ? html`<p class="failed" part="row-error" role="alert">${this.words.term('decisionFailed')}</p>` : nothing}
    </li>`;
  }

  #progress(entry: WaitingEntry): string | undefined {
    if (entry.status !== 'deciding') return undefined;
    return entry.decision === 'admit' ? this.words.term('admitting') : this.words.term('rejecting');
  }

  readonly #onAll = (decision: Decision) => (): void => {
    const [first] = this.#consumer.value.waiting;
    if (first) this.#focusAfter = { id: first.id, index: 0 };
    void this.#consumer.store?.decideAll(decision);
  };

  #decide(decision: Decision, ids: string[]): Promise<DecisionResult[]> {
    const { store } = this.#consumer;
    if (store) return store.decide(decision, ids);
    return Promise.resolve(ids.map((id) => ({ id, name: '', outcome: 'gone' as const })));
  }
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
