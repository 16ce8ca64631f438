/**
 * Has what is drawn meanwhile stood there for some seconds.
 *
 * @param draw draws it
 */
export async function longAgo<Value>(draw: () => Promise<Value>): Promise<Value> {
  const now = performance.now.bind(performance);
  Object.defineProperty(performance, 'now', { configurable: true, value: () => now() - 5000 });
  try {
    return await draw();
  } finally {
    delete (performance as Partial<Performance>).now;
  }
}
