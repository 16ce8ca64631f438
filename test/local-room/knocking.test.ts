// Knocks are repeated, because nobody stores them; an owner's page drops a guest whose knocks stop.
import { expect } from '@open-wc/testing';
import { createToken, failNow, type LocalRoomSnapshot, watchRoom } from '../../src/local-room/index.js';
import {
  caller,
  hangUp,
  joinAsOwner,
  knockAs as knockWithDevices,
  localId,
  NO_DEVICES,
  outcome,
  QUICK,
  recordActions,
  rejection,
  room,
  until,
  waitingNames,
} from './support.js';

const knockAs = (target: Parameters<typeof knockWithDevices>[0], name: string) =>
  knockWithDevices(target, name, NO_DEVICES);

const LIST = ['waiting-participant-added', 'waiting-participant-updated', 'waiting-participant-removed'];

describe('a knock in a local room', () => {
  afterEach(hangUp);

  it('reaches an owner in the call, with id and name', async () => {
    const target = await room();
    const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
    const guest = await knockAs(target, 'Gus');
    expect(guest.call.accessState()).to.deep.equal({ access: { level: 'lobby' } });
    await until(() => guest.call.accessState().awaitingAccess, 'awaiting access');
    await until(() => waitingNames(owner).length, 'the knock');
    const id = localId(guest);
    expect(owner.call.waitingParticipants()).to.deep.equal({
      [id]: { id, name: 'Gus', awaitingAccess: { level: 'full' } },
    });
    await until(() => guest.call.accessState().awaitingAccess, 'awaiting access');
    expect(owner.count('waiting-participant-added')).to.equal(1);
  });

  it('is repeated, so a late owner first sees an empty list, then the guest', async () => {
    const target = await room({ timing: { ...QUICK, knockInterval: 1 } });
    const guest = await knockAs(target, 'Gus');
    await until(() => guest.call.accessState().awaitingAccess, 'awaiting access');
    const owner = caller();
    let listed: string[] | undefined;
    owner.call.on('joined-meeting', () => (listed = waitingNames(owner)));
    const token = await createToken({ properties: { room_name: target.name, is_owner: true } });
    await owner.call.join({ url: target.url, token, ...NO_DEVICES });
    expect(listed).to.deep.equal([]);
    await until(() => waitingNames(owner).length, 'the next knock');
  });

  it('is repeated every 3 seconds and dropped after 12 by default', async () => {
    const { timing } = await room({ timing: {} });
    expect(timing).to.deep.equal({ knockInterval: 3, knockTimeout: 12, sweepInterval: 2 });
  });

  it('keeps a guest listed as long as it is repeated', async () => {
    const target = await room();
    const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
    await knockAs(target, 'Gus');
    await until(() => waitingNames(owner).length, 'the knock');
    const changes = recordActions(owner, ...LIST);
    await outcome(Promise.race([]), (QUICK.knockTimeout + QUICK.sweepInterval) * 1000 + 300);
    expect(changes()).to.deep.equal([]);
  });

  it('ends when the guest leaves, or the call object is destroyed', async () => {
    const target = await room({ timing: {} });
    const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
    for (const end of ['leave', 'destroy'] as const) {
      const guest = await knockAs(target, 'Gus');
      const id = await until(() => Object.keys(owner.call.waitingParticipants())[0], 'the knock');
      await guest.call[end]();
      await until(() => waitingNames(owner).length === 0, 'nobody waiting');
      const error = await rejection(owner.call.updateWaitingParticipant(id, { grantRequestedAccess: true }));
      expect(error).to.have.property('message', 'updateWaitingParticipant() must take an id of a waiting participant');
      expect(await outcome(guest.answer)).to.equal('pending');
    }
  });

  it('is dropped some time after a tab was closed, and not at once', async () => {
    const target = await room();
    const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
    const tab = document.createElement('iframe');
    tab.src = `/test/local-room/guest-tab.html#${target.url}`;
    document.body.append(tab);
    await until(() => waitingNames(owner).length, 'the knock');
    let snapshot: LocalRoomSnapshot | undefined;
    const stop = watchRoom(target.name, (news) => (snapshot = news));
    tab.remove();
    const closed = performance.now();
    await until(() => snapshot?.waiting.length === 0, 'the room to know');
    stop();
    expect(waitingNames(owner)).to.deep.equal(['Gus']);
    await until(() => waitingNames(owner).length === 0, 'the owner to know');
    expect(performance.now() - closed).to.be.above((QUICK.knockTimeout - QUICK.knockInterval) * 1000 - 100);
  });

  it('made again changes the name, and all its promises wait for one answer', async () => {
    const target = await room({ timing: {} });
    const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
    const guest = await knockAs(target, 'Gus');
    await knockAs(target, 'Ann');
    await until(() => waitingNames(owner).length === 2, 'two who wait');
    const second = guest.call.requestAccess({ name: 'Gustav' });
    await until(() => owner.count('waiting-participant-updated'), 'the new name, at once');
    expect(waitingNames(owner)).to.deep.equal(['Gustav', 'Ann']);
    expect(await outcome(Promise.race([guest.answer, second]))).to.equal('pending');
    await owner.call.updateWaitingParticipant(localId(guest), { grantRequestedAccess: true });
    expect([(await guest.answer).granted, (await second).granted]).to.deep.equal([true, true]);
    await until(() => owner.call.participants()[localId(guest)]?.user_name === 'Gustav', 'the guest');
  });

  it('keeps its name when the guest changes their user name', async () => {
    const target = await room();
    const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
    const guest = await knockAs(target, 'Gus');
    await until(() => waitingNames(owner).length, 'the knock');
    expect(await guest.call.setUserName('Nobody')).to.deep.include({ userName: 'Nobody' });
    await outcome(Promise.race([]), QUICK.knockInterval * 1000 + 200);
    expect(waitingNames(owner)).to.deep.equal(['Gus']);
    expect(owner.count('waiting-participant-updated')).to.equal(0);
  });

  it('needs a name, and a lobby', async () => {
    const target = await room();
    const guest = caller();
    await guest.call.join({ url: target.url, ...NO_DEVICES });
    const nameless = await rejection(guest.call.requestAccess({ name: '' }));
    expect(nameless).to.be.an('error').with.property('message', 'requestAccess() must take a name');
    const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
    const inside = await rejection(owner.call.requestAccess({ name: 'Olga' }));
    expect(inside).to.have.property('message', 'requestAccess() can only be called when access level is "lobby"');
  });

  it('does not reach people who may not answer, even owners', async () => {
    const target = await room({ behavior: { ownersCanAdmin: false } });
    const token = await createToken({ properties: { room_name: target.name } });
    const member = caller();
    await member.call.join({ url: target.url, token, ...NO_DEVICES });
    const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
    expect(owner.call.participants().local).to.include({ owner: true });
    const helper = caller();
    const helping = { room_name: target.name, permissions: { canAdmin: ['participants'] } };
    await helper.call.join({ url: target.url, token: await createToken({ properties: helping }), ...NO_DEVICES });
    const guest = await knockAs(target, 'Gus');
    await until(() => waitingNames(helper).length, 'the knock');
    for (const { call } of [member, owner]) {
      expect(call.waitingParticipants()).to.deep.equal({});
      const error = await rejection(call.updateWaitingParticipant(localId(guest), { grantRequestedAccess: true }));
      expect(error).to.have.property('message', 'updateWaitingParticipant() must take an id of a waiting participant');
    }
  });

  it('reaches everyone with waitingListForAll, even guests in the lobby, who cannot answer', async () => {
    const target = await room({ behavior: { waitingListForAll: true } });
    const onlooker = caller();
    await onlooker.call.join({ url: target.url, userName: 'Ann', ...NO_DEVICES });
    const guest = await knockAs(target, 'Gus');
    await until(() => waitingNames(onlooker).length, 'the knock');
    const id = localId(guest);
    expect(await onlooker.call.updateWaitingParticipant(id, { grantRequestedAccess: true })).to.deep.equal({ id });
    expect(await outcome(guest.answer)).to.equal('pending');
    expect(guest.call.accessState().access).to.deep.equal({ level: 'lobby' });
  });

  it('does not reach an interrupted owner, and arrives again later under the same id', async () => {
    const target = await room();
    const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
    const other = await joinAsOwner(target, 'Omar', NO_DEVICES);
    const guest = await knockAs(target, 'Gus');
    await until(() => waitingNames(owner).length && waitingNames(other).length, 'the knock');
    const changes = recordActions(owner, ...LIST);
    await failNow(target.name, localId(owner), { how: 'interrupted' });
    await until(() => waitingNames(owner).length === 0, 'the empty list');
    expect(waitingNames(other)).to.deep.equal(['Gus']);
    await failNow(target.name, localId(owner), { how: 'connected' });
    await until(() => waitingNames(owner).length, 'the guest again');
    expect(Object.keys(owner.call.waitingParticipants())).to.deep.equal([localId(guest)]);
    expect(changes()).to.deep.equal(['waiting-participant-removed', 'waiting-participant-added']);
  });

  it('reaches no owner while the guest is interrupted', async () => {
    const target = await room();
    const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
    const guest = await knockAs(target, 'Gus');
    await until(() => waitingNames(owner).length, 'the knock');
    await failNow(target.name, localId(guest), { how: 'interrupted' });
    await until(() => waitingNames(owner).length === 0, 'the empty list');
    expect(guest.call.accessState().awaitingAccess).to.deep.equal({ level: 'full' });
    await failNow(target.name, localId(guest), { how: 'connected' });
    await until(() => waitingNames(owner).length, 'the guest again');
  });
});
