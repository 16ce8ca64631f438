// What all contenders have in common: a call of the real daily-js in a local room, and a crowd at its door.
import Daily from '/dist/daily-js.js';
import { callOptions, createRoom, createToken } from '/dist/local-room/index.js';

const WHAT = 'iframe-call-message';
const crowd = {};
let callClientId;
let count = 0;

/** An owner in a room, by daily-js. @returns {Promise<import('@daily-co/daily-js').DailyCall>} */
async function ownerInCall() {
  const room = await createRoom({ privacy: 'private', properties: { enable_knocking: true } });
  const token = await createToken({ properties: { room_name: room.name, is_owner: true, user_name: 'Olga' } });
  const listening = new AbortController();
  addEventListener(
    'message',
    ({ data }) => {
      if (data?.what !== WHAT || data.from !== 'module') return;
      callClientId = data.callClientId;
      // Whoever reads `data` has the message unpacked, which with a long list costs more than anything that is measured here.
      listening.abort();
    },
    { signal: listening.signal },
  );
  const call = Daily.createCallObject({ ...callOptions(), startVideoOff: true, startAudioOff: true });
  await call.join({ url: room.url, token });
  return call;
}

/** One more person knocks: the call machine tells daily-js so, with the whole list, as Daily's does. */
function knock() {
  count += 1;
  const id = `guest-${count}`;
  crowd[id] = { id, name: `Guest ${count}`, awaitingAccess: { level: 'full' } };
  const event = { action: 'waiting-participant-added', participant: crowd[id], allWaitingParticipants: crowd };
  postMessage({ ...event, what: WHAT, from: 'embedded', callClientId }, location.origin);
}

/** After all that has been posted so far, and what it has caused, is on the screen. */
async function settled(isDone) {
  await new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = done;
    port1.postMessage(0);
  });
  while (!isDone(count)) await new Promise((done) => requestAnimationFrame(done));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}

/**
 * Makes a contender ready; what it does is told to the script that drives the page.
 * @param {(call: import('@daily-co/daily-js').DailyCall) => (count: number) => boolean} mount shows the call's waiting list; gives whether it shows so many
 */
export async function contend(mount) {
  const call = await ownerInCall();
  const isDone = mount(call);
  globalThis.bench = {
    /** So many people come at once. */
    async burst(people) {
      const start = performance.now();
      for (let index = 0; index < people; index += 1) knock();
      await settled(isDone);
      return performance.now() - start;
    },
    /** People come one by one, each when all is quiet. */
    async oneByOne(people) {
      for (let index = 0; index < people; index += 1) {
        knock();
        await settled(isDone);
        await new Promise((done) => setTimeout(done, 60));
      }
    },
    /** What it costs when nothing happens for as long as that takes: to be subtracted. */
    async idle(turns) {
      for (let index = 0; index < turns; index += 1) {
        await settled(() => true);
        await new Promise((done) => setTimeout(done, 60));
      }
    },
  };
}
