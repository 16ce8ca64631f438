import { nameOf } from './harness/element-harness.js';
import { shadowRootsIn } from './translator.js';

/** The buttons of an element, and of those in it, that show no words, with their tooltips. */
export function iconButtons(element: Element): { name: string; tooltip: string }[] {
  return shadowRootsIn(element)
    .flatMap((root) => [...root.querySelectorAll('button')])
    .filter((button) => !wordsOf(button))
    .map((button) => ({ name: nameOf(button), tooltip: button.title }));
}

function wordsOf(button: HTMLElement): string {
  const copy = button.cloneNode(true) as HTMLElement;
  for (const hidden of copy.querySelectorAll('.visually-hidden')) hidden.remove();
  return copy.textContent.trim();
}
