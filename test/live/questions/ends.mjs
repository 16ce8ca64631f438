// What the end of a room or a token says, to those who are there and to those who come afterwards.
import { secondsFromNow } from '../rest.mjs';
import { endOf, lastError, levelOf } from './support.mjs';

const OFF = { startVideoOff: true, startAudioOff: true };
/** Enough to join in, once the call machine is loaded. */
const END_SECONDS = 20;
/** Longer than the end, for a server that is late. */
const PATIENCE_SECONDS = END_SECONDS + 15;

export default [
  {
    name: 'room-ends',
    title: 'What does the end of a room (exp, eject_at_room_exp) say?',
    readings: {
      both: 'it ends both the call and the wait',
      call: 'it ends the call; whoever waits is told nothing',
      lobby: 'it ends the wait; the call goes on',
      none: 'nothing: both go on',
    },
    async ask(stage) {
      const [olga, gus] = await Promise.all([ready(stage, 'Olga'), ready(stage, 'Gus')]);
      const { url } = await stage.room({ properties: { exp: secondsFromNow(END_SECONDS), eject_at_room_exp: true } });
      await Promise.all([
        olga.call('join', { url, userName: 'Olga', token: await stage.token(), ...OFF }),
        gus.call('join', { url, userName: 'Gus', ...OFF }),
      ]);
      await Promise.all([olga, gus].map((each) => each.sees('joined-meeting', { within: 1000 })));
      await gus.begin('requestAccess', { name: 'Gus' });
      const [call, lobby] = await Promise.all([olga, gus].map((each) => endOf(each, PATIENCE_SECONDS)));
      const reading = call.type ? (lobby.type ? 'both' : 'call') : lobby.type ? 'lobby' : 'none';
      const later = await arrives(stage, 'Ana');
      return { reading, seen: `in the call: ${call.text}; in the lobby: ${lobby.text}; to who comes later: ${later}` };
    },
  },
  {
    name: 'token-ends',
    title: 'What does the end of a token (exp, eject_at_token_exp) say?',
    readings: { ends: 'it ends the call', none: 'nothing: the call goes on' },
    async ask(stage) {
      const olga = await ready(stage, 'Olga');
      const { url } = await stage.room();
      const token = await stage.token({ is_owner: true, exp: secondsFromNow(END_SECONDS), eject_at_token_exp: true });
      await olga.call('join', { url, userName: 'Olga', token, ...OFF });
      await olga.sees('joined-meeting', { within: 1000 });
      const { type, text } = await endOf(olga, PATIENCE_SECONDS);
      const later = await arrives(stage, 'Omar', { token });
      return { reading: type ? 'ends' : 'none', seen: `in the call: ${text}; to who comes with it later: ${later}` };
    },
  },
];

/** Somebody whose call machine is loaded, so that joining takes as little time as it can. */
async function ready(stage, name) {
  const person = await stage.person(name);
  await person.makeCall();
  await person.call('load');
  return person;
}

/** What preAuth() says to somebody who comes now. */
async function arrives(stage, name, more) {
  const person = await stage.person(name);
  await person.makeCall();
  await person.call('preAuth', { url: stage.current.url, userName: name, ...more });
  const { value, error } = person.entries.findLast(({ kind }) => kind === 'settled');
  await stage.quiet();
  const settled = error === undefined ? `access ${levelOf(value?.access)}` : 'rejects';
  return `${lastError(person, 'no error').text} (preAuth(): ${settled})`;
}
