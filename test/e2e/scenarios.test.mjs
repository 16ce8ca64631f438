// What people do, each in a tab of their own. The same scenarios run in the local room and on Daily's cloud; those that need
// a room or a token of other rules than the usual ones run in the local room only.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { browserNames } from './browsers.mjs';
import { aGuest, anOwner, joins, knocks } from './people.mjs';
import { LIVE, Stage } from './room.mjs';

const localOnly = { skip: LIVE && 'needs a room or a token of other rules' };

for (const browserName of browserNames) {
  describe(`people in ${browserName}`, () => {
    /** @type {Stage} */
    let stage;
    before(async () => (stage = await Stage.open(browserName)));
    beforeEach(() => stage.makeRoom());
    afterEach(() => stage.clear());
    after(() => stage.close());

    const owner = async (name) => anOwner(stage, { name, token: await stage.token() });

    it('a guest is admitted: both see and hear each other', async () => {
      const olga = await owner('Olga');
      await joins(olga);
      const ana = await aGuest(stage);
      await knocks(ana, 'Ana');
      await ana.sees('heading', 'Waiting to be let in');
      await olga.sees('paragraph', '1 person is waiting');
      await olga.click('Allow guest Ana');
      await ana.becomes('admitted');
      await Promise.all([ana.seesMoving(2), olga.seesMoving(2)]);
      assert.deepEqual(await ana.events(), ['before-knock', 'waiting', 'admitted', 'joined']);
      assert.deepEqual(await olga.events(), ['joined', 'knock', 'before-admit', 'admitted']);
      const [mine] = await ana.details('admitted');
      const [theirs] = await olga.details('admitted');
      assert.equal(mine.knocked, true);
      assert.equal(theirs.by, 'self');
      assert.equal(theirs.id, mine.id, 'The guest keeps the session id that the owner saw');
      await olga.sees('group', 'Ana');
      await ana.sees('group', 'Olga');
      for (const person of [olga, ana]) person.isUntroubled();
    });

    it('a guest is rejected, knocks again, and is admitted', async () => {
      const olga = await owner('Olga');
      await joins(olga);
      const ana = await aGuest(stage);
      await knocks(ana, 'Ana');
      await olga.click('Deny guest Ana');
      await ana.becomes('rejected');
      assert.deepEqual(await ana.events(), ['before-knock', 'waiting', 'rejected']);
      await olga.sees('heading', 'Waiting room');
      await olga.losesSightOf('button', 'Allow guest Ana');
      await olga.receives('rejected');
      await ana.click('Knock again');
      await olga.click('Allow guest Ana');
      await ana.becomes('admitted');
      await olga.receives('admitted');
      assert.deepEqual((await ana.events()).slice(3), ['before-knock', 'waiting', 'admitted', 'joined']);
      assert.deepEqual(await olga.events(), [
        ...['joined', 'knock', 'before-reject', 'rejected'],
        ...['knock', 'before-admit', 'admitted'],
      ]);
    });

    it(
      'an owner writes to one guest, and to all; each reads what is for them, and their place',
      localOnly,
      async () => {
        const olga = await owner('Olga');
        const [ana, ben] = [await aGuest(stage), await aGuest(stage)];
        await Promise.all([olga, ana, ben].map((person) => person.usesChannel()));
        await joins(olga);
        await knocks(ana, 'Ana');
        await ana.sees('paragraph', 'You are next.');
        await knocks(ben, 'Ben');
        await ben.sees('paragraph', '1 person before you.');
        await olga.writes('Write to guest Ben', 'Hello Ben.');
        await olga.sees('status', 'Delivered.');
        await ben.sees('paragraph', 'Hello Ben.');
        await ana.doesNotSee('paragraph', 'Hello Ben.');
        await olga.click('Close');
        await olga.writes('Write to all', 'Five minutes, please.');
        await olga.sees('status', 'Delivered.');
        await Promise.all([ana, ben].map((guest) => guest.sees('paragraph', 'Five minutes, please.')));
        await olga.click('Allow guest Ana');
        await ana.becomes('admitted');
        await ben.sees('paragraph', 'You are next.');
        await ben.page.close();
        await olga.writes('Write to guest Ben', 'Are you there?');
        await olga.sees('status', 'This message was not delivered');
        assert.deepEqual(await ana.events(), ['before-knock', 'waiting', 'message', 'admitted', 'joined']);
        assert.deepEqual(
          (await ana.details('message')).map(({ text }) => text),
          ['Five minutes, please.'],
        );
        for (const person of [olga, ana]) person.isUntroubled();
      },
    );

    it('a guest cancels', async () => {
      const olga = await owner('Olga');
      await joins(olga);
      const ana = await aGuest(stage);
      await knocks(ana, 'Ana');
      await olga.sees('button', 'Allow guest Ana');
      await ana.click('Cancel');
      await ana.becomes('idle');
      await olga.losesSightOf('button', 'Allow guest Ana');
      await olga.receives('withdrawn');
      assert.deepEqual(await ana.events(), ['before-knock', 'waiting', 'withdrawn']);
      assert.deepEqual(await olga.events(), ['joined', 'knock', 'withdrawn']);
    });

    it('an owner who joins later sees the waiting guests, and admits all', async () => {
      const ana = await aGuest(stage);
      await knocks(ana, 'Ana');
      await ana.becomes('waiting');
      const ben = await aGuest(stage);
      await knocks(ben, 'Ben');
      await ben.becomes('waiting');
      const olga = await owner('Olga');
      await joins(olga);
      await olga.sees('paragraph', '2 people are waiting');
      const waiting = await olga.page.evaluate(() =>
        document.querySelector('daily-owner-room').waitingParticipants.map(({ name }) => name),
      );
      // Daily has no list: whose repeated knock is heard first is chance.
      assert.deepEqual(waiting.sort(), ['Ana', 'Ben']);
      await olga.clickForAll('Allow');
      await Promise.all([ana.becomes('admitted'), ben.becomes('admitted')]);
      await Promise.all([olga.seesMoving(3), ana.seesMoving(3)]);
      assert.deepEqual(await olga.events(), [
        ...['joined', 'knock', 'knock', 'before-admit', 'before-admit'],
        ...['admitted', 'admitted'],
      ]);
    });

    it('two owners share one list, and each sees the decisions of the other', async () => {
      const olga = await owner('Olga');
      await joins(olga);
      const omar = await owner('Omar');
      await joins(omar);
      const ana = await aGuest(stage);
      await knocks(ana, 'Ana');
      await Promise.all([olga.sees('button', 'Allow guest Ana'), omar.sees('button', 'Allow guest Ana')]);
      await olga.click('Allow guest Ana');
      await ana.becomes('admitted');
      await omar.losesSightOf('button', 'Allow guest Ana');
      await omar.receives('admitted');
      assert.equal((await omar.details('admitted'))[0].by, 'other');
      const ben = await aGuest(stage);
      await knocks(ben, 'Ben');
      await omar.click('Deny guest Ben');
      await ben.becomes('rejected');
      await olga.losesSightOf('button', 'Allow guest Ben');
      await Promise.all([omar.receives('rejected'), olga.receives('withdrawn')]);
      assert.deepEqual(await omar.events(), [
        ...['joined', 'knock', 'admitted'],
        ...['knock', 'before-reject', 'rejected'],
      ]);
      assert.deepEqual(await olga.events(), [
        ...['joined', 'knock', 'before-admit', 'admitted'],
        ...['knock', 'withdrawn'],
      ]);
    });

    it('a decision that the page vetoes is not sent', async () => {
      const olga = await owner('Olga');
      await joins(olga);
      await olga.page.evaluate(() =>
        document.addEventListener('daily-before-admit', (event) => event.preventDefault(), { once: true }),
      );
      const ana = await aGuest(stage);
      await knocks(ana, 'Ana');
      await olga.click('Allow guest Ana');
      await olga.receives('before-admit');
      await olga.sees('button', 'Allow guest Ana');
      await olga.click('Allow guest Ana');
      await ana.becomes('admitted');
      await olga.receives('admitted');
      assert.deepEqual(await olga.events(), ['joined', 'knock', 'before-admit', 'before-admit', 'admitted']);
    });

    it('a closed tab or a reload does not change the places of other guests', async () => {
      const olga = await owner('Olga');
      await joins(olga);
      const [ana, ben, cem] = [await aGuest(stage), await aGuest(stage), await aGuest(stage)];
      await knocks(ana, 'Ana');
      await ana.becomes('waiting');
      await knocks(ben, 'Ben');
      await ben.becomes('waiting');
      await knocks(cem, 'Cem');
      await olga.sees('paragraph', '3 people are waiting');
      await ana.close();
      await ben.page.reload();
      await olga.sees('paragraph', '1 person is waiting');
      await olga.click('Allow guest Cem');
      await cem.becomes('admitted');
    });

    it('the others see that a camera or a microphone is off', async () => {
      const olga = await owner('Olga');
      await joins(olga);
      const ana = await aGuest(stage);
      await knocks(ana, 'Ana');
      await olga.click('Allow guest Ana');
      await olga.seesMoving(2);
      await ana.click('Camera');
      await olga.sees('group', 'Ana, camera off');
      await ana.click('Microphone');
      await olga.sees('group', 'Ana, camera off, microphone off');
      await ana.click('Camera');
      await olga.sees('group', 'Ana, microphone off');
      await olga.seesMoving(2);
    });

    it('leaving shows the form, and the person can join again', async () => {
      const olga = await owner('Olga');
      await joins(olga);
      await olga.click('Leave');
      await olga.becomes('idle');
      await joins(olga);
      assert.deepEqual(await olga.events(), ['joined', 'left', 'joined']);
      olga.isUntroubled();
    });

    it('where no knock is needed the guest joins at once', localOnly, async () => {
      await stage.makeRoom({ privacy: 'public' });
      const ana = await aGuest(stage);
      await knocks(ana, 'Ana');
      await ana.becomes('admitted');
      assert.deepEqual(await ana.events(), ['before-knock', 'admitted', 'joined']);
      assert.equal((await ana.details('admitted'))[0].knocked, false);
    });

    it('where knocking is off the guest reads why', localOnly, async () => {
      await stage.makeRoom({ properties: { enable_knocking: false } });
      const ana = await aGuest(stage);
      await knocks(ana, 'Ana');
      await ana.becomes('failed');
      await ana.sees('alert', 'It is not possible to knock at this room');
      assert.deepEqual(await ana.events(), ['before-knock', 'error knocking-unavailable']);
    });

    for (const [what, rules, code, words] of [
      ['closed', { properties: { exp: 1 } }, 'exp-room', 'This room has closed'],
      ['not open yet', { properties: { nbf: 4_000_000_000 } }, 'nbf-room', 'This room is not open yet'],
    ]) {
      it(`a room that is ${what}: both read why`, localOnly, async () => {
        await stage.makeRoom(rules);
        const olga = await owner('Olga');
        await olga.click('Join');
        await olga.sees('alert', words);
        const ana = await aGuest(stage);
        await knocks(ana, 'Ana');
        await ana.sees('alert', words);
        assert.deepEqual(await olga.events(), [`error ${code}`]);
        assert.deepEqual(await ana.events(), ['before-knock', `error ${code}`]);
      });
    }

    it('a token without admin rights: joins, shows why, and has no buttons to answer knocks', localOnly, async () => {
      const olga = await anOwner(stage, { token: await stage.token({ is_owner: false }) });
      await joins(olga);
      await olga.sees('alert', 'This token cannot answer knocks');
      await olga.doesNotSee('heading', 'Waiting room');
      assert.deepEqual(await olga.events(), ['joined', 'error not-admin']);
    });

    it('a token with canAdmin answers knocks without being an owner', localOnly, async () => {
      const token = await stage.token({ permissions: { canAdmin: ['participants'] } });
      const olga = await anOwner(stage, { token });
      await joins(olga);
      const ana = await aGuest(stage);
      await knocks(ana, 'Ana');
      await olga.click('Allow guest Ana');
      await ana.becomes('admitted');
      await olga.receives('admitted');
      assert.deepEqual(await olga.events(), ['joined', 'knock', 'before-admit', 'admitted']);
    });
  });
}
