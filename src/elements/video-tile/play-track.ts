/** How playing went. */
export type Playback = 'playing' | 'refused';

/**
 * Plays one track in a media element. The very same track again changes nothing: a new source would make the picture
 * flicker.
 *
 * @param element where
 * @param track what; `undefined` stops
 * @param onPlayback told whether the browser allows it
 */
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
      // AbortError only says that the source has changed meanwhile.
      if ((reason as Partial<DOMException> | undefined)?.name === 'NotAllowedError') onPlayback?.('refused');
    },
  );
}

/**
 * Tries again to play what the browser has refused to.
 *
 * @param element where
 * @returns whether it plays
 */
export function resume(element: HTMLMediaElement | null): Promise<boolean> {
  if (!element) return Promise.resolve(false);
  return element.play().then(
    () => true,
    () => false,
  );
}

/**
 * Chooses the device that an element's sound comes from, where the browser can.
 *
 * @param element what sounds
 * @param deviceId the device; empty for the one that the system chooses
 */
export function playOn(element: HTMLMediaElement, deviceId: string): void {
  if (!('setSinkId' in element) || element.sinkId === deviceId) return;
  // A device that has gone meanwhile: the sound goes on from the one that it had.
  element.setSinkId(deviceId).catch(() => {});
}
