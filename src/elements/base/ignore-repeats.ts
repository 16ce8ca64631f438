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
    const target = event.composedPath()[0] as Element;
    // In a field, Enter sends the form.
    const pressed = { Enter: 'button,input', ' ': 'button' }[event.key];
    if (event.repeat && pressed && target.matches(pressed)) event.preventDefault();
  });
}
