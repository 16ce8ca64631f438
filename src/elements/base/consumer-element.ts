import type { DailyCall } from '@daily-co/daily-js';
import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { CallConsumer } from '../../context/call-consumer.js';
import { callElementAbove, type CallHostElement } from '../../context/call-elements.js';
import { BaseElement } from './base-element.js';

/** An element that shows the call of a call element, or one that is handed to it. */
export abstract class ConsumerElement extends BaseElement {
  /**
   * The `id` of the element whose call this one shows, as `<label for>` names its field. Where nothing around the element has
   * this `id`, that one may be in another document: the page has moved one of the two into a window or an iframe of its own.
   */
  @property({ reflect: true, useDefault: true }) for = '';
  /** A call of the page's own. */
  @property({ attribute: false }) call: DailyCall | undefined;

  /** @internal The call element above it; in another document the one that was. */
  above: CallHostElement | undefined;

  /** @internal What it shows of the call. */
  protected abstract readonly consumer: CallConsumer<unknown>;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const isApart = this.above?.ownerDocument !== this.ownerDocument;
    this.above = callElementAbove(this) ?? (isApart ? this.above : undefined);
    if (changed.has('call') || changed.has('for')) this.consumer.resolve();
  }
}
