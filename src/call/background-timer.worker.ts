// Browsers throttle the timers of a hidden page, but not those of its workers.
addEventListener('message', ({ data }: MessageEvent<number>) => {
  setInterval(() => postMessage(undefined), data);
});
