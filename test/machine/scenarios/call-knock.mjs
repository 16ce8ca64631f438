// A knock and its answer, with call objects: the events of owner and guest, in order.
const grant = { grantRequestedAccess: true };
const deny = { grantRequestedAccess: false };

export default [
  {
    name: 'admit',
    title: 'A guest knocks and is let in, with camera and microphone',
    async play(stage) {
      await stage.room();
      const olga = await stage.owner('Olga', { devices: {} });
      const gus = await stage.knocker('Gus', { devices: {} });
      await olga.sees('waiting-participant-added');
      await olga.call('updateWaitingParticipant', gus.sessionId, grant);
      await Promise.all([gus.sees('participant-joined'), olga.seesAdmitted(gus)]);
      await stage.quiet();
      await gus.call('leave');
      await olga.sees('participant-left');
      await olga.call('leave');
    },
  },
  {
    name: 'deny',
    title: 'A guest knocks and is turned away',
    async play(stage) {
      const { olga, gus } = await stage.ownerAndKnocker();
      await olga.call('updateWaitingParticipant', gus.sessionId, deny);
      await Promise.all([gus.sees('left-meeting'), olga.sees('waiting-participant-removed')]);
      await stage.quiet();
    },
  },
  {
    name: 'rename',
    title: 'A guest knocks again under another name; setUserName() reaches no owner',
    async play(stage) {
      const { olga, gus } = await stage.ownerAndKnocker();
      await gus.call('setUserName', 'Nobody hears this');
      await stage.quiet();
      await gus.begin('requestAccess', { name: 'Gustav' });
      await olga.sees('waiting-participant-updated');
      await olga.call('updateWaitingParticipant', gus.sessionId, grant);
      await Promise.all([
        gus.settles('requestAccess', { count: 2 }),
        gus.sees('participant-joined'),
        olga.seesAdmitted(gus),
      ]);
      await stage.quiet();
    },
  },
  {
    name: 'late-owner',
    title: 'An owner who arrives finds the list empty; those who wait appear within one interval of knocking',
    async play(stage) {
      await stage.room();
      const ana = await stage.knocker('Ana');
      await stage.sleep(stage.timing.knockInterval / 2);
      const olga = await stage.owner('Olga');
      await olga.sees('waiting-participant-added', { within: stage.timing.knockInterval * 1000 + 4000 });
      await ana.call('leave');
      await olga.sees('waiting-participant-removed');
    },
  },
  {
    name: 'two-owners-allow-allow',
    title: 'Two owners let the same guest in at once',
    play: (stage) => bothAnswer(stage, grant, grant),
  },
  {
    name: 'two-owners-allow-deny',
    title: 'One owner lets a guest in, and the other turns them away just after',
    play: (stage) => bothAnswer(stage, grant, deny),
  },
  {
    name: 'tab-closed',
    title:
      'The guest’s tab closes: they stay listed until the knock has not been heard for its time; an answer changes nothing',
    async play(stage) {
      await stage.room();
      const olga = await stage.owner('Olga');
      const gus = await stage.knocker('Gus');
      await olga.sees('waiting-participant-added');
      const { sessionId } = gus;
      await gus.closeTab();
      await olga.call('updateWaitingParticipant', sessionId, grant);
      const since = Date.now();
      const { knockTimeout, sweepInterval } = stage.timing;
      await olga.sees('waiting-participant-removed', { within: (knockTimeout + sweepInterval) * 1000 + 3000 });
      const seconds = (Date.now() - since) / 1000;
      // The answer counts as a sign of life.
      stage.check(seconds > knockTimeout - 0.5, `Dropped ${seconds} s after the answer`);
      olga.note('dropped knockTimeout to knockTimeout + sweepInterval seconds after the answer');
      await stage.quiet();
      await olga.call('updateWaitingParticipant', sessionId, grant);
    },
  },
  {
    name: 'lost-answer',
    title: 'An answer is lost: the promise resolves, the guest stays listed, a second answer works',
    async play(stage) {
      const { room, olga, gus } = await stage.ownerAndKnocker();
      await stage.world.loseNextAnswer(room, gus.sessionId);
      await olga.call('updateWaitingParticipant', gus.sessionId, grant);
      await stage.sleep(stage.timing.knockInterval + 0.5);
      olga.note('one knocking interval later');
      await olga.call('updateWaitingParticipant', gus.sessionId, grant);
      await Promise.all([gus.sees('participant-joined'), olga.seesAdmitted(gus)]);
      await stage.quiet();
    },
  },
  {
    name: 'owner-cut-off',
    cuts: true,
    title: 'An owner who is cut off loses the list, and gets the same people anew',
    async play(stage) {
      const { room, olga, gus } = await stage.ownerAndKnocker();
      await stage.world.cut(room, olga.sessionId, 'closed');
      await olga.sees('network-connection', { where: ({ event }) => event === 'interrupted' });
      const { knockTimeout, sweepInterval, knockInterval } = stage.timing;
      await olga.sees('waiting-participant-removed', { within: (knockTimeout + sweepInterval) * 1000 + 4000 });
      await stage.world.restore(room, olga.sessionId);
      await olga.sees('network-connection', { count: 2, where: ({ event }) => event === 'connected' });
      await olga.sees('waiting-participant-added', { count: 2, within: knockInterval * 1000 + 4000 });
      await olga.call('updateWaitingParticipant', gus.sessionId, grant);
      await Promise.all([gus.sees('participant-joined'), olga.seesAdmitted(gus, { count: 2 })]);
      await stage.quiet();
    },
  },
  {
    name: 'knock-comes-and-goes',
    title: 'Nobody hears a guest’s knocks for a while: removed, then added again with the same id',
    async play(stage) {
      const { room, olga, gus } = await stage.ownerAndKnocker();
      await stage.world.muffleKnocks(room, gus.sessionId, true);
      const { knockTimeout, sweepInterval, knockInterval } = stage.timing;
      await olga.sees('waiting-participant-removed', { within: (knockTimeout + sweepInterval) * 1000 + 3000 });
      await stage.world.muffleKnocks(room, gus.sessionId, false);
      await olga.sees('waiting-participant-added', { count: 2, within: knockInterval * 1000 + 3000 });
      await stage.quiet();
    },
  },
  {
    name: 'slow-timers',
    title:
      'A tab out of sight, whose timers the browser slows down: the guest comes and goes, and a knock anew is heard at once',
    async play(stage) {
      await stage.room();
      const olga = await stage.owner('Olga');
      const { knockTimeout, sweepInterval, knockInterval } = stage.timing;
      const gus = await stage.knocker('Gus', { scripts: [slowInterval(knockInterval * 1000)] });
      await olga.sees('waiting-participant-added');
      await olga.sees('waiting-participant-removed', { within: (knockTimeout + sweepInterval) * 1000 + 3000 });
      await gus.begin('requestAccess', { name: 'Gus' });
      await olga.sees('waiting-participant-added', { count: 2 });
      await olga.call('updateWaitingParticipant', gus.sessionId, grant);
      await Promise.all([
        gus.settles('requestAccess', { count: 2 }),
        gus.sees('participant-joined'),
        olga.seesAdmitted(gus, { count: 2 }),
      ]);
      await stage.quiet();
    },
  },
  {
    name: 'owner-lost',
    title: 'An owner who finds no way back is out after some seconds',
    worlds: ['machine'],
    cuts: true,
    async play(stage) {
      const room = await stage.room();
      const olga = await stage.owner('Olga');
      await stage.world.cut(room, olga.sessionId, 'refused');
      await olga.sees('left-meeting', { within: 40_000 });
      await stage.quiet();
    },
  },
  ...[0, 60].map((keepLostSessions) => ({
    name: keepLostSessions ? 'session-kept' : 'session-dropped',
    title: keepLostSessions
      ? 'Somebody in the call is cut off, where the server keeps their session: the others see nothing of it'
      : 'Somebody in the call is cut off, where the server drops their session at once: they leave and join again',
    worlds: ['machine'],
    cuts: true,
    async play(stage) {
      const room = await stage.room({ behavior: { keepLostSessions } });
      const olga = await stage.owner('Olga');
      const omar = await stage.owner('Omar');
      await Promise.all([olga.sees('participant-joined'), omar.sees('participant-joined')]);
      await stage.world.cut(room, omar.sessionId, 'closed');
      await omar.sees('network-connection', { where: ({ event }) => event === 'interrupted' });
      if (!keepLostSessions) await olga.sees('participant-left');
      await stage.sleep(2);
      await stage.world.restore(room, omar.sessionId);
      await omar.sees('network-connection', {
        count: 2,
        where: ({ type, event }) => type === 'signaling' && event === 'connected',
      });
      if (!keepLostSessions) await olga.sees('participant-joined', { count: 2 });
      await stage.quiet();
    },
  })),
  {
    name: 'cancel',
    title: 'A guest leaves while waiting: the knock’s promise stays pending',
    async play(stage) {
      const { olga, gus } = await stage.ownerAndKnocker();
      await gus.call('leave');
      await olga.sees('waiting-participant-removed');
      await stage.sleep(1);
      stage.check(
        !gus.entries.some(({ kind, method }) => kind === 'settled' && method === 'requestAccess'),
        'requestAccess() is pending',
      );
      gus.note('requestAccess() is still pending');
    },
  },
  {
    name: 'reload-and-knock-again',
    title: 'A guest who was turned away comes again with a new call object',
    async play(stage) {
      const { olga, gus } = await stage.ownerAndKnocker();
      await olga.call('updateWaitingParticipant', gus.sessionId, deny);
      await gus.sees('left-meeting');
      await gus.call('destroy');
      await gus.makeCall();
      const { url } = stage.current;
      await gus.call('preAuth', { url, userName: 'Gus' });
      await gus.call('join', { url, userName: 'Gus', startVideoOff: true, startAudioOff: true });
      await gus.knocks();
      await olga.sees('waiting-participant-added', { count: 2 });
      await olga.call('updateWaitingParticipant', gus.sessionId, grant);
      await Promise.all([gus.sees('participant-joined'), olga.seesAdmitted(gus)]);
      await stage.quiet();
    },
  },
  {
    name: 'batch',
    title: 'Several answers at once; one unknown id refuses them all',
    racing: 'waiting-participant-removed', // Each guest takes their own knock back.
    async play(stage) {
      await stage.room();
      const olga = await stage.owner('Olga');
      const ana = await stage.knocker('Ana');
      await olga.sees('waiting-participant-added');
      const ben = await stage.knocker('Ben');
      await olga.sees('waiting-participant-added', { count: 2 });
      await olga.call('updateWaitingParticipants', { [ana.sessionId]: grant, [UNKNOWN]: grant, [ben.sessionId]: deny });
      await stage.quiet();
      await olga.call('updateWaitingParticipants', { [ana.sessionId]: grant, [ben.sessionId]: deny });
      await Promise.all([
        ben.sees('left-meeting'),
        ana.sees('participant-joined'),
        olga.seesAdmitted(ana),
        olga.sees('waiting-participant-removed', { count: 2 }),
      ]);
      await stage.quiet();
    },
  },
  {
    name: 'answer-refused',
    title: 'Answers for somebody who is not listed, by a guest, and with a name that is not there',
    async play(stage) {
      const { olga, gus } = await stage.ownerAndKnocker();
      await olga.call('updateWaitingParticipant', UNKNOWN, grant);
      await gus.call('updateWaitingParticipant', gus.sessionId, grant);
      const ben = await stage.guest('Ben');
      await ben.call('requestAccess', { name: '' });
      await stage.quiet();
    },
  },
  {
    name: 'names',
    title: 'A name of 300 characters, and a lone surrogate in a name',
    async play(stage) {
      await stage.room();
      const olga = await stage.owner('Olga');
      const ana = await stage.knocker('Ana', { userName: 'A'.repeat(300) });
      await olga.sees('waiting-participant-added');
      await olga.call('updateWaitingParticipant', ana.sessionId, grant);
      await Promise.all([ana.sees('participant-joined'), olga.seesAdmitted(ana)]);
      const ben = await stage.person('Ben');
      await ben.makeCall();
      await ben.call('preAuth', { url: stage.current.url, userName: 'Ben \ud83d' });
      await stage.quiet();
    },
  },
];

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** Chromium runs the timers of a tab out of sight once a minute, if it has no live camera or microphone; here only the knock's. */
function slowInterval(milliseconds) {
  return `{
    const { setInterval } = globalThis;
    globalThis.setInterval = (run, delay, ...values) =>
      setInterval(run, delay === ${milliseconds} ? 60_000 : delay, ...values);
  }`;
}

/**
 * Two owners answer the same guest at once. Which message comes first, and whether the second owner has heard of the first one's answer
 * by then, is for the machine to decide: another guest comes until it has been the order that the scenario is about.
 */
async function bothAnswer(stage, first, second) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { olga, omar, gus } = await twoOwners(stage);
    await Promise.all([
      olga.call('updateWaitingParticipant', gus.sessionId, first),
      omar.call('updateWaitingParticipant', gus.sessionId, second),
    ]);
    const answers = await Promise.all([olga, omar].map((owner) => owner.settles('updateWaitingParticipant')));
    const { value } = await gus.settles('requestAccess');
    if (value?.granted && answers.every(({ error }) => error === undefined)) {
      await Promise.all([
        ...[olga, omar].map((owner) => owner.seesAdmitted(gus)),
        gus.sees('participant-joined', { count: 2 }),
      ]);
      await stage.quiet();
      return;
    }
    await stage.startAgain();
  }
  throw new Error(`Not in ${ATTEMPTS} attempts were both answers sent in time.`);
}

const ATTEMPTS = 6;

async function twoOwners(stage) {
  await stage.room();
  const olga = await stage.owner('Olga');
  const omar = await stage.owner('Omar');
  await Promise.all([olga.sees('participant-joined'), omar.sees('participant-joined')]);
  const gus = await stage.knocker('Gus');
  await Promise.all([olga.sees('waiting-participant-added'), omar.sees('waiting-participant-added')]);
  return { olga, omar, gus };
}
