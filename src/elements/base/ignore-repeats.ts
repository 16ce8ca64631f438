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
    { capture: true },
  );
  host.addEventListener('keydown', (event) => {
    const isPress = event.key === 'Enter' || event.key === ' ';
    if (event.repeat && isPress && event.composedPath()[0] instanceof HTMLButtonElement) event.preventDefault();
  });
}
