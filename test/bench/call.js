// A guest's way into a call, with the time of everything on it that can be seen from outside the elements.
// This script is a classic one at the top of the page: it must be there before anything that it watches.
(() => {
  const WHAT = 'iframe-call-message';
  /** When which message passed between daily-js and its call machine. */
  const messages = [];
  /** When which source was given to somebody else's picture, and when its first frame was there. */
  const video = {};
  const events = {};

  // Posted, not received: what daily-js asks for is asked for from then on.
  const { postMessage } = window;
  window.postMessage = function (message, ...rest) {
    if (message?.what === WHAT)
      messages.push({
        at: performance.now(),
        action: message.action,
        stamp: message.callbackStamp,
        from: message.from,
        message,
      });
    return postMessage.call(window, message, ...rest);
  };

  const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...source,
    set(value) {
      const isTheirs = this instanceof HTMLVideoElement && this.getRootNode().host?.sessionId !== 'local';
      if (value && isTheirs && video.source === undefined) {
        video.source = performance.now();
        this.requestVideoFrameCallback(() => (video.frame = performance.now()));
      }
      source.set.call(this, value);
    },
  });
  addEventListener('click', ({ timeStamp }) => (events.click ??= timeStamp), true);
  for (const name of ['daily-waiting', 'daily-admitted', 'daily-error'])
    document.addEventListener(name, () => (events[name] ??= performance.now()));

  const find = (test) => messages.find(test)?.at;
  const request = (action) => messages.find((each) => each.action === action);
  /** From the asking of something to the answer. */
  const asked = (action, isAnswer) => {
    const asking = request(action);
    const answer =
      asking && messages.find((each) => each.at >= asking.at && each.from === 'embedded' && isAnswer(each, asking));
    return answer ? [asking.at, answer.at] : undefined;
  };
  const replied = (each, asking) => each.stamp === asking.stamp;
  const isTheirPicture = ({ message: { action, participant } }) =>
    /^participant-(joined|updated)$/.test(action) &&
    !participant?.local &&
    participant?.tracks.video.state === 'playable';
  const fetched = (pattern) => performance.getEntriesByType('resource').filter(({ name }) => pattern.test(name));

  globalThis.wayIn = {
    get isDone() {
      return video.frame !== undefined || events['daily-error'] !== undefined;
    },
    /** All spans in which something other than the elements is waited for, by what it is. */
    spans() {
      const { click } = events;
      const machine = fetched(/call-machine-object-bundle/).find(({ startTime }) => startTime >= click);
      const loaded = find(({ action, at }) => action === 'loaded' && at >= click);
      const picture = find(isTheirPicture);
      const knock = asked('daily-method-request-access', replied);
      const all = {
        load: [
          ...fetched(/\/daily-js/).map(({ startTime, responseEnd }) => [startTime, responseEnd]),
          ...(machine ? [[machine.startTime, loaded ?? machine.responseEnd]] : []),
        ],
        daily: [
          asked('daily-method-preauth', replied),
          asked('join-meeting', ({ action }) => action === 'joined-meeting'),
        ],
        answer: [knock],
        media: [knock && picture ? [knock[1], Math.max(knock[1], picture)] : undefined],
        decode: [[video.source, video.frame]],
      };
      return { click, admitted: events['daily-admitted'], waiting: events['daily-waiting'], frame: video.frame, all };
    },
  };
})();
