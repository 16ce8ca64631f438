import { TIMEOUT, untilFound, type WaitOptions } from './wait.js';

/** An element with a state: `<daily-knock-form>` or `<daily-owner-room>`. */
export interface StatefulElement extends HTMLElement {
  readonly state: string;
  readonly error?: (Error & { readonly code?: string }) | undefined;
  readonly updateComplete?: Promise<boolean>;
}

/**
 * Waits until an element reaches a state, or passes through it, and has rendered it.
 *
 * @param element - A `<daily-knock-form>` or `<daily-owner-room>`.
 * @param state - A state such as `'waiting'` or `'joined'`.
 *
 * @example
 * await reaches(form, 'admitted');
 */
export async function reaches<Element extends StatefulElement>(
  element: Element,
  state: Element['state'],
  { timeout = TIMEOUT }: WaitOptions = {},
): Promise<void> {
  const name = `<${element.localName}>`;
  let passed = false;
  await untilFound({
    look: () => passed || element.state === state || undefined,
    listen(again) {
      const note = ({ detail }: CustomEvent<{ to: string }>): void => {
        passed ||= detail.to === state;
        again();
      };
      // Before its upgrade an element has no state and fires no events.
      void customElements.whenDefined(element.localName).then(again);
      element.addEventListener('daily-state-change', note as EventListener);
      return () => element.removeEventListener('daily-state-change', note as EventListener);
    },
    timeout,
    message: () =>
      customElements.get(element.localName)
        ? `${name} did not reach the state "${state}": it is "${element.state}"${because(element.error)}.`
        : `${name} is not registered: import 'daily-knock/define' or load daily-knock.js in the page.`,
  });
  await element.updateComplete;
}

/** Options of `addEventListener()`, and a filter. */
export interface NextEventOptions<Expected extends Event> extends WaitOptions {
  /** Whether an event matches. Default: any event does. */
  where?: (event: Expected) => boolean;
}

/**
 * Waits for the next event of a type. Call it before the action that causes the event, and await it afterwards.
 *
 * @param target - An element, or `document` for all elements.
 * @param name - An event type such as `'daily-admitted'`.
 *
 * @example
 * const knocked = nextEvent(document, 'daily-knock');
 * await room.knock('Gus');
 * const { detail } = await knocked;
 */
export function nextEvent<Name extends keyof HTMLElementEventMap>(
  target: EventTarget,
  name: Name,
  { where = () => true, timeout = TIMEOUT }: NextEventOptions<HTMLElementEventMap[Name]> = {},
): Promise<HTMLElementEventMap[Name]> {
  let found: HTMLElementEventMap[Name] | undefined;
  let others = 0;
  const heard = untilFound({
    look: () => found,
    listen(again) {
      const note = (event: Event): void => {
        const candidate = event as HTMLElementEventMap[Name];
        if (found) return;
        if (where(candidate)) found = candidate;
        else others += 1;
        again();
      };
      target.addEventListener(name, note);
      return () => target.removeEventListener(name, note);
    },
    timeout,
    message: () => `No "${name}" came${others ? ` that was meant, but ${others} of that name` : ''}.`,
  });
  // It is awaited later. Until then it must not count as an unhandled rejection.
  heard.catch(() => {});
  return heard;
}

function because(error: (Error & { code?: string }) | undefined): string {
  return error ? `, with the error ${error.code ?? error.name} (${error.message})` : '';
}
