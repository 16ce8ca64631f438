import { roomNameOf } from '../room/room-name.js';
import type { GivenToken } from '../room/rules.js';
import { decodeToken } from '../room/tokens.js';
import type { Kind, RoomState, Sending } from '../room/types.js';

/** The validated `properties` and `preloadCache` of daily-js. */
export interface CallProperties {
  roomName: string;
  token: GivenToken;
  userName: string;
  userData: unknown;
  /** Default: the room's. */
  startOff: Record<Kind, boolean | undefined>;
  /** Whether the page forbids the device, as with `videoSource: false`. */
  allowed: Record<Kind, boolean>;
  constraints: Record<Kind, MediaTrackConstraints>;
  configuration: RTCConfiguration;
  /** Whether all tracks are subscribed by default. */
  subscribesAutomatically: boolean;
}

export function readCallProperties(properties: unknown, preloadCache: unknown): CallProperties {
  const given = fields(properties);
  const cache = fields(preloadCache);
  const settings = fields(cache.inputSettings);
  return {
    roomName: roomNameOf(text(given.url)),
    token:
      typeof given.token === 'string' && given.token !== '' ? (decodeToken(given.token) ?? 'malformed') : undefined,
    userName: text(given.userName),
    userData: given.userData,
    startOff: { audio: flag(given.startAudioOff), video: flag(given.startVideoOff) },
    allowed: {
      audio: (flag(cache.allowLocalAudio) ?? flag(given.allowLocalAudio)) !== false,
      video: (flag(cache.allowLocalVideo) ?? flag(given.allowLocalVideo)) !== false,
    },
    constraints: { audio: readConstraints(settings.audio), video: readConstraints(settings.video) },
    configuration: readConfiguration(given.dailyConfig),
    subscribesAutomatically: flag(cache.subscribeToTracksAutomatically) !== false,
  };
}

/** The constraints for one device in daily-js's `inputSettings`. */
export function readConstraints(inputSetting: unknown): MediaTrackConstraints {
  const { customTrack: _, ...constraints } = fields(fields(inputSetting).settings);
  return constraints;
}

/** The tracks that a client sends on joining, by its own options or the room's. */
export function firstSending(
  { startOff, allowed }: CallProperties,
  room: RoomState | undefined,
): Record<Kind, Sending> {
  const { start_audio_off = false, start_video_off = false } = room?.config ?? {};
  const sending = (kind: Kind, roomSays: boolean): Sending =>
    !allowed[kind] || (startOff[kind] ?? roomSays) ? { state: 'off', reason: 'byUser' } : { state: 'loading' };
  return { audio: sending('audio', start_audio_off), video: sending('video', start_video_off) };
}

/** The same, restricted by the client's permissions. */
export function notAllowed(sending: Sending): Sending {
  return sending.state === 'off' ? sending : { state: 'off', reason: 'byCanSendPermission' };
}

function readConfiguration(dailyConfig: unknown): RTCConfiguration {
  const { iceServers, iceTransportPolicy } = fields(fields(dailyConfig).iceConfig) as RTCConfiguration;
  return { ...(iceServers && { iceServers }), ...(iceTransportPolicy && { iceTransportPolicy }) };
}

/** The properties of a value from a page, if it has any. */
export function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
