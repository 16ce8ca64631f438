import { nextName, onPress, openRoom } from './support.js';

const room = await openRoom();
const list = document.querySelector('daily-waiting-list');
let owner;

onPress(async () => {
  if (!owner) {
    owner = await room.joinAsOwner('Olga');
    list.call = owner.call;
  }
  const name = nextName();
  await room.knock(name);
  return `${name} has knocked.`;
});
