// Failures between a knock and its end, and how the elements handle them.
import assert from 'node:assert/strict';
import { ownerAndKnocker } from './element-sequences.mjs';
import { COUNT, QUESTION } from './questions.mjs';

const secondsFromNow = (seconds) => Math.floor(Date.now() / 1000) + seconds;

export default [
  {
    name: 'element-lost-answer',
    title:
      'An answer is lost: it has failed at decision-timeout, the row can be answered again, and the second answer admits',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage, { ownerProperties: { decisionTimeout: 5 } });
      await stage.world.loseNextAnswer(stage.current, gus.sessionId);
      const [result] = await olga.element((element, id) => element.admit(id), gus.sessionId);
      assert.equal(result.outcome, 'failed');
      await stage.quiet();
      assert.deepEqual(
        (await olga.fired()).filter((event) => /admitted|withdrawn|rejected/.test(event)),
        [],
      );
      await olga.press('Allow guest Gus');
      await Promise.all([olga.fires('admitted'), gus.fires('joined')]);
      await stage.quiet();
      assert.equal((await olga.details('knock')).length, 1);
      assert.equal((await olga.details('before-admit')).length, 2);
      assert.equal((await olga.details('admitted')).length, 1);
      await gus.hasFired('before-knock', 'waiting', 'admitted', 'joined');
    },
  },
  {
    name: 'element-tab-closed',
    title: 'The guest’s tab is closed before Allow: gone, no error, nobody admitted',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      await gus.closeTab();
      const [result] = await olga.element((element, id) => element.admit(id), gus.sessionId);
      assert.equal(result.outcome, 'gone');
      await stage.quiet();
      await olga.hasFired('joined', 'knock', 'before-admit', 'withdrawn');
      assert.equal(await olga.rows(), 0);
    },
  },
  {
    name: 'element-two-owners-allow',
    title: 'Two owners press Allow at once',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      const omar = await stage.joinedOwnerPage('Omar');
      await omar.fires('knock');
      // By the method: of two presses the second may find that the row has gone already.
      const admit = (owner) => owner.element((element, id) => element.admit(id), gus.sessionId);
      const results = await Promise.all([admit(olga), admit(omar)]);
      await Promise.all([gus.fires('joined'), olga.fires('admitted'), omar.fires('admitted')]);
      await stage.quiet();
      for (const [index, owner] of [olga, omar].entries()) {
        const [{ outcome }] = results[index];
        // Whoever was slower may have found nobody to answer any more: then it was the other's answer, on both screens.
        const [{ by }] = await owner.details('admitted');
        assert.equal(outcome, by === 'self' ? 'admitted' : 'gone');
        const events = (await owner.fired()).filter((event) => event !== 'before-admit');
        assert.deepEqual(events, ['joined', 'knock', 'admitted']);
        assert.equal(await owner.rows(), 0);
      }
      assert.ok(results.some(([{ outcome }]) => outcome === 'admitted'));
    },
  },
  {
    name: 'element-two-owners-differ',
    title: 'One owner presses Allow, another one Deny just after: the guest is in the call, and both screens say so',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      const omar = await stage.joinedOwnerPage('Omar');
      await omar.fires('knock');
      // Both at once in the elements, so that neither has heard of the other's; the first message wins.
      const [[allowed], [denied]] = await Promise.all([
        olga.element((element, id) => element.admit(id), gus.sessionId),
        stage.sleep(0.005).then(() => omar.element((element, id) => element.reject(id), gus.sessionId)),
      ]);
      await stage.quiet();
      const inCall = (await stage.sessions()).includes('Gus in the call');
      for (const [owner, result, own] of [
        [olga, allowed, 'admitted'],
        [omar, denied, 'rejected'],
      ]) {
        const events = await owner.fired();
        const truth = inCall ? 'admitted' : own === 'rejected' ? 'rejected' : 'withdrawn';
        assert.equal(events.filter((event) => event === truth).length, 1, `${owner.name}: ${events}`);
        assert.equal(
          events.filter((event) => /^(?:admitted|rejected|withdrawn|error)/.test(event)).length,
          1,
          events.join(),
        );
        assert.equal(result.outcome, truth === own ? own : 'gone', owner.name);
        assert.equal(await owner.rows(), 0);
      }
    },
  },
  {
    name: 'element-owner-cut-off',
    title: 'An owner is cut off for longer than a knock lasts: the list stays, nothing is told twice, `since` is kept',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      const before = await since(olga);
      await stage.world.cut(stage.current, olga.sessionId, 'closed');
      await stage.sleep(20 * stage.pace);
      assert.deepEqual(await since(olga), before, 'The list is still there');
      assert.match(await olga.shownText(), /Gus/);
      await stage.world.restore(stage.current, olga.sessionId);
      await stage.sleep(stage.timing.knockInterval + 3);
      await olga.hasFired('joined', 'knock');
      assert.deepEqual(await since(olga), before);
      await olga.press('Allow guest Gus');
      await Promise.all([olga.fires('admitted'), gus.fires('joined')]);
      await stage.quiet();
      await olga.hasFired('joined', 'knock', 'before-admit', 'admitted');
    },
  },
  {
    name: 'element-knock-comes-and-goes',
    title: 'A knock that is not heard for a while and then again: one person, who keeps their place',
    clock: 'daily', // The elements know how long Daily's machine keeps somebody who is silent.
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      const before = await since(olga);
      await stage.world.muffleKnocks(stage.current, gus.sessionId, true);
      await stage.sleep(18);
      await stage.world.muffleKnocks(stage.current, gus.sessionId, false);
      await stage.sleep(stage.timing.knockInterval + 2);
      assert.equal((await olga.details('knock')).length, 1, (await olga.fired()).join());
      assert.deepEqual(await since(olga), before);
      await olga.press('Allow guest Gus');
      await Promise.all([olga.fires('admitted'), gus.fires('joined')]);
    },
  },
  {
    name: 'element-question-open',
    title: 'The permission question is open for longer than connect-timeout: the guest reads of it, and nothing fails',
    async play(stage) {
      const { olga, gus } = await openQuestion(stage, { connectTimeout: LIMIT });
      await gus.reads(/your browser (?:asks|is asking)/i);
      await stage.sleep(LIMIT + 1);
      assert.equal(await gus.state, 'connecting');
      await gus.hasFired('before-knock');
      await gus.page.evaluate('allow()');
      await olga.fires('knock');
      await gus.becomes('waiting');
      await gus.hasFired('before-knock', 'waiting');
    },
  },
  ...[
    ['cancel', (gus) => gus.press('Cancel')],
    ['leave', (gus) => gus.element((element) => void element.leave())],
    ['removal', (gus) => gus.element((element) => element.remove())],
  ].map(([how, end]) => ({
    name: `element-question-${how}`,
    title: `Given up while the permission question is open (${how}): nothing is in the room, whatever is answered later`,
    async play(stage) {
      const { olga, gus } = await openQuestion(stage);
      await end(gus);
      if (how !== 'removal') await gus.becomes('idle');
      await stage.sleep(2);
      await gus.page.evaluate('allow()');
      await stage.sleep(3);
      assert.deepEqual(await stage.sessions(), ['Olga in the call']);
      await olga.hasFired('joined');
      const events = await gus.fired();
      assert.deepEqual(
        events.filter((event) => /waiting|admitted|joined|error/.test(event)),
        [],
      );
      const live = await gus.page.evaluate(
        () => globalThis.given.filter(({ readyState }) => readyState === 'live').length,
      );
      assert.equal(live, 0, 'Camera and microphone are released');
    },
  })),
  {
    name: 'element-own-picture',
    title: 'The waiting guest sees their own picture, can switch it off, and was asked once',
    needs: 'input settings',
    async play(stage) {
      const { gus } = await ownerAndKnocker(stage, { guestOptions: { scripts: [COUNT] } });
      await gus.page.waitForFunction(() => {
        const tile = document
          .querySelector('daily-knock-form')
          .shadowRoot.querySelector('daily-video-tile[session-id="local"]');
        const video = tile?.shadowRoot.querySelector('video');
        return video?.videoWidth > 0 && video.currentTime > 0;
      });
      for (const name of ['Camera', 'Microphone']) await gus.press(name);
      await gus.page.waitForFunction(() => {
        const { video, audio } = globalThis.lastCall.participants().local.tracks;
        return video.state === 'off' && audio.state === 'off';
      });
      assert.equal(await gus.page.evaluate('asked'), 1);
    },
  },
  {
    name: 'element-no-knocking',
    title: 'A room without knocking',
    async play(stage) {
      await stage.room({ properties: { enable_knocking: false } });
      const gus = await stage.guestPage('Gus');
      await gus.press('Knock');
      await gus.becomes('failed');
      await stage.quiet();
      await gus.hasFired('before-knock', 'error knocking-unavailable');
    },
  },
  {
    name: 'element-room-ends',
    title: 'The room’s time ends, in the call and in the lobby: nobody is told that a host did it',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage, {
        room: { properties: { exp: secondsFromNow(40), eject_at_room_exp: true } },
      });
      await Promise.all([olga.fires('error', { timeout: 50_000 }), gus.fires('error', { timeout: 50_000 })]);
      await stage.quiet();
      await olga.hasFired('joined', 'knock', 'error ejected', 'left');
      await gus.hasFired('before-knock', 'waiting', 'error ejected');
      for (const person of [olga, gus]) assert.doesNotMatch(await person.shownText(), BLAMES_THE_HOST, person.name);
    },
  },
  {
    name: 'element-token-ends',
    title: 'The owner’s token ends in the call',
    async play(stage) {
      await stage.room();
      const properties = { is_owner: true, exp: secondsFromNow(30), eject_at_token_exp: true };
      const olga = await stage.joinedOwnerPage('Olga', { token: await stage.token(properties) });
      await olga.fires('error', { timeout: 40_000 });
      await stage.quiet();
      await olga.hasFired('joined', 'error ejected', 'left');
      assert.doesNotMatch(await olga.shownText(), BLAMES_THE_HOST);
    },
  },
  {
    name: 'element-ejected',
    title: 'A host ends somebody’s part, in the lobby and in the call',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      const ana = await stage.guestPage('Ana');
      await ana.press('Knock');
      await olga.fires('knock', { count: 2 });
      await olga.press('Allow guest Ana');
      await Promise.all([ana.fires('joined'), olga.fires('admitted')]);
      for (const guest of [ana, gus]) await stage.world.eject(stage.current, guest.sessionId);
      await Promise.all([ana.fires('error'), gus.fires('error')]);
      await stage.quiet();
      await ana.hasFired('before-knock', 'waiting', 'admitted', 'joined', 'error ejected', 'left');
      await gus.hasFired('before-knock', 'waiting', 'error ejected');
      assert.equal((await ana.details('left'))[0].reason, 'ejected');
    },
  },
  {
    name: 'element-room-deleted',
    title: 'The room is deleted, with an owner in the call and a guest in the lobby',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      await stage.world.deleteRoom(stage.current);
      await Promise.all([olga.fires('error'), gus.fires('error')]);
      await stage.quiet();
      await olga.hasFired('joined', 'knock', 'error no-room', 'left');
      await gus.hasFired('before-knock', 'waiting', 'error no-room');
    },
  },
  {
    name: 'element-public-unknown',
    title: 'A public room whose server says nothing about access',
    async play(stage) {
      await stage.room({ privacy: 'public', behavior: { publicAccess: 'unknown' } });
      const gus = await stage.guestPage('Gus');
      await gus.press('Knock');
      await gus.fires('joined');
      await stage.quiet();
      await gus.hasFired('before-knock', 'admitted', 'joined');
      assert.equal((await gus.details('admitted'))[0].knocked, false);
    },
  },
  {
    name: 'element-not-admin',
    title: 'An owner’s token that makes no admin: told, and in the call all the same',
    async play(stage) {
      await stage.room({ behavior: { ownersCanAdmin: false } });
      const token = await stage.token({ is_owner: true, permissions: { canAdmin: ['transcription'] } });
      const olga = await stage.joinedOwnerPage('Olga', { token });
      await olga.fires('error');
      await stage.quiet();
      await olga.hasFired('joined', 'error not-admin');
      assert.equal((await olga.details('error'))[0].fatal, false);
      assert.equal(await olga.state, 'joined');
    },
  },
  {
    name: 'element-lone-surrogate',
    title: 'Half a character in the name: the knock works',
    async play(stage) {
      await stage.room();
      const olga = await stage.joinedOwnerPage('Olga');
      const gus = await stage.guestPage('Gus');
      await gus.element((element) => void element.knock({ userName: 'Gus \ud83d' }).catch(() => {}));
      await olga.fires('knock');
      await gus.becomes('waiting');
      assert.match((await olga.details('knock'))[0].name, /^Gus/);
    },
  },
  {
    name: 'element-dead-peer',
    title: 'The connection with one other person dies: no page says that its own is lost',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage, { guestOptions: { scripts: [CONNECTIONS] } });
      await olga.press('Allow guest Gus');
      await Promise.all([gus.fires('joined'), olga.fires('admitted')]);
      const connected = () => globalThis.connections.some(({ connectionState }) => connectionState === 'connected');
      await gus.page.waitForFunction(connected);
      await gus.page.evaluate(() => {
        globalThis.dead = true;
        for (const each of globalThis.connections.splice(0)) each.close();
      });
      // Daily's call machine tries again every two seconds, and does not always tell the other one of an interruption.
      await Promise.any([
        gus.page.waitForFunction(() => globalThis.connections.length > 2, null, { timeout: 40_000 }),
        olga.sees('network-connection', {
          where: ({ type, event }) => type === 'peer-to-peer' && event === 'interrupted',
          within: 40_000,
        }),
      ]);
      assert.ok(!(await gus.page.evaluate(connected)), 'a connection got through');
      await stage.quiet();
      for (const person of [olga, gus])
        assert.doesNotMatch(await person.shownText(), /connection is lost/i, person.name);
    },
  },
  {
    name: 'element-forged-answer',
    title:
      'A frame forges the owner’s answer, and what the guest would hear of it: nothing; the page’s own window is obeyed',
    async play(stage) {
      const { olga, gus } = await ownerAndKnocker(stage);
      await olga.page.evaluate(forgeInFrame, ANSWER);
      await gus.page.evaluate(forgeInFrame, { action: 'access-state-updated', access: { level: 'full' } });
      await stage.quiet();
      await olga.hasFired('joined', 'knock');
      assert.equal(await gus.state, 'waiting');
      await olga.page.evaluate((answer) => postMessage({ what: 'iframe-call-message', ...answer }), ANSWER);
      await gus.fires('joined');
    },
  },
];

/** What daily-js tells the call machine to let everybody in. */
const ANSWER = {
  from: 'module',
  action: 'daily-method-update-waiting-participants',
  updatesById: { '*': { grantRequestedAccess: true } },
};

/** Has a sandboxed frame send a message as from daily-js, and waits until it has come. */
function forgeInFrame(message) {
  const forged = { what: 'iframe-call-message', ...message };
  const send = `for (const each of [${JSON.stringify(forged)}, 'sent']) parent.postMessage(each, '*');`;
  return new Promise((resolve) => {
    addEventListener('message', ({ data }) => data === 'sent' && resolve());
    const srcdoc = `<script>${send}</script>`;
    document.body.append(Object.assign(document.createElement('iframe'), { sandbox: 'allow-scripts', srcdoc }));
  });
}

const BLAMES_THE_HOST = /host (?:has )?ended|removed (?:you|from the call)|been removed/i;

/** All peer connections of a page, to end them by hand; from then on none gets through. */
const CONNECTIONS = `
  globalThis.connections = [];
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration, ...rest) {
      super(globalThis.dead ? { ...configuration, iceTransportPolicy: 'relay', iceServers: [] } : configuration, ...rest);
      globalThis.connections.push(this);
    }
  };`;

/** Seconds that are enough to connect on a busy machine. */
const LIMIT = 8;

async function openQuestion(stage, properties) {
  await stage.room();
  const olga = await stage.joinedOwnerPage('Olga');
  const gus = await stage.guestPage('Gus', properties, { scripts: [QUESTION] });
  await gus.press('Knock');
  await gus.page.waitForFunction('asked > 0');
  return { olga, gus };
}

/** Since when each person waits, for an owner. */
function since(owner) {
  return owner.element((element) => element.waitingParticipants.map((each) => [each.name, each.since.getTime()]));
}
