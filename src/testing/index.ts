/**
 * For tests of pages that use the elements: rooms, guests and owners in the browser of the test, on the local room. Nothing happens on
 * import.
 *
 * @module
 */
export { closeRooms, openRoom } from './open-room.js';
export type { OpenRoomOptions } from './open-room.js';
export type { TestRoom } from './test-room.js';
export type { KnockAnswer, TestGuest } from './guest.js';
export type { AnswerOutcome, TestOwner, TestWaiting, Who } from './owner.js';
export type { PersonOptions } from './person.js';
export { nextEvent, reaches } from './elements.js';
export type { NextEventOptions, StatefulElement } from './elements.js';
export type { WaitOptions } from './wait.js';
export { useLocalRooms } from '../local-room/index.js';
export type { RoomBehavior, RoomTiming, UseLocalRoomsOptions } from '../local-room/index.js';
