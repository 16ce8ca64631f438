// An owner's answer is one message without a confirmation: what its promise says, and what happens to it.
import { expect } from '@open-wc/testing';
import { createToken, failNext, failNow } from '../../src/local-room/index.js';
import {
  caller,
  hangUp,
  joinAsOwner,
  knockAs,
  localId,
  NO_DEVICES,
  outcome,
  ownerAndGuest,
  QUICK,
  recordActions,
  rejection,
  room,
  until,
  waitingNames,
} from './support.js';

const LET_IN = { grantRequestedAccess: true };
const TURN_AWAY = { grantRequestedAccess: false };

describe('an answer to a knock', () => {
  afterEach(hangUp);

  it('admits a guest: first removed from the list, then in the call', async () => {
    const { owner, guest, id } = await ownerAndGuest({ timing: {} });
    const [ownersActions, guestsActions] = [
      recordActions(owner, 'waiting-participant-removed', 'participant-joined', 'resolved'),
      recordActions(guest, 'access-state-updated', 'participant-joined', 'granted'),
    ];
    const at: Record<string, number> = {};
    for (const event of ['waiting-participant-removed', 'participant-joined'] as const)
      owner.call.on(event, () => (at[event] = performance.now()));
    const lobbyTime = guest.call.participants().local.joined_at;
    void guest.answer.then(() => guest.events.push({ action: 'granted' }));
    expect(await owner.call.updateWaitingParticipant(id, LET_IN)).to.deep.equal({ id });
    owner.events.push({ action: 'resolved' });
    expect(await guest.answer).to.deep.equal({ access: { level: 'full' }, granted: true });
    expect(guest.call.accessState()).to.deep.equal({ access: { level: 'full' } });
    expect(Object.keys(guest.call.participants())).to.deep.equal(['local']);
    await until(() => guest.call.participants()[localId(owner)] && owner.call.participants()[id], 'each other');
    // On Daily 40 to 90 ms lie between the two.
    expect(at['participant-joined']).to.be.above((at['waiting-participant-removed'] ?? 0) + 30);
    expect(ownersActions()).to.deep.equal(['resolved', 'waiting-participant-removed', 'participant-joined']);
    expect(guestsActions()).to.deep.equal(['access-state-updated', 'granted', 'participant-joined']);
    expect(guest.count('joined-meeting')).to.equal(1);
    expect(owner.call.participants()[id]?.joined_at).to.deep.equal(lobbyTime);
    await until(() => owner.call.participantCounts().present === 2, 'a count of two');
  });

  it('rejects a guest at once, who may knock again with a new id', async () => {
    const { target, owner, guest, id } = await ownerAndGuest({ timing: {} });
    const guestsActions = recordActions(guest, 'access-state-updated', 'denied', 'error', 'left-meeting');
    void guest.answer.then(() => guest.events.push({ action: 'denied' }));
    await owner.call.updateWaitingParticipant(id, TURN_AWAY);
    expect(await guest.answer).to.deep.equal({ access: { level: 'lobby' }, granted: false });
    await until(() => guest.count('left-meeting'), 'the end');
    expect(guestsActions()).to.deep.equal(['access-state-updated', 'denied', 'error', 'left-meeting']);
    expect(guest.find('error')).to.include({ errorMsg: 'Join request rejected' });
    expect(guest.find('error')).to.have.nested.property('error.type', 'not-allowed');
    await until(() => waitingNames(owner).length === 0, 'nobody waiting');
    await guest.call.join({ url: target.url, userName: 'Gus', ...NO_DEVICES });
    void guest.call.requestAccess({ name: 'Gus' });
    await until(() => waitingNames(owner).length, 'the second knock');
    expect(localId(guest)).not.to.equal(id);
  });

  it('resolves for a closed tab, and keeps the guest listed as long as a knock does', async () => {
    const timing = { knockInterval: 0.4, knockTimeout: 2, sweepInterval: 0.2 };
    const { target, owner, guest, id } = await ownerAndGuest({ timing });
    await failNow(target.name, id, { how: 'connection-error' });
    await until(() => guest.count('left-meeting'), 'the end');
    await outcome(Promise.race([]), 1200);
    const answered = performance.now();
    expect(await owner.call.updateWaitingParticipant(id, LET_IN)).to.deep.equal({ id });
    await until(() => waitingNames(owner).length === 0, 'the empty list');
    expect(performance.now() - answered).to.be.above(timing.knockTimeout * 1000 - 100);
    expect(owner.call.participants()).not.to.have.property(id);
  });

  it('that is lost leaves the guest listed and knocking, and a second one works', async () => {
    const { target, owner, guest, id } = await ownerAndGuest({ timing: {} });
    await failNext(target.name, { on: 'decision', how: 'message-lost' });
    expect(await owner.call.updateWaitingParticipant(id, LET_IN)).to.deep.equal({ id });
    expect(await outcome(guest.answer)).to.equal('pending');
    expect(waitingNames(owner)).to.deep.equal(['Gus']);
    expect(guest.call.accessState().awaitingAccess).to.deep.equal({ level: 'full' });
    await owner.call.updateWaitingParticipant(id, LET_IN);
    expect((await guest.answer).granted).to.equal(true);
  });

  it('is lost while either side is interrupted', async () => {
    const { target, owner, guest, id } = await ownerAndGuest({ timing: {} });
    for (const person of [owner, guest]) {
      await failNow(target.name, localId(person), { how: 'interrupted' });
      await until(() => person.find('network-connection')?.event === 'interrupted', 'the interruption');
      expect(await owner.call.updateWaitingParticipant(id, LET_IN)).to.deep.equal({ id });
      expect(await outcome(guest.answer)).to.equal('pending');
      await failNow(target.name, localId(person), { how: 'connected' });
      await until(() => person.find('network-connection')?.event === 'connected', 'the connection');
      expect(await outcome(guest.answer)).to.equal('pending');
    }
    await owner.call.updateWaitingParticipant(id, LET_IN);
    expect((await guest.answer).granted).to.equal(true);
  });

  it('of two owners at once: the first message counts, and both promises resolve', async () => {
    const target = await room({ timing: {} });
    const [olga, omar] = [await joinAsOwner(target, 'Olga', NO_DEVICES), await joinAsOwner(target, 'Omar', NO_DEVICES)];
    const guest = await knockAs(target, 'Gus', NO_DEVICES);
    const id = localId(guest);
    await until(() => waitingNames(olga).length && waitingNames(omar).length, 'the knock at both');
    const answers = [olga.call.updateWaitingParticipant(id, LET_IN), omar.call.updateWaitingParticipant(id, TURN_AWAY)];
    expect(await Promise.all(answers)).to.deep.equal([{ id }, { id }]);
    expect((await guest.answer).granted).to.equal(true);
    await until(() => [olga, omar].every(({ call }) => call.participants()[id]), 'the guest at both');
    expect([waitingNames(olga), waitingNames(omar)]).to.deep.equal([[], []]);
    expect(guest.count('error')).to.equal(0);
  });

  it('does not check for a free place: the guest gets the fatal error, and the owner is not notified', async () => {
    const { owner, guest, id } = await ownerAndGuest({ timing: {}, properties: { max_participants: 1 } });
    expect(await owner.call.updateWaitingParticipant(id, LET_IN)).to.deep.equal({ id });
    await until(() => guest.count('left-meeting'), 'the end');
    expect(guest.find('error')).to.have.nested.property('error.type', 'meeting-full');
    expect(await outcome(guest.answer)).to.equal('pending');
    await until(() => waitingNames(owner).length === 0, 'nobody waiting');
    expect([owner.count('error'), owner.count('participant-joined')]).to.deep.equal([0, 0]);
  });

  it('to several: those who are listed, "*" for the rest of them, and one unknown id refuses all', async () => {
    const { target, owner, guest: gus, id } = await ownerAndGuest({ timing: {} });
    const ann = await knockAs(target, 'Ann', NO_DEVICES);
    await until(() => waitingNames(owner).length === 2, 'two who wait');
    const error = await rejection(owner.call.updateWaitingParticipants({ [id]: LET_IN, nobody: LET_IN }));
    expect(error).to.be.an('error');
    expect(error).to.have.property('message', 'updateWaitingParticipants() must take only ids of waiting participants');
    expect(await outcome(gus.answer)).to.equal('pending');
    const { ids } = await owner.call.updateWaitingParticipants({ [localId(ann)]: TURN_AWAY, '*': LET_IN });
    expect(ids).to.have.members([id, localId(ann)]);
    expect([(await gus.answer).granted, (await ann.answer).granted]).to.deep.equal([true, false]);
  });

  it('of an owner without the right has no effect, and their list is cleared', async () => {
    const { target, owner, guest, id } = await ownerAndGuest({ timing: QUICK });
    await failNow(target.name, localId(owner), { how: 'rights-lost' });
    await until(() => owner.call.participants().local.permissions.canAdmin === false, 'the right taken away');
    expect(await owner.call.updateWaitingParticipant(id, LET_IN)).to.deep.equal({ id });
    expect(await outcome(guest.answer)).to.equal('pending');
    await until(() => waitingNames(owner).length === 0, 'the empty list');
    expect(guest.call.accessState().access).to.deep.equal({ level: 'lobby' });
  });

  it('of an admin who is no owner counts', async () => {
    const target = await room({ timing: {} });
    const permissions = { canAdmin: ['participants'] };
    const helper = caller();
    const token = await createToken({ properties: { room_name: target.name, permissions } });
    await helper.call.join({ url: target.url, token, ...NO_DEVICES });
    const guest = await knockAs(target, 'Gus', NO_DEVICES);
    await until(() => waitingNames(helper).length, 'the knock');
    await helper.call.updateWaitingParticipant(localId(guest), LET_IN);
    expect((await guest.answer).granted).to.equal(true);
  });
});
