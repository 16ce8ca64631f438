// The ordinary ways through the elements.
import assert from 'node:assert/strict';

export default [
  {
    name: 'element-let-in',
    title: 'A guest is let in',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      await olga.press('Allow guest Gus');
      await Promise.all([olga.fires('admitted'), gus.fires('joined')]);
      await stage.quiet();
      await olga.hasFired('joined', 'knock', 'before-admit', 'admitted');
      await gus.hasFired('before-knock', 'waiting', 'admitted', 'joined');
      const [[theirs], [mine]] = [await olga.details('admitted'), await gus.details('admitted')];
      assert.deepEqual([theirs.by, theirs.name, mine.knocked], ['self', 'Gus', true]);
      assert.equal(theirs.id, mine.id);
      assert.equal(await olga.rows(), 0);
    },
  },
  {
    name: 'element-turned-away',
    title: 'A guest is turned away, and knocks again',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      await olga.press('Deny guest Gus');
      await Promise.all([olga.fires('rejected'), gus.becomes('rejected')]);
      await stage.quiet();
      await olga.hasFired('joined', 'knock', 'before-reject', 'rejected');
      await gus.hasFired('before-knock', 'waiting', 'rejected');
      await gus.press('Knock again');
      await olga.fires('knock', { count: 2 });
      await gus.becomes('waiting');
    },
  },
  {
    name: 'element-cancelled',
    title: 'A guest cancels',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      await gus.press('Cancel');
      await Promise.all([olga.fires('withdrawn', { timeout: 20_000 }), gus.becomes('idle')]);
      await stage.quiet();
      await olga.hasFired('joined', 'knock', 'withdrawn');
      await gus.hasFired('before-knock', 'waiting', 'withdrawn');
      assert.deepEqual(await stage.sessions(), ['Olga in the call']);
    },
  },
  {
    name: 'element-no-knock-needed',
    title: 'A public room: no knock is needed',
    async play(stage) {
      await stage.room({ privacy: 'public' });
      const gus = await stage.guestPage('Gus');
      await gus.press('Knock');
      await gus.fires('joined');
      await stage.quiet();
      await gus.hasFired('before-knock', 'admitted', 'joined');
      assert.equal((await gus.details('admitted'))[0].knocked, false);
    },
  },
  {
    name: 'element-late-owner',
    title: 'The owner comes when somebody waits already',
    async play(stage) {
      await stage.room();
      const gus = await stage.guestPage('Gus');
      await gus.press('Knock');
      await gus.becomes('waiting');
      const olga = await stage.joinedOwnerPage('Olga');
      await olga.fires('knock');
      await olga.press('Allow guest Gus');
      await gus.fires('joined');
      await olga.fires('admitted');
      await stage.quiet();
      await olga.hasFired('joined', 'knock', 'before-admit', 'admitted');
    },
  },
  {
    name: 'element-allow-all',
    title: 'Everybody is let in at once',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      const ana = await stage.guestPage('Ana');
      await ana.press('Knock');
      await olga.fires('knock', { count: 2 });
      await olga.press('Allow all');
      // It asks where somebody has only just come.
      if ((await olga.button('Allow').count()) > 0) await olga.press('Allow');
      await Promise.all([olga.fires('admitted', { count: 2 }), gus.fires('joined'), ana.fires('joined')]);
      await stage.quiet();
      const [joined, firstKnock, secondKnock, ...rest] = await olga.fired();
      assert.deepEqual([joined, firstKnock, secondKnock], ['joined', 'knock', 'knock']);
      assert.deepEqual(rest.sort(), ['admitted', 'admitted', 'before-admit', 'before-admit']);
    },
  },
  {
    name: 'element-muted',
    title: 'The owner mutes a guest, who can switch the microphone on again',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      await olga.press('Allow guest Gus');
      await gus.fires('joined');
      await hasMicrophone(gus, true);
      await olga.press('More for Gus');
      await olga.press('Mute');
      await olga.reads('Gus is muted.');
      await hasMicrophone(gus, false);
      await gus.press('Microphone');
      await hasMicrophone(gus, true);
      await stage.quiet();
      await olga.hasFired('joined', 'knock', 'before-admit', 'admitted');
      await gus.hasFired('before-knock', 'waiting', 'admitted', 'joined');
    },
  },
  {
    name: 'element-removed',
    title: 'The owner removes a guest from the call, who reads that the host ended their part',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      await olga.press('Allow guest Gus');
      await gus.fires('joined');
      await olga.press('More for Gus');
      await olga.press('Remove from the call');
      await olga.reads('Remove Gus from the call?');
      await olga.press('Keep');
      await olga.press('More for Gus');
      await olga.press('Remove from the call');
      await olga.press('Remove');
      await Promise.all([olga.fires('ejected'), gus.becomes('failed')]);
      await gus.reads('The host has ended your part in this call');
      await stage.quiet();
      await olga.hasFired('joined', 'knock', 'before-admit', 'admitted', 'before-eject', 'ejected');
      await gus.hasFired('before-knock', 'waiting', 'admitted', 'joined', 'error ejected', 'left');
      const [[ejected], [left]] = [await olga.details('ejected'), await gus.details('left')];
      assert.deepEqual([ejected.role, ejected.name, left.reason], ['owner', 'Gus', 'ejected']);
      assert.deepEqual(await stage.sessions(), ['Olga in the call']);
      await gus.press('Knock');
      await olga.fires('knock', { count: 2 });
    },
  },
  {
    name: 'element-admit-muted',
    title: 'Those whom the owner lets in come in with the microphone off',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage, { ownerProperties: { admitMuted: true } });
      await hasMicrophone(gus, true);
      await olga.press('Allow guest Gus');
      await gus.fires('joined');
      await hasMicrophone(gus, false);
      await stage.quiet();
      await olga.hasFired('joined', 'knock', 'before-admit', 'admitted');
    },
  },
  {
    name: 'element-owner-reloads',
    title: 'The owner’s page is reloaded: the oldest is first again, since the same time',
    async play(stage) {
      const { olga } = await ownerAndKnocker(stage);
      const ana = await stage.guestPage('Ana');
      await ana.press('Knock');
      await olga.fires('knock', { count: 2 });
      const before = await waiting(olga);
      await olga.page.reload();
      await olga.fill('owner', { roomUrl: stage.current.url, alerts: 'none', token: await stage.token() });
      await olga.press('Join');
      await olga.fires('knock', { count: 2 });
      assert.deepEqual(await waiting(olga), before);
      assert.deepEqual(
        before.map(({ name }) => name),
        ['Gus', 'Ana'],
      );
      await olga.press('Leave');
      const stored = await olga.page.evaluate(() => Object.keys(sessionStorage));
      assert.deepEqual(
        stored.filter((key) => key.startsWith('daily-knock:')),
        [],
      );
    },
  },
  {
    name: 'element-leave',
    title: 'Both leave',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      await olga.press('Allow guest Gus');
      await gus.fires('joined');
      await gus.press('Leave');
      await gus.becomes('idle');
      await olga.press('Leave');
      await olga.becomes('idle');
      await stage.quiet();
      await gus.hasFired('before-knock', 'waiting', 'admitted', 'joined', 'left');
      await olga.hasFired('joined', 'knock', 'before-admit', 'admitted', 'left');
      assert.equal((await gus.details('left'))[0].reason, 'left');
      assert.deepEqual(await stage.sessions(), []);
    },
  },
  {
    name: 'element-note',
    title: 'A guest knocks with a note, which is not a part of their name in the call',
    async play(stage) {
      await stage.room();
      const olga = await stage.joinedOwnerPage('Olga');
      const gus = await stage.guestPage('Gus', { ask: 'What is it about?' });
      await gus.page.getByLabel('What is it about?').fill('the contract');
      await gus.press('Knock');
      await olga.fires('knock');
      await olga.reads('the contract');
      const [{ name, note }] = await olga.details('knock');
      assert.deepEqual([name, note], ['Gus', 'the contract']);
      await olga.press('Allow guest Gus');
      await Promise.all([olga.fires('admitted'), gus.fires('joined')]);
      // As those read it who know nothing of notes.
      await olga.page.waitForFunction(() =>
        Object.values(globalThis.lastCall.participants()).some((each) => each.user_name === 'Gus'),
      );
      await stage.quiet();
      await olga.hasFired('joined', 'knock', 'before-admit', 'admitted');
      assert.equal((await olga.details('admitted'))[0].name, 'Gus');
      assert.equal((await gus.details('joined'))[0].userName, 'Gus');
    },
  },
  {
    name: 'element-member',
    title: 'A member comes in with a token, without a knock',
    async play(stage) {
      await stage.room();
      const olga = await stage.joinedOwnerPage('Olga');
      const gus = await memberPage(stage, await stage.token({}));
      await gus.press('Knock');
      await gus.fires('joined');
      await stage.quiet();
      await gus.hasFired('before-knock', 'admitted', 'joined');
      const [admitted, joined] = [await gus.details('admitted'), await gus.details('joined')];
      assert.deepEqual([admitted[0].knocked, joined[0].owner], [false, false]);
      await olga.hasFired('joined');
    },
  },
  ...[
    ['none', 'that is none', () => 'no-token'],
    ['over', 'that is over', (stage) => stage.token({ exp: Math.floor(Date.now() / 1000) - 60 })],
  ].map(([kind, words, make]) => ({
    name: `element-member-${kind}`,
    title: `A member with a token ${words} knocks`,
    async play(stage) {
      await stage.room();
      const olga = await stage.joinedOwnerPage('Olga');
      const gus = await memberPage(stage, await make(stage));
      await gus.press('Knock');
      await gus.becomes('waiting');
      await gus.reads('Your membership could not be confirmed');
      await olga.press('Allow guest Gus');
      await gus.fires('joined');
      await stage.quiet();
      await gus.hasFired('before-knock', 'error token-failed', 'waiting', 'admitted', 'joined');
      assert.equal((await gus.details('admitted'))[0].knocked, true);
    },
  })),
  {
    name: 'element-auto-admit',
    title: 'The owner lets everybody in: who waits already, and who knocks',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      await olga.page.getByRole('switch', { name: 'Let people in automatically' }).click();
      await gus.fires('joined');
      const ana = await stage.guestPage('Ana');
      await ana.press('Knock');
      await Promise.all([ana.fires('joined'), olga.fires('admitted', { count: 2 })]);
      await stage.quiet();
      const each = ['knock', 'before-admit', 'admitted'];
      await olga.hasFired('joined', ...each, ...each);
      await ana.hasFired('before-knock', 'waiting', 'admitted', 'joined');
    },
  },
];

/** The page of a guest who has a token. */
async function memberPage(stage, token) {
  const gus = await stage.guestPage('Gus');
  await gus.element((element, given) => {
    element.getToken = () => Promise.resolve(given);
  }, token);
  return gus;
}

/** Waits until a person's own microphone is on, or off. */
async function hasMicrophone(person, on) {
  await person.page.getByRole('button', { name: 'Microphone', exact: true, pressed: on }).waitFor({ timeout: 20_000 });
}

/** Who waits, with the time since when, as the owner's page has it. */
function waiting(owner) {
  return owner.element(({ waitingParticipants }) =>
    waitingParticipants.map(({ id, name, since }) => ({ id, name, since: since.getTime() })),
  );
}

export async function ownerAndKnocker(stage, { room, ownerProperties, guestProperties, guestOptions } = {}) {
  await stage.room(room);
  const olga = await stage.joinedOwnerPage('Olga', ownerProperties);
  const gus = await stage.guestPage('Gus', guestProperties, guestOptions);
  await gus.press('Knock');
  await olga.fires('knock');
  await gus.becomes('waiting');
  return { olga, gus };
}
