/**
 * The local room: rooms in the browser for demos, development and tests, without an account and without a network. The functions resemble
 * Daily's REST API. Importing has no side effects.
 *
 * @module
 */
export { createRoom, updateRoom, deleteRoom, getRoom, createToken, eject, LocalRoomError } from './api/rooms.js';
export type {
  CreateRoomOptions,
  LocalRoom,
  RoomProperties,
  CreateTokenOptions,
  UpdateRoomOptions,
} from './api/rooms.js';
export { failNext, failNow, clearFaults, getFaults } from './api/faults.js';
export type {
  AnswerOrder,
  Fault,
  FaultDetails,
  FaultKind,
  FaultTarget,
  MessageFailure,
  RequestFailure,
  SuddenFault,
  SuddenFailure,
} from './room/fault-types.js';
export { watchRoom } from './api/watch-room.js';
export type { LocalRoomParticipant, LocalRoomSnapshot, LocalRoomWaiting } from './api/watch-room.js';
export { LOCAL_ROOM_HOST, callOptions, isLocalRoomUrl } from './api/address.js';
export type { CallOptionsDetails, LocalRoomCallOptions } from './api/address.js';
export { createLobbyChannel, LocalLobbyError } from './api/lobby-channel.js';
export type { LocalLobbyChannel, LocalLobbyChannelOptions, LocalLobbyMessage } from './api/lobby-channel.js';
export type { Privacy, RoomConfig } from './room/types.js';
export type { RoomBehavior, RoomTiming } from './room/types.js';
export type { TokenProperties } from './room/tokens.js';
export { useLocalRooms } from './api/address.js';
export type { UseLocalRoomsOptions } from './api/address.js';
