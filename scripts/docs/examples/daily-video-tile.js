import { onPress, openRoom } from './support.js';

const room = await openRoom();
let person;

onPress(async () => {
  if (person) return 'You have joined already.';
  person = await room.joinAsOwner('Olga', { camera: true });
  document.querySelector('daily-video-tile').call = person.call;
  return 'You have joined.';
});
