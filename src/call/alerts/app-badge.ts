/** The number of waiting guests by room. An installed page has one badge. */
const counts = new Map<object, number>();

/** Shows the number of waiting guests of all rooms on the icon of an installed page; 0 removes a room. Other pages have no badge. */
export function setBadgeCount(room: object, count: number): void {
  if (count === (counts.get(room) ?? 0)) return;
  if (count > 0) counts.set(room, count);
  else counts.delete(room);
  // A badge outlives its page. The same function, so that it is added once.
  if (counts.size > 0) window.addEventListener('pagehide', clear);
  else window.removeEventListener('pagehide', clear);
  draw();
}

function clear(): void {
  if (counts.size === 0) return;
  counts.clear();
  window.removeEventListener('pagehide', clear);
  draw();
}

function draw(): void {
  const sum = [...counts.values()].reduce((total, count) => total + count, 0);
  // Not every browser has it, and a frame of another site may not use it.
  const { navigator } = window as { navigator: Partial<Navigator> };
  void (async () => (sum > 0 ? navigator.setAppBadge?.(sum) : navigator.clearAppBadge?.()))().catch(() => {});
}
