/** Runs a task if the page goes before a promise has settled: back from the back/forward cache, nothing begins or opens by itself. */
export function ifPageHides<T>(promise: Promise<T>, task: () => void): Promise<T> {
  addEventListener('pagehide', task);
  return promise.finally(() => removeEventListener('pagehide', task));
}
