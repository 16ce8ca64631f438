import type { DailyCall } from '@daily-co/daily-js';
import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { CallConsumer } from '../../context/call-consumer.js';
import { callElementAbove, type CallHostElement } from '../../context/call-elements.js';
import { BaseElement } from './base-element.js';

/** The base of elements that show the call of a call element, or one that is set as `call`. */
export abstract class ConsumerElement extends BaseElement {
  /**
   * The `id` of the call element whose call is shown, as in `<label for>`. It may come later, and may be in another window or iframe of
   * the page. Default: the nearest call element above.
   */
  @property({ reflect: true, useDefault: true }) for = '';
  /** A `DailyCall` of the page, shown instead of a call element's. */
  @property({ attribute: false }) call: DailyCall | undefined;

  /** @internal The call element above; in another document the last one. */
  above: CallHostElement | undefined;

  /** @internal The part of the call that is shown. */
  protected abstract readonly consumer: CallConsumer<unknown>;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const isApart = this.above?.ownerDocument !== this.ownerDocument;
    this.above = callElementAbove(this) ?? (isApart ? this.above : undefined);
    if (changed.has('call') || changed.has('for')) this.consumer.resolve();
  }
}
