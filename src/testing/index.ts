/**
 * Rooms, guests and owners for tests of pages that use the elements, on the local room in the browser of the test. Importing has no side
 * effects.
 *
 * @module
 */
export { closeRooms, openRoom } from './open-room.js';
export type { OpenRoomOptions } from './open-room.js';
export type { TestRoom } from './test-room.js';
export type { GuestOptions, KnockAnswer, TestGuest } from './guest.js';
export type { AnswerOutcome, TestOwner, TestWaiting, Who } from './owner.js';
export type { PersonOptions } from './person.js';
export { nextEvent, reaches } from './elements.js';
export type { NextEventOptions, StatefulElement } from './elements.js';
export type { WaitOptions } from './wait.js';
export { useLocalRooms } from '../local-room/index.js';
export type {
  LocalLobbyChannel,
  LocalLobbyMessage,
  RoomBehavior,
  RoomTiming,
  UseLocalRoomsOptions,
} from '../local-room/index.js';
