import type { TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { DecisionResult } from '../../core/waiting-room.js';
import { buttons } from '../shared/buttons.styles.js';
import { decide, decideAll } from '../shared/decide.js';
import { headingLevel } from '../shared/heading-level.js';
import { LeafElement } from '../shared/leaf-element.js';
import { tokens } from '../shared/tokens.styles.js';
import { renderCard } from './card.js';
import { cardStyles } from './card.styles.js';
import type { WaitingListInside } from './inside.js';
import { lateInside } from './late-inside.js';

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
export class DailyWaitingList extends LeafElement<WaitingListInside> {
  static override styles = [tokens, buttons, cardStyles];

  /** The level that the heading has among those of the page, 1 to 6. Anything else counts as 2. */
  @property({ attribute: 'heading-level', type: Number, reflect: true, useDefault: true }) headingLevel = 2;

  /**
   * Lets people in.
   *
   * @param ids their session ids
   * @returns one result for each; never rejects
   */
  admit(...ids: string[]): Promise<DecisionResult[]> {
    return decide(this.inside?.store, 'admit', ids);
  }

  /**
   * Turns people away.
   *
   * @param ids their session ids
   * @returns one result for each; never rejects
   */
  reject(...ids: string[]): Promise<DecisionResult[]> {
    return decide(this.inside?.store, 'reject', ids);
  }

  /** Lets in exactly the people who are listed now. */
  admitAll(): Promise<DecisionResult[]> {
    return decideAll(this.inside?.store, 'admit');
  }

  /** Turns away exactly the people who are listed now. */
  rejectAll(): Promise<DecisionResult[]> {
    return decideAll(this.inside?.store, 'reject');
  }

  /** Leads to whoever has waited longest, or to the heading while nobody waits. */
  override focus(options?: FocusOptions): void {
    // Not to a button: the next key that is pressed would let somebody in.
    const first = this.shadowRoot?.querySelector<HTMLElement>('li[tabindex]');
    (first ?? this.shadowRoot?.querySelector<HTMLElement>('h2'))?.focus(options);
  }

  protected override get late(): typeof lateInside {
    return lateInside;
  }

  protected override render(): TemplateResult {
    return (
      this.inside?.render() ??
      renderCard(this.words, { level: headingLevel(this.headingLevel), empty: this.words.term('listNotYet') })
    );
  }
}
