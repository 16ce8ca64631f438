// What reaches a waiting guest of the call.
import { collect, comes, endOf, lastError, ownerAndKnocker, ownerIn, tries, turns } from './support.mjs';

export default [
  {
    name: 'app-messages',
    title: 'Do app messages reach the lobby?',
    readings: {
      all: 'yes, those for everybody as well',
      direct: 'only those for the guest’s session id',
      none: 'no',
    },
    async ask(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      const mia = await ownerIn(stage, { properties: { is_owner: false } }, 'Mia');
      const [atOlga, atGus, atMia] = await Promise.all([olga, gus, mia].map((each) => collect(each, 'app-message')));
      const direct = await tries(olga, 'sendAppMessage', { text: 'direct' }, gus.sessionId);
      const toAll = await tries(olga, 'sendAppMessage', { text: 'all' }, '*');
      const back = await tries(gus, 'sendAppMessage', { text: 'back' }, '*');
      await stage.sleep(5);
      const texts = async (read) => (await read()).map(({ data }) => data?.text);
      const [olgaHeard, gusHeard, miaHeard] = [await texts(atOlga), await texts(atGus), await texts(atMia)];
      const refusal = ({ thrown }) => (thrown ? ` (sending it throws "${thrown}")` : '');
      if (!miaHeard.includes('all'))
        throw new Error(`not even somebody in the call heard the message${refusal(toAll)}`);
      const reading = gusHeard.includes('all') ? 'all' : gusHeard.includes('direct') ? 'direct' : 'none';
      return {
        reading,
        seen: [
          `the guest hears ${gusHeard.join(' and ') || 'nothing'}${refusal(direct)}`,
          `the call ${olgaHeard.includes('back') ? 'hears' : 'does not hear'} the guest’s own${refusal(back)}`,
        ].join('; '),
      };
    },
  },
  {
    name: 'session-data',
    title: 'Does session data (setMeetingSessionData) reach the lobby?',
    readings: { reaches: 'yes', not: 'no' },
    async ask(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      const { thrown } = await tries(olga, 'setMeetingSessionData', { topic: 'tea' });
      const isThere = () => globalThis.call.meetingSessionState().data?.topic === 'tea';
      const [atOlga, atGus] = await Promise.all([olga, gus].map((each) => turns(each, isThere)));
      if (!atOlga) throw new Error(`not even the owner got it back${thrown ? ` ("${thrown}")` : ''}`);
      return { reading: atGus ? 'reaches' : 'not', seen: `the guest ${atGus ? 'has' : 'does not have'} it within 5 s` };
    },
  },
  {
    name: 'participant-counts',
    title: 'Do the counts of participants (participantCounts) reach the lobby?',
    readings: { reaches: 'yes', not: 'no' },
    async ask(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      const hasCounts = () => globalThis.call.participantCounts().present > 0;
      const [atOlga, atGus] = await Promise.all([olga, gus].map((each) => turns(each, hasCounts, 15)));
      if (!atOlga) throw new Error('not even the owner has any');
      const counts = JSON.stringify(await gus.read('participantCounts'));
      return { reading: atGus ? 'reaches' : 'not', seen: `in the lobby: ${counts}` };
    },
  },
  {
    name: 'ejection',
    title: 'Does an ejection reach a guest in the lobby?',
    readings: {
      page: 'yes, the one by updateParticipant() of an owner',
      rest: 'only the one by the REST API',
      none: 'no',
    },
    async ask(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      const { thrown } = await tries(olga, 'updateParticipant', gus.sessionId, { eject: true });
      const page = await endOf(gus, 5);
      if (page.type) return { reading: 'page', seen: `the guest hears ${page.text}` };
      const byPage = `updateParticipant(): ${thrown ? `throws "${thrown}"` : 'nothing'}`;
      const answer = await stage.world.eject(stage.current, gus.sessionId);
      const count = answer.ejectedIds?.length ?? 'unknown';
      const rest = await endOf(gus, 10);
      return {
        reading: rest.type ? 'rest' : 'none',
        seen: `${byPage}; REST API (ejected: ${count}): the guest hears ${rest.text}`,
      };
    },
  },
  {
    name: 'room-deleted',
    title: 'What does the deletion of a room say to those in it?',
    readings: {
      both: 'it ends both the call and the wait',
      call: 'it ends the call; whoever waits is told nothing',
      lobby: 'it ends the wait; the call goes on',
      none: 'nothing: both go on',
    },
    async ask(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      await stage.world.deleteRoom(stage.current);
      const [call, lobby] = await Promise.all([olga, gus].map((each) => endOf(each, 20)));
      const reading = call.type ? (lobby.type ? 'both' : 'call') : lobby.type ? 'lobby' : 'none';
      return { reading, seen: `in the call: ${call.text}; in the lobby: ${lobby.text}` };
    },
  },
  {
    name: 'knocks-alone',
    title: 'Is a knock heard by an owner who arrives later?',
    readings: { listed: 'yes, within 10 s', not: 'no' },
    async ask(stage) {
      await stage.room();
      const gus = await stage.knocker('Gus');
      await gus.sees('joined-meeting');
      if (await comes(gus.sees('left-meeting', { within: 5000 })))
        return { reading: 'not', seen: `the guest hears ${lastError(gus, 'nothing').text}` };
      const olga = await ownerIn(stage);
      const atOnce = Object.keys(await olga.read('waitingParticipants')).length;
      const listed = await comes(olga.sees('waiting-participant-added', { within: 10_000 }));
      const how = `${atOnce ? 'listed' : 'nobody listed'} on joining, ${listed ? 'added' : 'not added'} within 10 s`;
      return { reading: atOnce || listed ? 'listed' : 'not', seen: how };
    },
  },
];
