import type { DailyCall } from '@daily-co/daily-js';

/**
 * The part of a `DailyCall` that this package uses. A `DailyCall` satisfies it as it is; so does a scripted stand-in in
 * a test of a page.
 */
export type CallPort = Pick<
  DailyCall,
  | 'on'
  | 'off'
  | 'preAuth'
  | 'join'
  | 'leave'
  | 'destroy'
  | 'isDestroyed'
  | 'meetingState'
  | 'accessState'
  | 'participants'
  | 'waitingParticipants'
  | 'requestAccess'
  | 'updateWaitingParticipant'
  | 'setLocalAudio'
  | 'setLocalVideo'
> &
  // What a call can do without: a stand-in need not have it.
  Partial<
    Pick<
      DailyCall,
      | 'getActiveSpeaker'
      | 'getInputDevices'
      | 'setInputDevicesAsync'
      | 'room'
      | 'setSubscribeToTracksAutomatically'
      | 'updateParticipants'
    >
  >;
