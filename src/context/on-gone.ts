import type { ReactiveControllerHost } from 'lit';

/**
 * How long an element may be out of the page, in milliseconds: Turbo, htmx and frameworks that keep an element over a page change remove it
 * and put it back.
 */
export const ABSENCE_MS = 1000;

/** Runs a task when an element has been out of the page for {@link ABSENCE_MS}. */
export function onGone(host: ReactiveControllerHost, task: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  host.addController({
    hostConnected: () => clearTimeout(timer),
    hostDisconnected: () => (timer = setTimeout(task, ABSENCE_MS)),
  });
}
