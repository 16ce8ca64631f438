/** Synthetic tracks for computers without camera or microphone. */

const WIDTH = 640;
const HEIGHT = 360;
const FRAME_MS = 100;

export interface SyntheticTrack {
  track: MediaStreamTrack;
  /** Ends the track and its source. */
  stop(): void;
}

/**
 * A moving video in a color for each person. Symmetric, since the local video is mirrored. Drawn by a timer, so that it moves in a hidden tab.
 */
export function makePicture(name: string): SyntheticTrack {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d');
  if (!context) throw new DOMException('This browser draws no pictures.', 'NotFoundError');
  const hue = [...name].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 360, 200);
  const draw = (): void => drawFrame(context, hue, performance.now() / 1000);
  draw();
  const [track] = canvas.captureStream(1000 / FRAME_MS).getVideoTracks();
  if (!track) throw new DOMException('This browser makes no video of a picture.', 'NotFoundError');
  const timer = setInterval(draw, FRAME_MS);
  return {
    track,
    stop: () => {
      clearInterval(timer);
      track.stop();
    },
  };
}

function drawFrame(context: CanvasRenderingContext2D, hue: number, seconds: number): void {
  const middle = WIDTH / 2 + Math.sin(seconds * 0.8) * 26;
  const breath = Math.sin(seconds * 2.1) * 5;
  // Perceptual lightness and chroma, so that all colors are vivid.
  context.fillStyle = `oklch(0.42 0.07 ${hue})`;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = `oklch(0.48 0.08 ${hue})`;
  fillCircle(context, WIDTH / 2 + Math.cos(seconds * 0.5) * 210, 110 + Math.sin(seconds * 0.9) * 40, 150);
  context.fillStyle = `oklch(0.72 0.1 ${hue})`;
  context.beginPath();
  context.ellipse(middle, HEIGHT + 25 + breath, 165, 150, 0, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = `oklch(0.85 0.07 ${hue})`;
  fillCircle(context, middle + Math.sin(seconds * 1.3) * 6, 150 + breath, 72);
}

function fillCircle(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

/** A barely audible sound. Silent where the browser starts no AudioContext without a click. */
export function makeSound(): SyntheticTrack {
  const context = new AudioContext();
  const oscillator = context.createOscillator();
  const volume = context.createGain();
  const destination = context.createMediaStreamDestination();
  const [track] = destination.stream.getAudioTracks();
  if (!track) throw new DOMException('This browser makes no sound of its own.', 'NotFoundError');
  volume.gain.value = 0.0001;
  oscillator.connect(volume).connect(destination);
  oscillator.start();
  return {
    track,
    stop: () => {
      oscillator.stop();
      track.stop();
      context.close().catch(() => undefined);
    },
  };
}
