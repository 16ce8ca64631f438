// How an owner sees waiting guests.
import { NO_DEVICES } from '../../machine/person.mjs';
import {
  comes,
  endOf,
  GRANT,
  isLetIn,
  isListed,
  isRemoved,
  lastError,
  ownerAndKnocker,
  ownerIn,
  tries,
} from './support.mjs';

/** With some reserve for what the owner's own clock does: 12 s after the last knock, which is up to 3 s old. */
const OWN_CLOCK_FROM_S = 8.5;

export default [
  {
    name: 'closed-tab',
    title: 'How long does somebody stay listed who has closed the tab?',
    readings: {
      clock: 'until the owner’s own clock drops them (12 to 14 s after the last knock)',
      server: 'less: the server tells the owner sooner',
      stays: 'longer than 30 s',
    },
    async ask(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      await gus.closeTab();
      const start = Date.now();
      const removed = await comes(isRemoved(olga, gus, 30_000));
      const seconds = (Date.now() - start) / 1000;
      if (!removed) return { reading: 'stays', seen: 'still listed after 30 s' };
      return {
        reading: seconds < OWN_CLOCK_FROM_S ? 'server' : 'clock',
        seen: `removed ${seconds.toFixed(1)} s after the tab was closed`,
      };
    },
  },
  {
    name: 'lost-answer',
    title: 'What becomes of an answer that is sent while the guest’s connection is being replaced?',
    readings: {
      lost: 'it is lost: the guest stays listed, and a second answer works',
      late: 'the server delivers it when the guest is back',
      stuck: 'it is lost, and a second answer does not work either',
      gone: 'it is lost, and the guest is listed no more',
    },
    async ask(stage) {
      await stage.room();
      const olga = await ownerIn(stage);
      const gus = await stage.person('Gus');
      const connection = await interruptible(gus.page);
      await gus.makeCall();
      const { url } = stage.current;
      await gus.call('join', { url, userName: 'Gus', ...NO_DEVICES });
      await gus.begin('requestAccess', { name: 'Gus' });
      await isListed(olga, gus);
      connection.interrupt();
      const { thrown } = await tries(olga, 'updateWaitingParticipant', gus.sessionId, GRANT);
      const answer = thrown ? `the answer rejects ("${thrown}")` : 'the answer resolves';
      if (await comes(isLetIn(gus, 3000))) throw new Error('the interruption did not keep the answer from the guest');
      await connection.replace();
      if (await comes(isLetIn(gus, 15_000))) return { reading: 'late', seen: `${answer}; let in once connected again` };
      const waiting = await olga.read('waitingParticipants');
      if (!waiting[gus.sessionId]) return { reading: 'gone', seen: `${answer}; ${lastError(gus, 'no error').text}` };
      await tries(olga, 'updateWaitingParticipant', gus.sessionId, GRANT);
      const second = await comes(isLetIn(gus, 10_000));
      return {
        reading: second ? 'lost' : 'stuck',
        seen: `${answer}; 15 s after being connected again still listed; the second answer ${second ? 'lets them in' : 'does nothing'}`,
      };
    },
  },
  {
    name: 'long-name',
    title: 'What becomes of a name of 300 characters?',
    readings: { whole: 'it is taken as it is', cut: 'it is cut', refused: 'it is refused' },
    async ask(stage) {
      const userName = `${'Gus '.repeat(75).trim()}!`;
      await stage.room();
      const olga = await ownerIn(stage);
      const gus = await stage.knocker('Gus', { userName });
      if (!(await comes(isListed(olga, gus, 15_000))))
        return { reading: 'refused', seen: `not listed; the guest hears ${refusalOf(gus)}` };
      const listed = (await olga.read('waitingParticipants'))[gus.sessionId]?.name ?? '';
      await tries(olga, 'updateWaitingParticipant', gus.sessionId, GRANT);
      const joined = await olga.sees('participant-joined', {
        where: ({ participant }) => participant.session_id === gus.sessionId,
      });
      const called = joined.event.participant.user_name;
      const isWhole = [listed, called].every((name) => name === userName);
      const lengths = `${listed.length} characters in the waiting list, ${called.length} in the call`;
      return { reading: isWhole ? 'whole' : 'cut', seen: `of ${userName.length} characters: ${lengths}` };
    },
  },
  {
    name: 'full-room',
    title: 'Does a full room refuse somebody who is let in?',
    readings: {
      admitted: 'no: they come in all the same',
      refused: 'yes: they are refused after the answer',
      lobby: 'they do not even get into the lobby',
      waits: 'the answer does nothing: they go on waiting',
    },
    async ask(stage) {
      await stage.room({ properties: { max_participants: 2 } });
      const olga = await ownerIn(stage);
      await ownerIn(stage, { properties: { is_owner: false } }, 'Mia');
      const gus = await stage.knocker('Gus');
      if (!(await comes(isListed(olga, gus, 15_000)))) {
        if (!gus.has('error')) throw new Error('the guest is not listed, without an error');
        return { reading: 'lobby', seen: `the guest hears ${lastError(gus).text}` };
      }
      await tries(olga, 'updateWaitingParticipant', gus.sessionId, GRANT);
      const letIn = comes(isLetIn(gus, 8000));
      const { type, text } = await endOf(gus, 8);
      if (type) return { reading: 'refused', seen: `the guest hears ${text}` };
      return (await letIn)
        ? { reading: 'admitted', seen: 'three in a room with max_participants: 2' }
        : { reading: 'waits', seen: 'neither let in nor an error within 8 s' };
    },
  },
];

/** The fatal error, else the promise that rejected. */
function refusalOf(person) {
  const { method, error } = person.entries.findLast((entry) => entry.kind === 'settled' && 'error' in entry) ?? {};
  const rejection = method ? `${method}() rejects: ${error?.message ?? error?.errorMsg ?? error}` : 'no error';
  return lastError(person, rejection).text;
}

/**
 * A page whose WebSockets lose what they carry while they are interrupted, as when a phone changes its network: the server still thinks
 * that they are open. (Chromium's own offline emulation does not lose anything: it holds messages back.)
 */
async function interruptible(page) {
  const open = new Set();
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer();
    const state = { socket, isLost: false };
    open.add(state);
    const pass = (to) => (message) => void (state.isLost || to.send(message));
    socket.onMessage(pass(server));
    server.onMessage(pass(socket));
    const forget = (other) => async (code, reason) => {
      open.delete(state);
      if (!state.isLost) await other.close({ code: closeCode(code), reason }).catch(() => {});
    };
    socket.onClose(forget(server));
    server.onClose(forget(socket));
  });
  await page.reload(); // Pages are routed from their beginning only.
  return {
    interrupt: () => open.forEach((state) => (state.isLost = true)),
    /** The page hears that its connections are gone, and makes new ones. */
    replace: () => Promise.all([...open].map(({ socket }) => socket.close({ code: 4000 }))),
  };
}

/** Codes of the browser's own (1005, 1006) cannot be sent. */
function closeCode(code) {
  return code === 1000 || code >= 3000 ? code : undefined;
}
