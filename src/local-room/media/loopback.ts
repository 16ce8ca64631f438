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
    readonly avgAvailableOutgoingBitrate: number | null;
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

/**
 * Sends messages that are not repeated when they are lost, and counts what arrives. Not video: an encoder measures the computer's speed.
 * Resolves when `signal` aborts, with `'aborted'` if nothing has been measured yet.
 */
export async function measureLoopback(configuration: RTCConfiguration, signal: AbortSignal): Promise<CallQuality> {
  const [sender, receiver] = [new RTCPeerConnection(configuration), new RTCPeerConnection(configuration)];
  const stopped = new Promise<void>((stop) => signal.addEventListener('abort', () => stop()));
  try {
    const channel = sender.createDataChannel('loopback', { ordered: false, maxRetransmits: 0 });
    let received = 0;
    receiver.ondatachannel = ({ channel: incoming }) => (incoming.onmessage = () => (received += 1));
    const opened = new Promise<'open'>((open) => (channel.onopen = () => open('open')));
    await connect(sender, receiver);
    const state = await Promise.race([opened, stopped, wait(CONNECT_LIMIT_MS)]);
    if (signal.aborted) return { result: 'aborted', secondsElapsed: 0 };
    if (state !== 'open') return failed('No connection.');
    const { sent, seconds } = await send(channel, stopped, signal);
    // The last messages are on their way.
    await wait(STEP_MS);
    const pair = await selectedPair(sender);
    if (!pair?.currentRoundTripTime || sent === 0)
      return signal.aborted ? { result: 'aborted', secondsElapsed: 0 } : failed('Nothing was measured.');
    const roundTripTime = pair.currentRoundTripTime;
    const data = {
      maxRoundTripTime: roundTripTime,
      avgRoundTripTime: pair.responsesReceived
        ? (pair.totalRoundTripTime ?? 0) / pair.responsesReceived
        : roundTripTime,
      avgSendPacketLoss: Math.max(0, (1 - received / sent) * 100),
      avgAvailableOutgoingBitrate: pair.availableOutgoingBitrate ?? null,
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

/** Sends at an even rate, whatever the timers of a hidden tab do. */
async function send(
  channel: RTCDataChannel,
  stopped: Promise<void>,
  signal: AbortSignal,
): Promise<{ readonly sent: number; readonly seconds: number }> {
  const message = new Uint8Array(MESSAGE_BYTES);
  const start = performance.now();
  let sent = 0;
  let elapsed = 0;
  while (elapsed < MEASURE_MS && !signal.aborted) {
    await Promise.race([wait(STEP_MS), stopped]);
    elapsed = performance.now() - start;
    const due = (elapsed / 1000) * (BITS_PER_SECOND / 8 / MESSAGE_BYTES);
    for (; sent < due && channel.bufferedAmount < 2 ** 20; sent += 1) channel.send(message);
  }
  return { sent, seconds: elapsed / 1000 };
}

/** The pair of addresses in use. TypeScript's types lack a part of it. */
async function selectedPair(connection: RTCPeerConnection): Promise<RTCIceCandidatePairStats | undefined> {
  let pair: RTCIceCandidatePairStats | undefined;
  (await connection.getStats()).forEach((report: RTCIceCandidatePairStats) => {
    if (report.type === 'candidate-pair' && report.nominated && report.state === 'succeeded') pair = report;
  });
  return pair;
}

/** With a type for which daily-js sends no report to Daily's servers: a local room needs no network. */
function failed(errorMsg: string): CallQuality {
  return { result: 'failed', secondsElapsed: 0, errorMsg, error: { type: 'not-allowed', msg: errorMsg } };
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
