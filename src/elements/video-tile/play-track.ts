export type Playback = 'playing' | 'refused';

/** Plays a track in a media element; `undefined` stops it. The same track keeps its source, since a new one makes the video flicker. */
export function playTrack(
  element: HTMLMediaElement,
  track: MediaStreamTrack | undefined,
  onPlayback?: (playback: Playback) => void,
): void {
  const stream = element.srcObject instanceof MediaStream ? element.srcObject : undefined;
  if (stream?.getTracks()[0] === track) return;
  element.srcObject = track ? new MediaStream([track]) : null;
  if (!track) return;
  element.play().then(
    () => onPlayback?.('playing'),
    (reason: unknown) => {
      // An AbortError means that the source has changed.
      if ((reason as Partial<DOMException> | undefined)?.name === 'NotAllowedError') onPlayback?.('refused');
    },
  );
}

/** Tries to play what the browser refused to play. Returns whether it plays. */
export function resume(element: HTMLMediaElement | null): Promise<boolean> {
  if (!element) return Promise.resolve(false);
  return element.play().then(
    () => true,
    () => false,
  );
}

/** Sets the audio output of an element, where the browser supports it. An empty id is the system's default. */
export function playOn(element: HTMLMediaElement, deviceId: string): void {
  if (!('setSinkId' in element) || element.sinkId === deviceId) return;
  // If the device is gone, the element keeps the one that it had.
  element.setSinkId(deviceId).catch(() => {});
}
