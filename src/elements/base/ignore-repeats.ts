/**
 * Ignores key repeats, and the later clicks of a double or triple click once the host shows something else than at the first click.
 * `shown` identifies what the host shows.
 */
export function ignoreRepeats(host: HTMLElement, shown: () => string): void {
  let pressed: string | undefined;
  host.addEventListener(
    'click',
    (event) => {
      if (event.detail <= 1) pressed = shown();
      else if (pressed !== shown()) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    true,
  );
  host.addEventListener('keydown', (event) => {
    const [target] = event.composedPath();
    // In a field, Enter sends the form.
    const isPress =
      event.key === 'Enter'
        ? target instanceof HTMLButtonElement || target instanceof HTMLInputElement
        : event.key === ' ' && target instanceof HTMLButtonElement;
    if (event.repeat && isPress) event.preventDefault();
  });
}
