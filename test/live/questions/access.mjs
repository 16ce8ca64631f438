// Who may do what, as the server decides it on entry.
import { comes, GRANT, isLetIn, isListed, levelOf, ownerIn, tries } from './support.mjs';

const LISTED_MS = 10_000;
const ANSWERED_MS = 5000;

export default [
  {
    name: 'public-access',
    title: 'What access does somebody have who has joined a public room?',
    behavior: 'publicAccess',
    values: { full: 'full', unknown: 'unknown' },
    readings: {
      full: 'full: the server authorizes everybody',
      unknown: 'unknown: the server says nothing about access',
    },
    async ask(stage) {
      await stage.room({ privacy: 'public' });
      const gus = await stage.guest('Gus');
      await gus.sees('joined-meeting');
      await stage.sleep(2);
      const { value } = gus.entries.find(({ kind, method }) => kind === 'settled' && method === 'preAuth') ?? {};
      const reading = levelOf((await gus.read('accessState')).access);
      return { reading, seen: `preAuth() gave ${levelOf(value?.access)}, 2 s after joining it is ${reading}` };
    },
  },
  {
    name: 'owner-without-permissions',
    title: 'Does an owner whose token says is_owner and nothing of permissions get knocks, and answer them?',
    behavior: 'ownersCanAdmin',
    values: { not: false }, // With either value the double makes such an owner an admin.
    readings: { admin: 'yes', not: 'no' },
    ask: (stage) => answersKnock(stage, { is_owner: true }),
  },
  {
    name: 'owner-with-other-rights',
    title: 'Does an owner whose token has canAdmin without participants get knocks, and answer them?',
    behavior: 'ownersCanAdmin',
    values: { admin: true, not: false },
    readings: {
      admin: 'yes: the server adds canAdmin for participants for every owner',
      not: 'no: the server takes canAdmin as the token has it',
    },
    ask: (stage) => answersKnock(stage, { is_owner: true, permissions: { canAdmin: ['transcription'] } }),
  },
  {
    name: 'waiting-list-for-all',
    title: 'Does a guest in the lobby get the waiting list?',
    behavior: 'waitingListForAll',
    values: { listed: true, not: false },
    readings: {
      listed: 'yes: the server tells the privacy of the room, and everybody gets the list',
      not: 'no: only admins get the list',
    },
    async ask(stage) {
      await stage.room();
      const olga = await ownerIn(stage);
      const mia = await ownerIn(stage, { properties: { is_owner: false } }, 'Mia');
      const ana = await stage.guest('Ana');
      await ana.sees('joined-meeting');
      const gus = await stage.knocker('Gus');
      await isListed(olga, gus);
      const [guest, member] = await Promise.all([ana, mia].map((each) => comes(isListed(each, gus, LISTED_MS))));
      const words = (heard) => (heard ? 'gets it' : 'does not get it');
      return {
        reading: guest ? 'listed' : 'not',
        seen: `a guest in the lobby ${words(guest)}; somebody in the call with a token that is no admin's ${words(member)}`,
      };
    },
  },
];

/** The list alone proves nothing: it may be that everybody gets it. */
async function answersKnock(stage, properties) {
  await stage.room();
  const olga = await ownerIn(stage, { properties });
  const gus = await stage.knocker('Gus');
  await gus.sees('joined-meeting');
  const listed = await comes(isListed(olga, gus, LISTED_MS));
  const { thrown } = await tries(olga, 'updateWaitingParticipant', gus.sessionId, GRANT);
  const letIn = !thrown && (await comes(isLetIn(gus, ANSWERED_MS)));
  const canAdmin = await olga.page.evaluate(() => {
    const { canAdmin: rights } = globalThis.call.participants().local.permissions;
    return JSON.stringify(rights instanceof Set ? [...rights] : rights);
  });
  const answer = letIn ? 'lets them in' : thrown ? `rejects ("${thrown}")` : 'does nothing';
  return {
    reading: listed && letIn ? 'admin' : 'not',
    seen: `canAdmin is ${canAdmin}; the guest is ${listed ? '' : 'not '}listed; an answer ${answer}`,
  };
}
