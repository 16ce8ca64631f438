/**
 * Registers an element, unless a page has it already: a second copy of the bundle stands back.
 *
 * @param name the tag
 * @param element its class
 */
export function register(name: string, element: CustomElementConstructor): void {
  const existing = customElements.get(name);
  if (!existing) customElements.define(name, element);
  else if (existing !== element) {
    console.warn(`<${name}> is registered already; this copy of daily-knock leaves it as it is.`);
  }
}
