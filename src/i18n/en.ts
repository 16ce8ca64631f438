import type { CallEnding } from '../core/call-session.js';
import type { DailyKnockErrorCode, NoticeCode } from '../core/errors.js';
import { enFirst } from './en-first.js';

const CAMERA_HINT =
  'You are in the call all the same. Check the permission in the address bar, or close other programs that use it.';

type ErrorWords = Readonly<Record<`${'title' | 'hint'}: ${DailyKnockErrorCode | 'room-host'}`, string>>;

const errors: ErrorWords = {
  'title: missing-name': 'Please say your name',
  'hint: missing-name': 'So that the others know who is there.',
  'title: invalid-room-url': 'This is not a link to a room',
  'hint: invalid-room-url': 'It looks like https://your-team.daily.co/room-name. Copy it whole from your invitation.',
  'title: room-host': 'This page does not allow rooms of that site',
  'hint: room-host': 'The link leads to another site than it should. Check it, or ask whoever gave it to you.',
  'title: missing-token': 'Please paste your owner token',
  'hint: missing-token': 'It shows that the room is yours.',
  'title: token-failed': 'Your permission to host could not be fetched',
  'hint: token-failed': 'Check that you are signed in, then try again.',
  'title: not-admin': 'This token cannot answer knocks',
  'hint: not-admin':
    'You are in the call, but this token does not include the right to let people in. Ask whoever made it.',
  'title: knocking-unavailable': 'It is not possible to knock at this room',
  'hint: knocking-unavailable': 'The room takes invited people only. Ask your host for another link.',
  'title: load-failed': enFirst['title: load-failed'],
  'hint: load-failed': enFirst['hint: load-failed'],
  'title: decision-failed': 'That did not go through',
  'hint: decision-failed': 'Please try again.',
  'title: not-delivered': 'This message was not delivered',
  'hint: not-delivered': 'You can send it again.',
  'title: aborted': 'This was stopped',
  'hint: aborted': 'You can start again.',
  // Daily reports the same when a host removes a participant and when the time is over.
  'title: ejected': 'The meeting has ended for you',
  'hint: ejected': 'The host ended it, or its time is over.',
  'title: nbf-room': 'This room is not open yet',
  'hint: nbf-room': 'Come back at the time of your appointment.',
  'title: nbf-token': 'Your token is not valid yet',
  'hint: nbf-token': 'Come back at the time that it was made for.',
  'title: exp-room': 'This room has closed',
  'hint: exp-room': 'Ask your host for a new link.',
  'title: exp-token': 'Your token has run out',
  'hint: exp-token': 'Get a new one, then join again.',
  'title: no-room': 'There is no such room',
  'hint: no-room': 'Check the link, or ask your host for a new one.',
  'title: meeting-full': 'The room is full',
  'hint: meeting-full': 'Try again when somebody has left.',
  'title: end-of-life': 'This page uses an outdated version of the video service',
  'hint: end-of-life': 'Reload the page. If that does not help, tell the people who run this site.',
  'title: not-allowed': 'This room does not let you in',
  'hint: not-allowed': 'Check that the link, and the token if you have one, belong together.',
  'title: connection-error': 'The connection failed',
  'hint: connection-error': 'Check your internet connection, then try again.',
  'title: camera-cam-in-use': 'Your camera is in use by another program',
  'hint: camera-cam-in-use': CAMERA_HINT,
  'title: camera-mic-in-use': 'Your microphone is in use by another program',
  'hint: camera-mic-in-use': CAMERA_HINT,
  'title: camera-cam-mic-in-use': 'Your camera and microphone are in use by another program',
  'hint: camera-cam-mic-in-use': CAMERA_HINT,
  'title: camera-permissions': 'Your camera or microphone is not allowed here',
  'hint: camera-permissions': CAMERA_HINT,
  'title: camera-undefined-mediadevices': 'This page cannot use your camera or microphone',
  'hint: camera-undefined-mediadevices': 'Browsers allow that on secure pages only (https).',
  'title: camera-not-found': 'No camera or microphone was found',
  'hint: camera-not-found': CAMERA_HINT,
  'title: camera-constraints': 'Your camera cannot do what was asked of it',
  'hint: camera-constraints': CAMERA_HINT,
  'title: camera-unknown': 'Your camera or microphone does not work here',
  'hint: camera-unknown': CAMERA_HINT,
};

/** Endings that an error's code alone does not determine. */
const endings: Readonly<Record<`${'title' | 'hint'}: ${CallEnding}`, string>> = {
  'title: time-over': 'The time for this meeting is over',
  'hint: time-over': 'If you need more of it, ask your host for a new link.',
  'title: room-closed': 'The meeting has ended',
  'hint: room-closed': 'Its room has been closed. Ask your host for a new link.',
};

type NoticeWords = Readonly<Record<`${'notice' | 'todo'}: ${NoticeCode}`, string>>;

const notices: NoticeWords = {
  'notice: no-webrtc': 'This browser cannot make video calls',
  'todo: no-webrtc': 'Open this page in a current version of Chrome, Edge, Firefox or Safari.',
  'notice: opaque-origin': 'Video calls do not work in this part of the page',
  'todo: opaque-origin': 'The site keeps it sealed off. Ask the people who run this site to change that.',
  'notice: not-secure': 'Camera and microphone do not work on this page',
  'todo: not-secure': 'Browsers allow them on secure pages only: open this page with https:// before its address.',
  'notice: devices-forbidden': 'Camera and microphone are not allowed on this page',
  'todo: devices-forbidden':
    'You can see and hear the others all the same. To be seen and heard as well, ask the people who run this site.',
  'notice: not-private': 'Nobody has to knock at this room',
  'todo: not-private': 'Whoever has the link comes straight in. If you want to decide who does, use a private room.',
  'notice: knocking-off': 'Nobody can knock at this room',
  'todo: knocking-off': 'If others are to ask, have knocking switched on for this room.',
};

/** All texts, in English. */
export const en = {
  ...enFirst,
  // Errors, and what to do
  ...errors,
  ...endings,
  // Why something cannot work, and what to do
  ...notices,
  openApart: 'Open in a tab of its own',
  copyAddress: 'For a tab of its own, copy this address:',
  tokenGoesTo: (host: string): string => `Goes to ${host}.`,
  // Guest
  waitingHeading: 'Waiting to be let in',
  askingHeading: 'Waiting for your devices',
  askingText:
    'If your browser asks, allow camera and microphone to be seen and heard, or block them to come in without.',
  waitingText: 'Your knock has been sent. As soon as the host lets you in, you are in the call.',
  youAreNext: 'You are next.',
  peopleBefore: (count: string, form: Intl.LDMLPluralRule): string =>
    form === 'one' ? `${count} person before you.` : `${count} people before you.`,
  hostMessage: 'Message from the host',
  unansweredHeading: 'Nobody has answered yet',
  unansweredText: 'The host may be away for a moment. Do you want to go on waiting?',
  keepWaiting: 'Keep waiting',
  giveUp: 'Give up',
  rejectedHeading: 'You were not let in this time',
  rejectedText: 'The host cannot take you right now. You may knock again.',
  knockAgain: 'Knock again',
  // Waiting list
  listHeading: 'Waiting room',
  listNotYet: 'Whoever knocks appears here once you are in the call.',
  people: (count: string, form: Intl.LDMLPluralRule): string =>
    form === 'one' ? `${count} person is waiting` : `${count} people are waiting`,
  nobody: 'Nobody is waiting.',
  listStale: 'The connection is lost. These people were waiting.',
  findPerson: 'Find a person',
  nobodyFound: 'Nobody of this name is waiting.',
  listNoRights: 'You cannot answer knocks in this room.',
  allow: 'Allow',
  deny: 'Deny',
  allowName: (name: string): string => `Allow guest ${name}`,
  denyName: (name: string): string => `Deny guest ${name}`,
  allowNoName: 'Allow guest without a name',
  denyNoName: 'Deny guest without a name',
  allowAll: 'Allow all',
  denyAll: 'Deny all',
  allowThese: (count: string, form: Intl.LDMLPluralRule): string =>
    form === 'one' ? 'Allow this one' : `Allow these ${count}`,
  denyThese: (count: string, form: Intl.LDMLPluralRule): string =>
    form === 'one' ? 'Deny this one' : `Deny these ${count}`,
  askAllow: (count: string, form: Intl.LDMLPluralRule): string =>
    form === 'one' ? `Allow ${count} person?` : `Allow ${count} people?`,
  askDeny: (count: string, form: Intl.LDMLPluralRule): string =>
    form === 'one' ? `Deny ${count} person?` : `Deny ${count} people?`,
  writeAll: 'Write to all',
  writeThese: (count: string, form: Intl.LDMLPluralRule): string =>
    form === 'one' ? 'Write to this one' : `Write to these ${count}`,
  write: 'Write',
  writeName: (name: string): string => `Write to guest ${name}`,
  writeNoName: 'Write to guest without a name',
  readyPhrases: 'Ready phrases',
  phraseLate: 'I am running five minutes late.',
  phraseSoon: 'I will be with you in a moment.',
  phraseStay: 'Please keep this page open. I will be there as soon as I can.',
  send: 'Send',
  sending: 'Sending…',
  delivered: 'Delivered.',
  notDeliveredTo: (names: string): string => `Not delivered to: ${names}.`,
  admitting: 'Letting in…',
  rejecting: 'Turning away…',
  wasLetIn: 'Let in',
  wasDenied: 'Turned away',
  hasGone: 'No longer waiting',
  decisionFailed: 'That did not go through. Please try again.',
  noName: 'Guest without a name',
  duplicateNumber: (number: string): string => `number ${number} of this name`,
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
  devicesOff: 'Your camera and microphone are off',
  devicesOffHint:
    'You have not done anything on this page yet. Switch them on here when you want to be seen and heard.',
  isWeak: 'weak connection',
  isSpeaking: 'speaking',
  soundBlocked: 'Your browser keeps the call silent until you say so.',
  devices: 'Devices',
  speaker: 'Speaker',
  systemDevice: 'System default',
  noDevice: 'None found',
  deviceFailed: 'This device does not work here. Please choose another one.',
  close: 'Close',
  previewAsking: 'Your browser asks whether this page may use them. Please allow it.',
  previewVideo: 'Your own picture',
  micLevel: 'How loud you are',
  closePreview: 'Switch off again',
  previewHint:
    'You can come in all the same. Check the permission in the address bar, or close other programs that use them.',
  // Alerts
  knockTitle: (count: string, title: string): string => `(${count}) ${title}`,
  letIn: 'You have been let in',
  notificationTitle: (name: string): string => `${name} is knocking`,
  // Announcements to screen readers, with one or several names
  'announce: daily-knock': (names: string): string => `Knocking: ${names}.`,
  'announce: daily-admitted': (names: string): string => `Let in: ${names}.`,
  'announce: daily-rejected': (names: string): string => `Turned away: ${names}.`,
  'announce: daily-withdrawn': (names: string): string => `No longer waiting: ${names}.`,
};

/** A translation. The compiler checks that each has all texts. */
export type Language = Readonly<typeof en>;
/** The texts of a translation. */
export type Words = Omit<Language, '$code' | '$name' | '$dir'>;
