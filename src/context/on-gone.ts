import type { ReactiveControllerHost } from 'lit';

/**
 * How long an element may be out of the page and go on: Turbo, htmx and frameworks that keep an element over a page change take it out
 * and put it back. Milliseconds.
 */
export const ABSENCE_MS = 1000;

/**
 * Runs a task when an element has left its page for good.
 *
 * @param host the element
 * @param task what is done then
 */
export function onGone(host: ReactiveControllerHost, task: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  host.addController({
    hostConnected: () => clearTimeout(timer),
    hostDisconnected: () => (timer = setTimeout(task, ABSENCE_MS)),
  });
}
