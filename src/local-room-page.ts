/**
 * One script tag for a page that tries the elements without an account. It registers them, and calls to links of the local room go to the
 * local room. `daily-knock.js?room=lobby&room=office` also creates these rooms, private and with knocking, unless they exist.
 */
import { createRoom, useLocalRooms } from './local-room/index.js';

useLocalRooms();

const rooms = new URL(import.meta.url).searchParams.getAll('room');
for (const result of await Promise.allSettled(rooms.map((name) => createRoom({ name, ifExists: 'keep' })))) {
  if (result.status === 'rejected') console.error('daily-knock: could not create a local room.', result.reason);
}

// Only now: an element that joins by itself does so as soon as it is registered.
await import('./script.js');
