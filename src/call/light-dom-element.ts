import { css, type CSSResult } from 'lit';
import { windowOf } from '../context/document.js';
import { adoptStyles } from '../elements/base/adopt-styles.js';
import { BaseElement } from '../elements/base/base-element.js';

/** An element inside a call element. It renders into the call element's shadow root, so that its parts and styles apply. */
export abstract class LightDomElement extends BaseElement {
  static override styles: CSSResult = css``;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override adoptStyles(): void {
    const root = this.getRootNode();
    const view = windowOf(this.ownerDocument);
    if (!view || !('adoptedStyleSheets' in root)) return;
    adoptStyles(root as ShadowRoot, [(this.constructor as typeof LightDomElement).styles], view);
  }
}
