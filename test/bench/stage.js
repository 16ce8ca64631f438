// What all contenders have in common: a call of the real daily-js in a local room, and people who wait.
import Daily from '/dist/daily-js.js';
import { callOptions, createRoom, createToken } from '/dist/local-room/index.js';

const WHAT = 'iframe-call-message';
/** Which of those who wait a request of daily-js decides on. */
const DECISIONS = {
  'daily-method-update-waiting-participant': ({ id }) => [id],
  'daily-method-update-waiting-participants': ({ updatesById }) =>
    Object.keys('*' in updatesById ? waiting : updatesById),
};
const waiting = {};
let callClientId;
/** Who has come so far, and how many of them are to be seen now. */
let come = 0;
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
  come += 1;
  count += 1;
  const id = `guest-${come}`;
  waiting[id] = { id, name: `Guest ${come}`, awaitingAccess: { level: 'full' } };
  say({ action: 'waiting-participant-added', participant: waiting[id], allWaitingParticipants: waiting });
}

/**
 * Those who have knocked are known here and not in the room; so decisions on them are carried out here, as Daily's call machine does:
 * each one's leaving is told in a task of its own, with those who are left, and then whoever asked gets an answer.
 */
function takeDecisions() {
  const { port1, port2 } = new MessageChannel();
  const left = [];
  port2.onmessage = () => {
    left.shift()();
    if (left.length) port1.postMessage(0);
  };
  const later = (task) => {
    if (left.push(task) === 1) port1.postMessage(0);
  };
  window.postMessage = (message, ...rest) => {
    const decided = message?.from === 'module' && DECISIONS[message.action]?.(message);
    if (!decided) return post(message, ...rest);
    for (const id of decided)
      later(() => {
        const participant = waiting[id];
        delete waiting[id];
        say({ action: 'waiting-participant-removed', participant, allWaitingParticipants: waiting });
      });
    later(() => say({ id: message.id, ids: decided, callbackStamp: message.callbackStamp }));
  };
}

const post = window.postMessage.bind(window);
const say = (event) => post({ ...event, what: WHAT, from: 'embedded', callClientId }, location.origin);

/** After all that has been posted so far, and what it has caused, is on the screen. */
async function settled(shows) {
  await new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = done;
    port1.postMessage(0);
  });
  while (!shows(count)) await new Promise((done) => requestAnimationFrame(done));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}

/** @returns {string} the session id of who has waited longest */
export const longestWaiting = () => Object.keys(waiting)[0];

/**
 * Makes a contender ready; what it does is told to the script that drives the page.
 * @param {(call: import('@daily-co/daily-js').DailyCall) => { shows: (count: number) => boolean, allow: () => void, allowAll: () => void | Promise<void> }} mount shows the call's waiting list; gives whether it shows so many, and its buttons for who has waited longest and for all
 */
export async function contend(mount) {
  takeDecisions();
  const call = await ownerInCall();
  const { shows, allow, allowAll } = mount(call);
  globalThis.bench = {
    /** So many people come at once. */
    async burst(people) {
      for (let index = 0; index < people; index += 1) knock();
      await settled(shows);
    },
    /** People come one by one, each when all is quiet. */
    async oneByOne(people) {
      for (let index = 0; index < people; index += 1) {
        knock();
        await settled(shows);
        await new Promise((done) => setTimeout(done, 60));
      }
    },
    /** People are let in one by one, each when all is quiet. */
    async decide(people) {
      for (let index = 0; index < people; index += 1) {
        count -= 1;
        allow();
        await settled(shows);
        await new Promise((done) => setTimeout(done, 60));
      }
    },
    /** Everybody is let in. */
    async decideAll() {
      count = 0;
      await allowAll();
      await settled(shows);
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
