import { isServer } from 'lit';
import { configureByTag } from '../../core/room-hosts.js';

let warned = false;

/** Settings from script tags. The first tag that has a setting counts. */
function readScriptTags(): void {
  // From the prototype, since content of the page can shadow the properties of `document` ("DOM clobbering").
  const tags = Document.prototype.querySelectorAll.call(document, 'script[data-room-hosts]');
  // SVG has script elements as well, without `src`.
  for (const { src, dataset } of tags as NodeListOf<HTMLScriptElement>) if (src) configureByTag(dataset['roomHosts']);
}

/** Registers an element. If the page has it already, for example from a second copy of the bundle, it only warns, once. */
export function register(name: string, element: CustomElementConstructor): void {
  if (!isServer) readScriptTags();
  const existing = customElements.get(name);
  if (!existing) customElements.define(name, element);
  if (!existing || existing === element || warned) return;
  warned = true;
  console.warn(`<${name}> is registered already: this second copy of daily-knock leaves the elements to the first.`);
}
