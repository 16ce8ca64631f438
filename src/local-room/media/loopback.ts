/** Measures a connection of this computer to itself: what a local room's calls run over. */
import type { DailyFatalErrorType } from '@daily-co/daily-js';

/** The result of daily-js's `testCallQuality()`. */
export interface CallQuality {
  readonly result: 'good' | 'warning' | 'bad' | 'failed' | 'aborted';
  readonly secondsElapsed: number;
  readonly errorMsg?: string;
  readonly error?: { readonly type: DailyFatalErrorType; readonly msg: string };
  readonly data?: {
    readonly maxRoundTripTime: number;
    readonly avgRoundTripTime: number;
    readonly avgSendPacketLoss: number;
    readonly avgAvailableOutgoingBitrate: null;
    readonly avgSendBitsPerSecond: number;
  };
}

const CONNECT_LIMIT_MS = 10_000;
/** Daily measures for 30 s, over a connection that has to settle first. */
const MEASURE_MS = 4000;
const STEP_MS = 50;
/** About the bitrate of Daily's test, which sends the camera with up to 3 Mbit/s. */
const BITS_PER_SECOND = 2_000_000;
const MESSAGE_BYTES = 1000;
const MAX_BUFFERED_BYTES = 2 ** 20;
/** Fewer round trips are no result. */
const MIN_TIMES = 7;

/**
 * Sends messages that are not repeated when they are lost, and counts what arrives. Not video: an encoder measures the computer's speed.
 * Resolves when `signal` aborts, with `'aborted'` if too little has been measured yet.
 */
export async function measureLoopback(configuration: RTCConfiguration, signal: AbortSignal): Promise<CallQuality> {
  const [sender, receiver] = [new RTCPeerConnection(configuration), new RTCPeerConnection(configuration)];
  const stopped = new Promise<void>((stop) => signal.addEventListener('abort', () => stop()));
  try {
    const channel = sender.createDataChannel('loopback', { ordered: false, maxRetransmits: 0 });
    const echo = new Echo(channel);
    receiver.ondatachannel = ({ channel: incoming }) => echo.answer(incoming);
    const opened = new Promise<'open'>((open) => (channel.onopen = () => open('open')));
    await connect(sender, receiver);
    const state = await Promise.race([opened, stopped, wait(CONNECT_LIMIT_MS)]);
    if (state !== 'open') return signal.aborted ? ABORTED : failed('No connection.');
    const seconds = await send(echo, stopped, signal);
    // The last messages are on their way.
    await wait(STEP_MS);
    const { sent, received, times } = echo;
    if (times.length < MIN_TIMES) return signal.aborted ? ABORTED : failed('Nothing has arrived.');
    const data = {
      maxRoundTripTime: Math.max(...times),
      avgRoundTripTime: times.reduce((sum, time) => sum + time, 0) / times.length,
      avgSendPacketLoss: (1 - received / sent) * 100,
      avgAvailableOutgoingBitrate: null,
      avgSendBitsPerSecond: Math.round((sent * MESSAGE_BYTES * 8) / seconds),
    };
    return { result: verdict(data), secondsElapsed: Math.floor(seconds), data };
  } catch (error) {
    return failed(String(error));
  } finally {
    sender.close();
    receiver.close();
  }
}

/** Messages that are counted, and some that are sent back. */
class Echo {
  sent = 0;
  received = 0;
  /** Round trips in seconds. */
  readonly times: number[] = [];
  readonly #channel: RTCDataChannel;
  readonly #message = new Uint8Array(MESSAGE_BYTES);

  constructor(channel: RTCDataChannel) {
    this.#channel = channel;
    channel.onmessage = ({ data }: MessageEvent<string>) => this.times.push((performance.now() - Number(data)) / 1000);
  }

  /** The other side. */
  answer(channel: RTCDataChannel): void {
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') channel.send(data);
      else this.received += 1;
    };
  }

  /** Sends what is due, and one message that comes back. */
  sendUpTo(count: number): void {
    for (; this.sent < count && this.#channel.bufferedAmount < MAX_BUFFERED_BYTES; this.sent += 1)
      this.#channel.send(this.#message);
    this.#channel.send(String(performance.now()));
  }
}

/** Daily's limits, as its call machine applies them: percents, seconds and bits per second. */
function verdict(data: NonNullable<CallQuality['data']>): CallQuality['result'] {
  const { avgRoundTripTime: time, avgSendPacketLoss: loss, avgSendBitsPerSecond: bits } = data;
  if (time >= 0.6 || loss >= 10 || bits < 700_000) return 'bad';
  return time >= 0.3 || loss >= 5 || bits < 1_100_000 ? 'warning' : 'good';
}

async function connect(sender: RTCPeerConnection, receiver: RTCPeerConnection): Promise<void> {
  await sender.setLocalDescription();
  await gathered(sender);
  await receiver.setRemoteDescription(sender.localDescription!);
  await receiver.setLocalDescription();
  await gathered(receiver);
  await sender.setRemoteDescription(receiver.localDescription!);
}

/** With all candidates in the descriptions, none is sent on its own. */
async function gathered(connection: RTCPeerConnection): Promise<void> {
  const complete = new Promise<void>((done) => {
    const check = (): void => {
      if (connection.iceGatheringState === 'complete') done();
    };
    connection.addEventListener('icegatheringstatechange', check);
    check();
  });
  // A server for addresses that does not answer: the addresses of this computer are there.
  await Promise.race([complete, wait(2000)]);
}

/** Sends at an even rate, whatever the timers of a hidden tab do. Returns the seconds that it took. */
async function send(echo: Echo, stopped: Promise<void>, signal: AbortSignal): Promise<number> {
  const start = performance.now();
  let elapsed = 0;
  while (elapsed < MEASURE_MS && !signal.aborted) {
    await Promise.race([wait(STEP_MS), stopped]);
    elapsed = performance.now() - start;
    echo.sendUpTo((elapsed / 1000) * (BITS_PER_SECOND / 8 / MESSAGE_BYTES));
  }
  return elapsed / 1000;
}

const ABORTED: CallQuality = { result: 'aborted', secondsElapsed: 0 };

/** With a type for which daily-js sends no report to Daily's servers: a local room needs no network. */
function failed(errorMsg: string): CallQuality {
  return { result: 'failed', secondsElapsed: 0, errorMsg, error: { type: 'not-allowed', msg: errorMsg } };
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
