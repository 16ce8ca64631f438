/**
 * Keeps messages of other windows from daily-js, which takes them from every window and origin: a frame or an opener could let
 * somebody in, or end a call. Frames of Daily Prebuilt that stand in this page are heard.
 *
 * To be called before daily-js makes a call: Chromium calls a window's listeners in the order in which they were added, also those that
 * capture.
 */
export function dropForeignMessages(): void {
  // The same function twice is one listener.
  addEventListener('message', dropForeign, true);
}

function dropForeign(event: MessageEvent<{ what?: unknown } | null>): void {
  const { data, source, origin } = event;
  const isPrebuilt = /^https:\/\/([\w-]+\.)*daily\.co$/.test(origin) && (source as Window | null)?.parent === window;
  // What a script of this page makes up has no source; it could do all else as well.
  if (data?.what === 'iframe-call-message' && event.isTrusted && source !== window && !isPrebuilt)
    event.stopImmediatePropagation();
}
