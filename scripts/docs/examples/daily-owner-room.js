import { nextName, onPress, openRoom } from './support.js';

const room = await openRoom();
const owner = document.querySelector('#owner');
owner.roomUrl = room.url;
owner.token = room.ownerToken;

onPress(async () => {
  const name = nextName();
  await room.knock(name);
  return owner.state === 'joined' ? `${name} has knocked.` : `${name} has knocked and is waiting. Join to answer.`;
});
