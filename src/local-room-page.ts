/**
 * One script tag for a page that wants to try the elements without an account: it registers them, and lets every room link of
 * the local room be played by the local room. `daily-knock.js?room=lobby&room=office` makes the rooms named as well, private and with
 * knocking, unless there are rooms of these names: a page needs no script of its own.
 */
import { createRoom, useLocalRooms } from './local-room/index.js';

useLocalRooms();

const rooms = new URL(import.meta.url).searchParams.getAll('room');
for (const result of await Promise.allSettled(rooms.map((name) => createRoom({ name, ifExists: 'keep' })))) {
  if (result.status === 'rejected') console.error('daily-knock: a local room could not be made.', result.reason);
}

// Only now: an element that joins by itself does so as soon as it is registered.
await import('./script.js');
