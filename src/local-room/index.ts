/**
 * The local room: rooms in the browser, for demos, development and tests of pages that use Daily, with no account and no
 * network. The functions are shaped like Daily's REST API. Nothing happens on import.
 *
 * @module
 */
export { createRoom, updateRoom, deleteRoom, getRoom, createToken, eject, LocalRoomError } from './rooms.js';
export type { CreateRoomOptions, LocalRoom, RoomProperties, CreateTokenOptions, UpdateRoomOptions } from './rooms.js';
export { failNext, failNow, clearFaults, getFaults } from './faults.js';
export type {
  AnswerOrder,
  Fault,
  FaultDetails,
  FaultKind,
  FaultTarget,
  MessageTrouble,
  RequestTrouble,
  SuddenFault,
  SuddenTrouble,
} from './fault.js';
export { watchRoom } from './watch-room.js';
export type { LocalRoomParticipant, LocalRoomSnapshot, LocalRoomWaiting } from './watch-room.js';
export { LOCAL_ROOM_HOST, callOptions, isLocalRoomUrl } from './address.js';
export type { CallOptionsDetails, LocalRoomCallOptions } from './address.js';
export type { Privacy, RoomConfig } from './types.js';
export type { RoomBehavior, RoomTiming } from './room-options.js';
export type { TokenProperties } from './tokens.js';
export { useLocalRooms } from './use-local-rooms.js';
export type { UseLocalRoomsOptions } from './use-local-rooms.js';
