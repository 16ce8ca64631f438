/**
 * Ignores what a held key, or the later clicks of a series, would press that was not there when the press began.
 *
 * @param host the element
 * @param shown names what the host shows; a click counts while that is what it was at the first click of its series
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
