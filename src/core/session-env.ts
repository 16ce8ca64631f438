import type { DailyCallOptions, DailyParticipant } from '@daily-co/daily-js';
import type { CallPort } from './call-port.js';
import type { Clock } from './clock.js';
import type { DailyKnockError } from './errors.js';
import type { Report } from './reports.js';

/** What a session is given by the element that it works for. */
export interface SessionEnv {
  readonly clock: Clock;
  readonly report: Report;
  readonly devices: OwnDevices;
  /** Why no call can be made in this page at all. */
  obstacle(): DailyKnockError | undefined;
  /**
   * Loads daily-js if need be and makes a call object.
   *
   * @param roomUrl the room that will be joined
   */
  createCall(roomUrl: string): Promise<CallPort>;
  /** Something that the element shows has changed. */
  changed(): void;
  /** How many seconds the way into the call may take, up to the lobby for a guest; the browser's questions do not count. */
  connectTimeout(): number;
}

/** What came of asking for camera and microphone. */
export interface OpenedDevices {
  /** What to join with: the tracks, or the device switched off that was refused. */
  readonly options: DailyCallOptions;
  /** Why something is missing. */
  readonly problems: readonly DailyKnockError[];
}

/**
 * Camera and microphone, opened before the call is joined. Daily's call machine asks for them inside `join()`, before it connects:
 * nobody hears of a guest while the browser's question is open, and leaving does not stop that join, so that somebody who has
 * cancelled enters the room once the question is answered (docs/daily.md).
 */
export interface OwnDevices {
  /**
   * Asks for what a call will be joined with.
   *
   * @param options the options of `join()`
   * @param onQuestion called if the browser asks the visitor, or may be asking
   * @returns never rejects
   */
  open(options: DailyCallOptions, onQuestion: () => void): Promise<OpenedDevices>;
  /**
   * Stops each track that Daily does not use: another device was chosen, or the camera was switched off by the room or a host.
   *
   * @param local this page's person as Daily has it, once the call has been joined
   */
  sync(local: DailyParticipant): void;
  /** The camera has been switched off: Daily leaves a track that it was given running. */
  stopCamera(): void;
  /**
   * Opens the camera again.
   *
   * @returns nothing where Daily does that itself; rejects with a `DailyKnockError`
   */
  reopenCamera(): Promise<MediaStreamTrack> | undefined;
  /** Stops what was opened, and what a question still open will open. */
  release(): void;
}
