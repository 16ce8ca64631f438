import { css, type CSSResult } from 'lit';
import { styleSheetFor } from '../../elements/base/adopt-styles.js';
import { BaseElement } from '../../elements/base/base-element.js';

/** A panel of a call element. It renders into the call element's shadow root, so that its parts and styles apply. */
export abstract class DevicePanel extends BaseElement {
  static override styles: CSSResult = css``;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override adoptStyles(): void {
    const root = this.getRootNode();
    const view = this.ownerDocument.defaultView;
    if (!view || !('adoptedStyleSheets' in root)) return;
    const { adoptedStyleSheets: sheets } = root as ShadowRoot;
    const { styles } = this.constructor as typeof DevicePanel;
    const ownSheets = adopted.get(view) ?? adopted.set(view, new Map()).get(view)!;
    const sheet = ownSheets.get(styles) ?? styleSheetFor(styles, view);
    ownSheets.set(styles, sheet);
    if (!sheets.includes(sheet)) sheets.push(sheet);
  }
}

const adopted = new WeakMap<Window, Map<CSSResult, CSSStyleSheet>>();
