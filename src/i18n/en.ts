import type { DailyKnockErrorCode } from '../core/errors.js';

/** What went wrong, for whoever it happened to: what it is, and what to do. */
export interface ErrorWords {
  readonly title: string;
  readonly hint: string;
}

const CAMERA_HINT =
  'You are in the call all the same. Check the permission in the address bar, or close other programs that use it.';

const errors: Record<DailyKnockErrorCode, ErrorWords> = {
  'missing-name': { title: 'Please say your name', hint: 'So that the others know who is there.' },
  'invalid-room-url': {
    title: 'This is not a link to a room',
    hint: 'It looks like https://your-team.daily.co/room-name. Copy it whole from your invitation.',
  },
  'missing-token': { title: 'Please paste your owner token', hint: 'It shows that the room is yours.' },
  'token-failed': {
    title: 'Your permission to host could not be fetched',
    hint: 'Check that you are signed in, then try again.',
  },
  'not-admin': {
    title: 'This token cannot answer knocks',
    hint: 'You are in the call, but letting people in needs an owner token for this room.',
  },
  'knocking-unavailable': {
    title: 'It is not possible to knock at this room',
    hint: 'The room takes invited people only. Ask your host for another link.',
  },
  'load-failed': {
    title: 'The video service could not be loaded',
    hint: 'Check your connection, or whether something in your browser blocks it, then try again.',
  },
  'decision-failed': { title: 'That did not go through', hint: 'Please try again.' },
  aborted: { title: 'This was stopped', hint: 'You can start again.' },
  ejected: { title: 'You have been removed from the call', hint: 'The host has ended your part in it.' },
  'nbf-room': { title: 'This room is not open yet', hint: 'Come back at the time of your appointment.' },
  'nbf-token': { title: 'Your token is not valid yet', hint: 'Come back at the time that it was made for.' },
  'exp-room': { title: 'This room has closed', hint: 'Ask your host for a new link.' },
  'exp-token': { title: 'Your token has run out', hint: 'Get a new one, then join again.' },
  'no-room': { title: 'There is no such room', hint: 'Check the link, or ask your host for a new one.' },
  'meeting-full': { title: 'The room is full', hint: 'Try again when somebody has left.' },
  'end-of-life': {
    title: 'This page uses an outdated version of the video service',
    hint: 'Reload the page. If that does not help, tell the people who run this site.',
  },
  'not-allowed': {
    title: 'This room does not let you in',
    hint: 'Check that the link, and the token if you have one, belong together.',
  },
  'connection-error': { title: 'The connection failed', hint: 'Check your internet connection, then try again.' },
  'camera-cam-in-use': { title: 'Your camera is in use by another program', hint: CAMERA_HINT },
  'camera-mic-in-use': { title: 'Your microphone is in use by another program', hint: CAMERA_HINT },
  'camera-cam-mic-in-use': { title: 'Your camera and microphone are in use by another program', hint: CAMERA_HINT },
  'camera-permissions': { title: 'Your camera or microphone is not allowed here', hint: CAMERA_HINT },
  'camera-undefined-mediadevices': {
    title: 'This page cannot use your camera or microphone',
    hint: 'Browsers allow that on secure pages only (https).',
  },
  'camera-not-found': { title: 'No camera or microphone was found', hint: CAMERA_HINT },
  'camera-constraints': { title: 'Your camera cannot do what was asked of it', hint: CAMERA_HINT },
  'camera-unknown': { title: 'Your camera or microphone does not work here', hint: CAMERA_HINT },
};

const people = (count: number): string => (count === 1 ? '1 person is waiting' : `${count} people are waiting`);

/** Everything that a person reads, in English. */
export const en = {
  errors,
  // Fields
  yourName: 'Your name',
  roomLink: 'Room link',
  ownerToken: 'Owner token',
  // Owner
  ownerHeading: 'Host a room',
  ownerIntro: 'You are in first; then you decide who else comes in.',
  join: 'Join',
  joining: 'Joining the room…',
  // Guest
  guestHeading: 'Knock to come in',
  guestIntro: 'The host sees your name and lets you in.',
  knock: 'Knock',
  knocking: 'Finding the room…',
  waitingHeading: 'Waiting to be let in',
  waitingText: 'The host knows that you are here. As soon as they let you in, you are in the call.',
  unansweredHeading: 'Nobody has answered yet',
  unansweredText: 'The host may be away for a moment. Do you want to go on waiting?',
  keepWaiting: 'Keep waiting',
  giveUp: 'Give up',
  rejectedHeading: 'You were not let in this time',
  rejectedText: 'The host cannot take you right now. You may knock again.',
  knockAgain: 'Knock again',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  // Waiting list
  listHeading: 'At the door',
  people,
  nobody: 'Nobody is waiting.',
  listNotYet: 'Whoever knocks appears here once you are in the call.',
  listNoRights: 'Only the owners of this room can answer knocks.',
  allow: 'Allow',
  deny: 'Deny',
  allowName: (name: string): string => `Allow ${name}`,
  denyName: (name: string): string => `Deny ${name}`,
  allowAll: 'Allow all',
  denyAll: 'Deny all',
  admitting: 'Letting in…',
  rejecting: 'Turning away…',
  decisionFailed: 'That did not go through. Please try again.',
  noName: 'Guest without a name',
  guestNamed: (name: string): string => `the guest “${name}”`,
  namesake: (number: number): string => `number ${number} of this name`,
  justKnocked: 'has just knocked',
  waitingFor: (duration: string): string => `waiting ${duration}`,
  // Call
  inCall: 'People in the call',
  you: (name: string): string => `${name} (you)`,
  youAlone: 'You',
  alone: 'Nobody else is here yet.',
  camera: 'Camera',
  microphone: 'Microphone',
  leave: 'Leave',
  interrupted: 'The connection is lost. Trying to get it back…',
  controls: 'Call controls',
  isCameraOff: 'camera off',
  isMicOff: 'microphone off',
  startSound: 'Turn on sound',
  // Alerts
  knockTitle: (count: number, title: string): string => `(${count}) ${title}`,
  notificationTitle: (name: string): string => `${name} is knocking`,
  notificationText: (count: number): string => people(count),
};

/** The table of words; every language has all of them. */
export type Words = typeof en;
