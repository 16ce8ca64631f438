import { documentProperty } from '../context/document.js';

/**
 * Runs a task every `ms` milliseconds while the page is hidden. Returns a function that stops it.
 *
 * After five minutes, Chromium throttles the timers of a hidden page without live media to one a minute. So a worker runs the timer, or the
 * page itself where a policy forbids workers.
 */
export function repeatWhileHidden(ms: number, task: () => void): () => void {
  let stop = (): void => {};
  const follow = (): void => {
    stop();
    stop = documentProperty(document, 'hidden') ? repeat(ms, task) : (): void => {};
  };
  document.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    stop();
  };
}

function repeat(ms: number, task: () => void): () => void {
  const makers = [fromFile, fromImport];
  let isOver = false;
  let stop = (): void => {};
  const next = (): void => {
    stop();
    if (isOver) return;
    const make = makers.shift();
    if (!make) {
      const timer = setInterval(task, ms);
      stop = (): void => clearInterval(timer);
      return;
    }
    try {
      const worker = make();
      stop = (): void => worker.terminate();
      worker.onmessage = task;
      // A policy forbids the worker, or its file is missing.
      worker.onerror = (event): void => {
        event.preventDefault();
        next();
      };
      worker.postMessage(ms);
    } catch {
      next();
    }
  };
  next();
  return () => {
    isOver = true;
    stop();
  };
}

function fromFile(): Worker {
  return new Worker(new URL('./background-timer.worker.js', import.meta.url), { type: 'module' });
}

/** Browsers start no worker from another origin, but a worker of the page's origin may import from there. */
function fromImport(): Worker {
  const file = new URL('./background-timer.worker.js', import.meta.url).href;
  const url = URL.createObjectURL(new Blob([`import ${JSON.stringify(file)};`], { type: 'text/javascript' }));
  try {
    return new Worker(url, { type: 'module' });
  } finally {
    URL.revokeObjectURL(url);
  }
}
