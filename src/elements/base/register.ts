import { isServer } from 'lit';
import { configureByTag } from '../../core/room-hosts.js';

let warned = false;

/** What script tags say for the page; the first one that says it counts. */
function readScriptTags(): void {
  // Content may stand in place of what `document` has by that name ("DOM clobbering"), so the prototype is asked.
  const tags = Document.prototype.querySelectorAll.call(document, 'script[data-room-hosts]');
  // SVG and MathML have elements of that name as well, without `src`.
  for (const { src, dataset } of tags as NodeListOf<HTMLScriptElement>) if (src) configureByTag(dataset['roomHosts']);
}

/**
 * Registers an element, unless a page has it already: a second copy of the bundle stands back, and warns once.
 *
 * @param name the tag
 * @param element its class
 */
export function register(name: string, element: CustomElementConstructor): void {
  if (!isServer) readScriptTags();
  const existing = customElements.get(name);
  if (!existing) customElements.define(name, element);
  if (!existing || existing === element || warned) return;
  warned = true;
  console.warn(`<${name}> is registered already: this second copy of daily-knock leaves the elements to the first.`);
}
