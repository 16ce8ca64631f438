/**
 * The classes and types, without registering anything.
 *
 * @module
 */
export type { AccessLevel, GuestState, OwnerState, WaitingParticipant } from './core/call-state.js';
export type { DecisionResult } from './core/outcomes.js';
export type { ActionResult } from './core/participant-actions.js';
export {
  DailyKnockError,
  type CameraCode,
  type DailyFatalCode,
  type DailyKnockErrorCode,
  type KnockCode,
} from './core/errors.js';
export type { GetMemberToken, KnockOutcome } from './core/guest-session.js';
export type { LobbyChannel, LobbyMessage } from './core/lobby-channel.js';
export type { GetToken } from './core/owner-session.js';
export type {
  AdmittedDetail,
  BeforeKnockDetail,
  EjectedDetail,
  ErrorDetail,
  GuestAdmittedDetail,
  JoinedDetail,
  KnockDetail,
  LeftDetail,
  MessageDetail,
  OutcomeDetail,
  OwnerAdmittedDetail,
  PersonDetail,
  Role,
  StateChangeDetail,
  UnansweredDetail,
  WaitedDetail,
} from './core/reports.js';
export { configure, type Settings } from './core/room-hosts.js';
export type { CallOptions } from './daily/create-call.js';
export { DailyKnockForm, type KnockRequest } from './elements/knock-form/knock-form.js';
export { DailyOwnerRoom, type JoinRequest } from './elements/owner-room/owner-room.js';
export { DailyVideoTile, type TrackState } from './elements/video-tile/video-tile.js';
export { DailyWaitingList } from './elements/waiting-list/waiting-list.js';
export type { DailyKnockEventMap } from './events.js';
export type { Words } from './i18n/en.js';
export { registerTranslation, type Translation } from './i18n/registry.js';
