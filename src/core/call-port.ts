import type { DailyCall } from '@daily-co/daily-js';

/** The part of a `DailyCall` that this package uses, so that a test can pass a scripted call. */
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
  | 'updateWaitingParticipants'
  | 'setLocalAudio'
  | 'setLocalVideo'
> &
  // Optional: a scripted call works without them.
  Partial<
    Pick<
      DailyCall,
      | 'getActiveSpeaker'
      | 'getInputDevices'
      | 'setInputDevicesAsync'
      | 'room'
      | 'setSubscribeToTracksAutomatically'
      | 'updateParticipant'
      | 'updateParticipants'
      | 'setUserName'
    >
  >;
