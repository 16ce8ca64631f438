import type { DailyCall } from '@daily-co/daily-js';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { CallConsumer } from '../../context/call-consumer.js';
import type { CallSnapshot, Decision, WaitingEntry } from '../../core/call-state.js';
import { displayName, numberNamesakes } from '../../core/display-name.js';
import type { DecisionResult } from '../../core/door.js';
import { reportOn } from '../../events.js';
import { en } from '../../i18n/en.js';
import { buttons } from '../shared/buttons.styles.js';
import { elapsed } from '../shared/elapsed.js';
import { initials } from '../shared/initials.js';
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
export class DailyWaitingList extends LitElement {
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
    const names = waiting.map((entry) => displayName(entry.name) || en.noName);
    const numbers = numberNamesakes(names);
    const labels = tellApart(names, numbers);
    const count = waiting.length;
    return html`<section class="card" part="card" aria-labelledby="heading">
      <header>
        <h2 id="heading" part="heading" tabindex="-1"><slot name="heading">${en.listHeading}</slot></h2>
        <p class="count" part="count" role="status">${count > 0 ? en.people(count) : ''}</p>
        ${
          count > 0 && canAdmin
            ? html`<div class="all" part="all">
                <button type="button" part="button allow" @click=${this.#onAll('admit')}>${en.allowAll}</button>
                <button type="button" part="button deny" @click=${this.#onAll('reject')}>${en.denyAll}</button>
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
              <slot name="empty">${joined ? (canAdmin ? en.nobody : en.listNoRights) : en.listNotYet}</slot>
            </p>`
      }
    </section>`;
  }

  #renderRow(entry: WaitingEntry, index: number, canAdmin: boolean, { name, number, label }: Shown): TemplateResult {
    const busy = entry.status === 'deciding';
    const locale = this.#locale;
    const duration = elapsed(entry.since, Date.now(), locale);
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
          ${number === undefined ? nothing : html`<span class="number" part="number">${en.namesake(number)}</span>`}
        </span>
        <span class="since" part="since"
          >${this.#progress(entry) ?? (duration ? en.waitingFor(duration) : en.justKnocked)}</span
        >
      </span>
      ${
        canAdmin
          ? html`<span class="answers">
              <button
                type="button"
                class="allow primary"
                part="button allow"
                aria-label=${en.allowName(label)}
                aria-disabled=${busy}
                @click=${decide('admit')}
              >
                ${en.allow}
              </button>
              <button
                type="button"
                class="deny"
                part="button deny"
                aria-label=${en.denyName(label)}
                aria-disabled=${busy}
                @click=${decide('reject')}
              >
                ${en.deny}
              </button>
            </span>`
          : nothing
      }
      ${entry.status === 'failed' ? html`<p class="failed" part="row-error" role="alert">${en.decisionFailed}</p>` : nothing}
    </li>`;
  }

  #progress(entry: WaitingEntry): string | undefined {
    if (entry.status !== 'deciding') return undefined;
    return entry.decision === 'admit' ? en.admitting : en.rejecting;
  }

  get #locale(): string {
    return this.closest('[lang]')?.getAttribute('lang') || document.documentElement.lang || 'en';
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
function tellApart(names: readonly string[], numbers: readonly (number | undefined)[]): string[] {
  const labels = names.map((name, index) => {
    const number = numbers[index];
    const label = soundsLikeAll(name) ? en.guestNamed(name) : name;
    return number === undefined ? label : `${label}, ${en.namesake(number)}`;
  });
  const again = numberNamesakes(labels);
  return labels.map((label, index) => {
    const number = again[index];
    return number === undefined ? label : `${label}, ${en.namesake(number)}`;
  });
}

function soundsLikeAll(name: string): boolean {
  const same = (a: string, b: string): boolean => a.toLocaleLowerCase() === b.toLocaleLowerCase();
  return same(en.allowName(name), en.allowAll) || same(en.denyName(name), en.denyAll);
}
