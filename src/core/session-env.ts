import type { DailyCallOptions, DailyParticipant } from '@daily-co/daily-js';
import type { CallPort } from './call-port.js';
import type { Clock } from './clock.js';
import type { DailyKnockError } from './errors.js';
import type { Report } from './reports.js';

/** What a session needs of its element. */
export interface SessionEnv {
  readonly clock: Clock;
  readonly report: Report;
  /** Whether the element is in a document at this moment; it keeps its call for a second without. */
  isPresent(): boolean;
  readonly devices: OwnDevices;
  /** Why this page can make no call at all. */
  obstacle(): DailyKnockError | undefined;
  /** Loads daily-js if needed and makes a call object for a room. */
  createCall(roomUrl: string): Promise<CallPort>;
  /** Called when something that the element renders has changed. */
  changed(): void;
  /** Seconds that connecting may take, for a guest up to the lobby. Permission prompts do not count. */
  connectTimeout(): number;
}

/** The result of opening camera and microphone. */
export interface OpenedDevices {
  /** The options of `join()`, with the tracks, or with a denied device off. */
  readonly options: DailyCallOptions;
  /** Why a device is missing. */
  readonly problems: readonly DailyKnockError[];
}

/**
 * Camera and microphone, opened before `join()`. Daily's call machine would ask for them inside `join()`, before it connects: owners do
 * not see the guest during the permission prompt, and `leave()` does not stop that join, so that a guest who has cancelled enters the
 * room once the prompt is answered (docs/daily.md).
 */
export interface OwnDevices {
  /**
   * Opens what `options` of `join()` ask for. Calls `onQuestion` when the browser shows a permission prompt, or may be showing one.
   * Never rejects.
   */
  open(options: DailyCallOptions, onQuestion: () => void): Promise<OpenedDevices>;
  /** Stops each track that Daily does not use, because of another device, or a camera switched off by the room or a host. */
  sync(local: DailyParticipant): void;
  /** Stops the camera. Daily leaves a track that it was given running. */
  stopCamera(): void;
  /** Reopens the camera; `undefined` where Daily does that itself. Rejects with a `DailyKnockError`. */
  reopenCamera(): Promise<MediaStreamTrack> | undefined;
  /** Stops all tracks, also those of a permission prompt that is still open. */
  release(): void;
}
