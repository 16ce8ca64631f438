// The people and rooms of `daily-knock/testing`, without elements in the page.
import { expect } from '@open-wc/testing';
import { createRoom, deleteRoom, getRoom, LocalRoomError } from '../../src/local-room/index.js';
import { closeRooms, openRoom, type OpenRoomOptions, type TestRoom } from '../../src/testing/index.js';
import { rejection, until } from '../support/until.js';

const folder = new URL('/dist/local-room/', location.href);
const open = (options: OpenRoomOptions = {}): Promise<TestRoom> => openRoom({ folder, timeout: 15_000, ...options });

async function messageOf(promise: Promise<unknown>): Promise<string> {
  const reason = await rejection(promise);
  expect(reason).to.be.instanceOf(Error);
  return (reason as Error).message;
}

describe('people that a test sends', () => {
  afterEach(closeRooms);

  it('a guest waits and is let in, under the id by which the owner knows them', async () => {
    const room = await open();
    const olga = await room.joinAsOwner('Olga');
    const gus = await room.knock('Gus');
    expect(await olga.admit('Gus')).to.equal('admitted');
    expect(await gus.answer).to.equal('admitted');
    const { participants, waiting } = await room.until(({ participants: all }) => all.length === 2, 'both are in');
    expect(participants.map(({ sessionId, userName, owner }) => [sessionId, userName, owner])).to.deep.equal([
      [olga.id, 'Olga', true],
      [gus.id, 'Gus', false],
    ]);
    expect(waiting).to.deep.equal([]);
  });

  it('an owner sees who waits, and turns one of them away', async () => {
    const room = await open();
    const [gus, ana] = [await room.knock('Gus'), await room.knock('Ana')];
    const olga = await room.joinAsOwner('Olga');
    expect(await olga.reject(ana)).to.equal('rejected');
    expect(await ana.answer).to.equal('rejected');
    await until(() => olga.waiting.length > 0, 'Olga to see who waits');
    expect(olga.waiting).to.deep.equal([{ id: gus.id, name: 'Gus' }]);
  });

  it('a guest knocks with a note, which is taken off their name in the call', async () => {
    const room = await open();
    const olga = await room.joinAsOwner('Olga');
    const gus = await room.knock('Gus', { note: 'about the contract' });
    await until(() => olga.waiting.length > 0, 'Olga to see who waits');
    expect(olga.waiting).to.deep.equal([{ id: gus.id, name: 'Gus', note: 'about the contract' }]);
    expect(await olga.admit('Gus')).to.equal('admitted');
    await room.until(
      ({ participants }) => participants.some(({ userName }) => userName === 'Gus'),
      'the name to be without the note',
    );
  });

  it('an owner who is told to let somebody in waits until they knock', async () => {
    const room = await open();
    const olga = await room.joinAsOwner('Olga');
    const admitted = olga.admit('Gus');
    const gus = await room.knock('Gus');
    await admitted;
    expect(await gus.answer).to.equal('admitted');
  });

  it('an owner mutes a guest, and ends their part', async () => {
    const room = await open();
    const olga = await room.joinAsOwner('Olga');
    const gus = await room.knock('Gus', { microphone: true });
    await olga.admit(gus);
    await olga.mute('Gus');
    expect(gus.call.localAudio()).to.equal(false);
    await olga.eject(gus);
    const { participants } = await room.until(({ participants: all }) => all.length === 1, 'Gus has left');
    expect(participants[0]).to.include({ userName: 'Olga' });
    expect(await messageOf(olga.eject('Gus', { timeout: 200 }))).to.match(/"Gus" is not in the call with Olga/);
  });

  it('a guest who leaves is gone, and their answer is that they gave up', async () => {
    const room = await open();
    const gus = await room.knock('Gus');
    await gus.leave();
    expect(await gus.answer).to.equal('cancelled');
    await room.until(({ waiting }) => waiting.length === 0, 'nobody waits');
  });

  it('a guest comes straight into a public room', async () => {
    const room = await open({ privacy: 'public' });
    const gus = await room.knock('Gus');
    expect(await gus.answer).to.equal('admitted');
    await room.until(({ participants }) => participants.length === 1, 'they are in');
  });

  it('nobody can knock where there is no knocking', async () => {
    const room = await open({ knocking: false });
    expect(await messageOf(room.knock('Gus'))).to.match(/Gus cannot knock/);
  });

  it('whoever meets a fault says which', async () => {
    const room = await open();
    await room.failNext({ on: 'join', how: 'meeting-full', role: 'guest' });
    expect(await messageOf(room.knock('Gus'))).to.match(/Gus .*meeting-full/);
    await room.failNext({ on: 'request-access', how: 'refused', userName: 'Ana' });
    expect(await messageOf(room.knock('Ana'))).to.match(/Ana could not knock/);
    const ben = await room.knock('Ben');
    await room.failNow(ben.id, { how: 'connection-error' });
    expect(await messageOf(ben.answer)).to.match(/Ben got no answer: connection-error/);
  });

  for (const [how, answer] of [
    ['promise-only', 'admitted'],
    ['event-only', 'admitted'],
    ['promise-only', 'rejected'],
    ['event-only', 'rejected'],
  ] as const)
    it(`a guest knows that they are ${answer} by what comes of it (${how})`, async () => {
      const room = await open();
      const olga = await room.joinAsOwner('Olga');
      await room.failNext({ on: answer === 'admitted' ? 'admission' : 'denial', how });
      const gus = await room.knock('Gus');
      await (answer === 'admitted' ? olga.admit(gus) : olga.reject(gus));
      expect(await gus.answer).to.equal(answer);
    });

  it('whoever is put out in the middle of something says why at once', async () => {
    const room = await open();
    const olga = await room.joinAsOwner('Olga');
    const gus = await room.knock('Gus');
    await until(() => olga.waiting.length === 1, 'Olga to see who waits');
    await room.failNext({ on: 'decision', how: 'message-lost' });
    const message = messageOf(olga.admit(gus));
    await room.failNow(olga.id, { how: 'connection-error' });
    expect(await message).to.match(/Olga is no longer in the room: connection-error/);
  });

  it('an owner whose answer is lost says so in time, and may answer again', async () => {
    const room = await open();
    const olga = await room.joinAsOwner('Olga');
    const gus = await room.knock('Gus');
    await until(() => olga.waiting.length === 1, 'Olga to see who waits');
    await room.failNext({ on: 'decision', how: 'message-lost' });
    expect(await messageOf(olga.admit(gus, { timeout: 300 }))).to.match(
      /Olga could not admit Gus: they are still listed.*\(Waited for 300 ms\.\)/,
    );
    expect(await olga.admit(gus)).to.equal('admitted');
  });

  it('an owner sees that somebody has gone, or that another owner was quicker', async () => {
    const room = await open({ timing: { knockInterval: 0.3, knockTimeout: 1.5, sweepInterval: 0.3 } });
    const [olga, omar] = [await room.joinAsOwner('Olga'), await room.joinAsOwner('Omar')];
    const gus = await room.knock('Gus');
    await until(() => olga.waiting.length === 1, 'Olga to see who waits');
    await room.failNow(gus.id, { how: 'connection-error' });
    expect(await olga.admit(gus)).to.equal('gone');
    const ana = await room.knock('Ana');
    await until(() => olga.waiting.length === 1 && omar.waiting.length === 1, 'both to see who waits');
    expect(await Promise.all([olga.admit(ana), omar.reject(ana)])).to.deep.equal(['admitted', 'gone']);
  });

  it('a guest comes into a public room whose access stays unknown', async () => {
    const room = await open({ privacy: 'public', behavior: { publicAccess: 'unknown' } });
    expect(await (await room.knock('Gus')).answer).to.equal('admitted');
  });

  it('faults can be taken back', async () => {
    const room = await open();
    await room.failNext({ on: 'join', how: 'meeting-full', times: 'always' });
    await room.clearFaults();
    expect((await room.knock('Gus')).id).to.be.a('string');
  });

  it('who is cut off says so in time', async () => {
    const room = await open({ timeout: 300 });
    await room.failNext({ on: 'preauth', how: 'request-lost' });
    expect(await messageOf(room.knock('Gus'))).to.match(
      /Gus could not look in: no reply\. The room may have a fault\. \(Waited for 300 ms\.\)/,
    );
  });

  it('who waits in vain learns how things are', async () => {
    const room = await open();
    const olga = await room.joinAsOwner('Olga');
    await room.knock('Ana');
    await until(() => olga.waiting.length === 1, 'Olga to see who waits');
    expect(await messageOf(olga.admit('Gus', { timeout: 300 }))).to.match(
      /"Gus" is not on the waiting list of Olga\. Listed: "Ana"\. \(Waited for 300 ms\.\)/,
    );
    expect(await messageOf(room.until(({ waiting }) => waiting.length === 5, 'five wait', { timeout: 300 }))).to.match(
      /Waited in vain in the room ".*" for: five wait\. In the call: Olga; waiting: Ana\./,
    );
  });

  it('an owner writes to all, and to one, and a guest receives what is for them', async () => {
    const room = await open();
    const olga = await room.joinAsOwner('Olga');
    const [gus, ana] = [await room.knock('Gus'), await room.knock('Ana')];
    await olga.sendMessage('Five minutes, please.');
    await olga.sendMessage('Come in, Gus.', 'Gus');
    expect(await gus.receives('Come in, Gus.')).to.equal('Come in, Gus.');
    expect(await ana.receives()).to.equal('Five minutes, please.');
    expect(ana.messages).to.deep.equal([{ to: [ana.id], text: 'Five minutes, please.' }]);
    expect(await messageOf(ana.receives('Come in, Ana.', { timeout: 300 }))).to.match(
      /Ana did not receive "Come in, Ana\.", but "Five minutes, please\."/,
    );
  });

  it('a message to somebody who is no longer waiting is not delivered', async () => {
    const room = await open();
    const olga = await room.joinAsOwner('Olga');
    const gus = await room.knock('Gus');
    await olga.admit(gus);
    await gus.answer;
    expect(await messageOf(olga.sendMessage('Hello?'))).to.match(/Nobody/);
  });

  it('closing leaves nothing: no people, no room', async () => {
    const room = await open();
    const olga = await room.joinAsOwner('Olga');
    const gus = await room.knock('Gus');
    await room.close();
    expect([olga, gus].map(({ call }) => call.isDestroyed())).to.deep.equal([true, true]);
    expect(await getRoom(room.name)).to.equal(undefined);
    expect(await messageOf(room.knock('Ana'))).to.match(/is closed/);
    await room.close();
  });

  it('closes a room that the test has deleted, or in which leaving fails', async () => {
    const room = await open();
    const { call } = await room.joinAsOwner('Olga');
    await room.failNext({ on: 'leave', how: 'request-lost', times: 'always' });
    await room.close();
    expect(call.isDestroyed()).to.equal(true);
    const other = await open();
    await other.knock('Gus');
    await deleteRoom(other.name);
    await other.close();
  });

  it('takes the name of a room from a link of Daily’s, and says when there is one of that name already', async () => {
    const url = 'https://team.daily.co/a-room%2Dof-mine';
    const room = await open({ url });
    expect(room).to.include({ url, name: 'a-room-of-mine' });
    const reason = await rejection(createRoom({ name: room.name }));
    expect(reason).to.be.instanceOf(LocalRoomError);
    expect(await messageOf(open({ url }))).to.match(/already/);
    expect(await messageOf(open({ url: 'coffee' }))).to.match(/"coffee" is no room link/);
  });

  it('makes tokens of other properties', async () => {
    const room = await open();
    const [, payload = ''] = (await room.token({ user_name: 'Ana' })).split('.');
    expect(JSON.parse(atob(payload))).to.deep.equal({ user_name: 'Ana', room_name: room.name });
  });

  it('somebody with camera and microphone sends both', async () => {
    const room = await open();
    const olga = await room.joinAsOwner('Olga', { camera: true, microphone: true });
    const ben = await room.joinAsOwner('Ben');
    const states = (): unknown[] => {
      const { video, audio } = ben.call.participants()[olga.id]?.tracks ?? {};
      return [video?.state, audio?.state];
    };
    if (states().join() !== 'playable,playable')
      await new Promise<void>((resolve) => {
        ben.call.on('participant-updated', () => states().join() === 'playable,playable' && resolve());
      });
    const mine = ben.call.participants().local.tracks;
    expect([mine.video.state, mine.audio.state]).to.deep.equal(['off', 'off']);
  });
});
