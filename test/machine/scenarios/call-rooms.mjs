// Who gets in where: rooms and tokens of all kinds, and how a stay ends.
const grant = { grantRequestedAccess: true };
const OFF = { startVideoOff: true, startAudioOff: true };
const secondsFromNow = (seconds) => Math.floor(Date.now() / 1000) + seconds;

export default [
  {
    name: 'room-without-knocking',
    title: 'A private room without knocking',
    async play(stage) {
      await stage.room({ properties: { enable_knocking: false } });
      const gus = await stage.person('Gus');
      await gus.makeCall();
      await gus.call('preAuth', { url: stage.current.url, userName: 'Gus' });
      await stage.quiet();
      gus.note('join() without preAuth(), with a new call object');
      await gus.call('destroy');
      await gus.makeCall();
      await gus.call('join', { url: stage.current.url, userName: 'Gus', ...OFF });
      await stage.quiet();
    },
  },
  {
    name: 'no-room',
    title: 'A room that is not there',
    async play(stage) {
      await stage.room();
      await triesBoth(stage, 'Gus', { url: `${stage.current.url}-not-there` });
    },
  },
  {
    name: 'room-not-open',
    title: 'A room that is not open yet (nbf)',
    async play(stage) {
      await stage.room({ properties: { nbf: secondsFromNow(3600) } });
      await triesBoth(stage, 'Gus');
    },
  },
  {
    name: 'room-over',
    title: 'A room that is over (exp)',
    async play(stage) {
      await stage.room({ properties: { exp: secondsFromNow(-60) } });
      await triesBoth(stage, 'Gus');
    },
  },
  ...['private', 'public'].flatMap((privacy) =>
    [
      ['bad', 'that is none', () => 'no-token'],
      ['exp', 'that is over', (stage) => stage.token({ is_owner: true, exp: secondsFromNow(-60) })],
      ['nbf', 'that is not valid yet', (stage) => stage.token({ is_owner: true, nbf: secondsFromNow(3600) })],
    ].map(([kind, words, make]) => ({
      name: `token-${kind}-${privacy}`,
      title: `A token ${words}, in a ${privacy} room`,
      async play(stage) {
        await stage.room({ privacy });
        const gus = await stage.person('Gus');
        await gus.makeCall();
        const token = await make(stage);
        await gus.call('preAuth', { url: stage.current.url, token, userName: 'Gus' });
        if (!gus.has('error')) await gus.call('join', { url: stage.current.url, token, userName: 'Gus', ...OFF });
        await stage.quiet();
      },
    })),
  ),
  ...['full', 'unknown'].map((publicAccess) => ({
    name: `public-room-access-${publicAccess}`,
    title:
      publicAccess === 'full'
        ? 'A public room whose server authorizes everybody'
        : 'A public room whose server says nothing about access: it stays unknown after joining',
    async play(stage) {
      await stage.room({ privacy: 'public', behavior: { publicAccess } });
      const gus = await stage.guest('Gus');
      const ana = await stage.guest('Ana');
      await Promise.all([gus.sees('participant-joined'), ana.sees('participant-joined')]);
      await ana.call('requestAccess', { name: 'Ana' });
      await stage.quiet();
    },
  })),
  ...[true, false].map((ownersCanAdmin) => ({
    name: ownersCanAdmin ? 'owner-always-admin' : 'owner-no-admin',
    title: ownersCanAdmin
      ? 'An owner whose token lacks canAdmin for participants, where the server adds it for owners'
      : 'An owner whose token lacks canAdmin for participants, where the server takes the token as it is',
    async play(stage) {
      await stage.room({ behavior: { ownersCanAdmin } });
      const olga = await stage.owner('Olga', {
        properties: { is_owner: true, permissions: { canAdmin: ['transcription'] } },
      });
      olga.note(`canAdmin: ${await canAdmin(olga)}`);
      const gus = await stage.knocker('Gus');
      if (ownersCanAdmin) await olga.sees('waiting-participant-added');
      await stage.quiet();
      await olga.call('updateWaitingParticipant', gus.sessionId, grant);
      if (ownersCanAdmin) await Promise.all([gus.sees('participant-joined'), olga.seesAdmitted(gus)]);
      await stage.quiet();
    },
  })),
  {
    name: 'admin-by-permission',
    title: 'Somebody who is no owner and has canAdmin for participants answers knocks',
    async play(stage) {
      await stage.room();
      const olga = await stage.owner('Olga', { properties: { permissions: { canAdmin: ['participants'] } } });
      olga.note(`canAdmin: ${await canAdmin(olga)}`);
      const gus = await stage.knocker('Gus');
      await olga.sees('waiting-participant-added');
      await olga.call('updateWaitingParticipant', gus.sessionId, grant);
      await Promise.all([gus.sees('participant-joined'), olga.seesAdmitted(gus)]);
      await stage.quiet();
    },
  },
  {
    name: 'member',
    title: 'A token that makes neither owner nor admin: no lobby, no waiting list',
    async play(stage) {
      await stage.room();
      const mia = await stage.owner('Mia', { properties: { is_owner: false } });
      mia.note(`canAdmin: ${await canAdmin(mia)}`);
      await stage.knocker('Gus');
      await stage.quiet();
    },
  },
  {
    name: 'waiting-list-for-all',
    title: 'Where the server tells the privacy, guests in the lobby see the waiting list as well, but cannot answer',
    async play(stage) {
      await stage.room({ behavior: { waitingListForAll: true } });
      const ana = await stage.guest('Ana');
      const gus = await stage.knocker('Gus');
      await ana.sees('waiting-participant-added');
      await ana.call('updateWaitingParticipant', gus.sessionId, grant);
      await stage.quiet();
      gus.note(`Gus waits: ${(await stage.sessions()).includes('Gus in the lobby')}`);
    },
  },
  {
    name: 'room-contents',
    title: 'room(), joined_at and will_eject_at',
    async play(stage) {
      const end = secondsFromNow(3600);
      await stage.room({ properties: { exp: end, eject_at_room_exp: true } });
      const olga = await stage.owner('Olga');
      const gus = await stage.guest('Gus');
      for (const person of [olga, gus]) {
        const room = await person.read('room');
        person.note(
          `room(): name ${room.name === stage.current.name}, id ${typeof room.id}, config.enable_knocking ${room.config.enable_knocking}, privacy ${room.privacy ?? room.config.privacy}`,
        );
        const { ejected, joined } = await person.page.evaluate(() => {
          const { will_eject_at, joined_at } = globalThis.call.participants().local;
          return { ejected: will_eject_at?.getTime(), joined: joined_at?.getTime() };
        });
        person.note(`will_eject_at is the end of the room: ${Math.abs(ejected - end * 1000) < 1500}`);
        person.note(`joined_at is a moment ago: ${Math.abs(joined - Date.now()) < 60_000}`);
      }
    },
  },
  {
    name: 'room-ends',
    title: 'The room’s time ends, for an owner in the call and for a guest in the lobby (eject_at_room_exp)',
    async play(stage) {
      // The pages and the call machine come first, so that the time is that of joining alone. Each has a room of their own: the two
      // timers end in any order, and either would be told of the other's end.
      const [olga, gus] = [await stage.person('Olga'), await stage.person('Gus')];
      for (const person of [olga, gus]) {
        await person.makeCall();
        await person.call('load');
      }
      const ends = () => ({ properties: { exp: secondsFromNow(END), eject_at_room_exp: true } });
      const { url } = await stage.room(ends());
      await olga.call('join', { url, userName: 'Olga', token: await stage.token(), ...OFF });
      const { url: other } = await stage.room(ends());
      await gus.call('join', { url: other, userName: 'Gus', ...OFF });
      await gus.knocks();
      await Promise.all([olga, gus].map((person) => person.sees('left-meeting')));
      await stage.quiet();
    },
  },
  {
    name: 'token-ends',
    title: 'A token’s time ends in the call (eject_at_token_exp)',
    async play(stage) {
      await stage.room();
      const olga = await stage.person('Olga');
      await olga.makeCall();
      await olga.call('load');
      const token = await stage.token({ is_owner: true, exp: secondsFromNow(END), eject_at_token_exp: true });
      await olga.call('join', { url: stage.current.url, userName: 'Olga', token, ...OFF });
      await olga.sees('left-meeting');
      await stage.quiet();
    },
  },
  {
    name: 'ejected',
    title: 'A host ends somebody’s part, in the call and in the lobby',
    async play(stage) {
      const room = await stage.room();
      const olga = await stage.owner('Olga');
      const ana = await stage.knocker('Ana');
      await olga.sees('waiting-participant-added');
      await olga.call('updateWaitingParticipant', ana.sessionId, grant);
      await Promise.all([ana.sees('participant-joined'), olga.seesAdmitted(ana)]);
      await olga.call('updateParticipant', ana.sessionId, { eject: true });
      await Promise.all([ana.sees('left-meeting'), olga.sees('participant-left')]);
      const gus = await stage.knocker('Gus');
      await olga.sees('waiting-participant-added', { count: 2 });
      await stage.world.eject(room, gus.sessionId);
      await Promise.all([gus.sees('left-meeting'), olga.sees('waiting-participant-removed', { count: 2 })]);
      await stage.quiet();
    },
  },
  {
    name: 'muted',
    title:
      'A host switches somebody’s microphone off; neither a guest nor an admin who is no owner can do all that an owner can',
    async play(stage) {
      await stage.room();
      const olga = await stage.owner('Olga');
      const mia = await stage.owner('Mia', { properties: { permissions: { canAdmin: ['participants'] } } });
      await Promise.all([olga.sees('participant-joined'), mia.sees('participant-joined')]);
      const gus = await stage.knocker('Gus', { devices: {} });
      await olga.sees('waiting-participant-added');
      await olga.call('updateWaitingParticipant', gus.sessionId, grant);
      await Promise.all([gus.sees('participant-joined', { count: 2 }), olga.seesAdmitted(gus), mia.seesAdmitted(gus)]);
      await seesMicrophone(olga, gus, true);
      await gus.call('updateParticipant', olga.sessionId, { eject: true });
      await mia.call('updateParticipant', olga.sessionId, { eject: true });
      await stage.quiet();
      olga.note('Olga is still in the call');
      await olga.call('updateParticipant', gus.sessionId, { setAudio: false });
      await seesMicrophone(olga, gus, false);
      for (const person of [olga, gus]) person.note(await microphone(person, gus));
      await gus.call('setLocalAudio', true);
      await seesMicrophone(olga, gus, true);
      olga.note('Gus has switched the microphone on again');
      await olga.call('updateParticipant', mia.sessionId, { eject: true });
      await Promise.all([mia.sees('left-meeting'), olga.sees('participant-left')]);
      await stage.quiet();
    },
  },
  {
    name: 'room-deleted',
    title: 'The room is deleted with people in it',
    async play(stage) {
      const { room, olga, gus } = await stage.ownerAndKnocker();
      await stage.world.deleteRoom(room);
      await Promise.all([olga, gus].map((person) => person.sees('left-meeting')));
      await stage.quiet();
    },
  },
  {
    name: 'meeting-full',
    title: 'No place left: on joining, and while waiting',
    async play(stage) {
      const room = await stage.room({ properties: { max_participants: 1 } });
      const olga = await stage.owner('Olga');
      const omar = await stage.owner('Omar');
      await omar.sees('left-meeting');
      const gus = await stage.knocker('Gus');
      await olga.sees('waiting-participant-added');
      await stage.world.refuseAsFull(room, gus.sessionId);
      await Promise.all([gus.sees('left-meeting'), olga.sees('waiting-participant-removed')]);
      await stage.quiet();
    },
  },
  {
    name: 'other-url',
    title: 'Another link or token in join() than in preAuth()',
    async play(stage) {
      await stage.room();
      const gus = await stage.person('Gus');
      await gus.makeCall();
      await gus.call('preAuth', { url: stage.current.url, userName: 'Gus' });
      await gus.call('join', { url: `${stage.current.url}-other`, userName: 'Gus', ...OFF });
      await gus.call('join', { url: stage.current.url, token: await stage.token(), userName: 'Gus', ...OFF });
    },
  },
];

/** Seconds that are enough to join, one after the other, where much else is going on. */
const END = 10;

/** Waits until somebody sees that another person's microphone is on, or off. */
async function seesMicrophone(person, other, on) {
  await person.page.waitForFunction(
    ([id, wanted]) => (globalThis.call.participants()[id]?.tracks.audio.state !== 'off') === wanted,
    [other.sessionId, on],
  );
}

/** The state of somebody's microphone, as a person sees it. */
function microphone(person, other) {
  return person.page.evaluate((id) => {
    const { local, ...others } = globalThis.call.participants();
    const { state, off } = (local.session_id === id ? local : others[id]).tracks.audio;
    const reasons = Object.keys(off ?? {}).filter((reason) => off[reason]);
    return `microphone: ${state} ${reasons.join(', ')}`;
  }, other.sessionId);
}

async function canAdmin(person) {
  const value = await person.page.evaluate(() => {
    const { canAdmin } = globalThis.call.participants().local.permissions;
    return canAdmin instanceof Set ? [...canAdmin] : canAdmin;
  });
  return JSON.stringify(value);
}

/** preAuth(), and with another call object join() at once. */
async function triesBoth(stage, name, { url = stage.current.url } = {}) {
  const person = await stage.person(name);
  await person.makeCall();
  await person.call('preAuth', { url, userName: name });
  await stage.quiet();
  await person.call('destroy');
  await person.makeCall();
  await person.call('join', { url, userName: name, ...OFF });
  await stage.quiet();
}
