/**
 * Ignores key repeats, and the later clicks of a double or triple click once the host shows something else than at the first click.
 * `shown` identifies what the host shows.
 */
export function ignoreRepeats(host: HTMLElement, shown: () => string): void {
  let shownAtFirst: string | undefined;
  host.addEventListener(
    'click',
    (event) => {
      if (event.detail <= 1) shownAtFirst = shown();
      else if (shownAtFirst !== shown()) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    true,
  );
  host.addEventListener('keydown', (event) => {
    const target = event.composedPath()[0] as Element;
    // In a field, Enter submits the form.
    const targets = { Enter: 'button,input', ' ': 'button' }[event.key];
    if (event.repeat && targets && target.matches(targets)) event.preventDefault();
  });
}
