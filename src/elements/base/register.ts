let warned = false;

/**
 * Registers an element, unless a page has it already: a second copy of the bundle stands back, and warns once.
 *
 * @param name the tag
 * @param element its class
 */
export function register(name: string, element: CustomElementConstructor): void {
  const existing = customElements.get(name);
  if (!existing) customElements.define(name, element);
  if (!existing || existing === element || warned) return;
  warned = true;
  console.warn(`<${name}> is registered already: this second copy of daily-knock leaves the elements to the first.`);
}
