/** Stand-ins for devices that a computer does not have, so that a call can be tried on any. */

const WIDTH = 640;
const HEIGHT = 360;
const FRAME_MS = 100;

export interface SyntheticTrack {
  track: MediaStreamTrack;
  /** Ends the track and whatever feeds it. */
  stop(): void;
}

/** A moving picture with somebody's initial. A timer draws it, so that it moves in a hidden tab too. */
export function makePicture(name: string): SyntheticTrack {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d');
  if (!context) throw new DOMException('This browser draws no pictures.', 'NotFoundError');
  const initial = Array.from(name.trim())[0]?.toLocaleUpperCase() ?? '?';
  const hue = Array.from(name).reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 360, 200);
  const draw = (): void => drawFrame(context, initial, hue, performance.now() / 1000);
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

function drawFrame(context: CanvasRenderingContext2D, initial: string, hue: number, seconds: number): void {
  context.fillStyle = `hsl(${hue} 45% 28%)`;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = `hsl(${hue} 60% 55%)`;
  context.beginPath();
  context.arc(WIDTH / 2 + Math.cos(seconds) * 200, HEIGHT / 2 + Math.sin(seconds * 1.7) * 90, 60, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = 'white';
  context.font = '600 160px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(initial, WIDTH / 2, HEIGHT / 2);
}

/** An all but silent sound. Where the browser starts no AudioContext without a click it is silent altogether. */
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
