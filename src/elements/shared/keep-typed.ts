import type { ReactiveElement } from 'lit';

/**
 * Keeps what a visitor has typed into a form that a server drew, before the element was there to hear it: the first drawing
 * would empty the fields.
 *
 * @param host whose form it is; not drawn yet
 */
export function keepTyped(host: ReactiveElement): void {
  const inputs = [...(host.shadowRoot?.querySelectorAll('input') ?? [])];
  const typed = inputs.filter(({ value, defaultValue }) => value !== defaultValue);
  const values = typed.map(({ value }) => value);
  if (typed.length === 0) return;
  void host.updateComplete.then(() => {
    typed.forEach((input, i) => {
      input.value = values[i]!;
      input.dispatchEvent(new Event('input'));
    });
  });
}
