/**
 * Blocks messages of other windows. daily-js accepts them from every window and origin, so that a frame or an opener could admit a guest
 * or end a call. Messages from Daily Prebuilt frames in this page pass.
 *
 * Call this before daily-js creates a call: Chromium calls a window's listeners in the order of addition, capturing ones included.
 */
export function dropForeignMessages(): void {
  // Adding the same function twice adds one listener.
  addEventListener('message', dropForeign, true);
}

function dropForeign(event: MessageEvent<{ what?: unknown } | null>): void {
  const { source, origin } = event;
  // First of all: reading `data` unpacks it, and there are many messages.
  if (source === window) return;
  const isPrebuilt = /^https:\/\/([\w-]+\.)*daily\.co$/.test(origin) && (source as Window | null)?.parent === window;
  // Messages dispatched by the page's own scripts are not trusted events; those scripts can do anything anyway.
  if (event.data?.what === 'iframe-call-message' && event.isTrusted && !isPrebuilt) event.stopImmediatePropagation();
}
