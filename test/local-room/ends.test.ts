// Ends of a stay in a local room that the page itself does not cause, in the call and in the lobby.
import { expect } from '@open-wc/testing';
import { createToken, deleteRoom, eject } from '../../src/local-room/index.js';
import {
  type Caller,
  caller,
  hangUp,
  joinAsOwner,
  localId,
  NO_DEVICES,
  outcome,
  ownerAndGuest,
  rejection,
  room,
  until,
  waitingNames,
} from './support.js';

async function endsWith(self: Caller, type: string, errorMsg: string): Promise<void> {
  await until(() => self.count('left-meeting'), 'the end');
  expect(self.find('error')).to.include({ errorMsg });
  expect(self.find('error')).to.have.nested.property('error.type', type);
  expect(self.actions().slice(-2)).to.deep.equal(['error', 'left-meeting']);
}

describe('the end of a stay in a local room', () => {
  afterEach(hangUp);

  it('ejection by an owner, for a person in the call', async () => {
    const target = await room({ privacy: 'public' });
    const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
    const ann = caller();
    await ann.call.join({ url: target.url, ...NO_DEVICES });
    await until(() => owner.call.participants()[localId(ann)], 'the other');
    owner.call.updateParticipant(localId(ann), { eject: true });
    await endsWith(ann, 'ejected', 'Meeting has ended');
  });

  it('no ejection by a guest, by an admin of another admin, or from the lobby', async () => {
    const { target, owner, guest } = await ownerAndGuest({ timing: {} });
    const [mia, ann] = [caller(), caller()];
    const properties = { room_name: target.name, permissions: { canAdmin: ['participants' as const] } };
    await mia.call.join({ url: target.url, token: await createToken({ properties }), ...NO_DEVICES });
    const member = await createToken({ properties: { room_name: target.name } });
    await ann.call.join({ url: target.url, token: member, ...NO_DEVICES });
    for (const self of [owner, mia, ann])
      await until(() => Object.keys(self.call.participants()).length === 3, 'all three');
    ann.call.updateParticipant(localId(mia), { eject: true });
    mia.call.updateParticipant(localId(owner), { eject: true });
    owner.call.updateParticipant(localId(guest), { eject: true });
    mia.call.updateParticipant(localId(ann), { eject: true });
    await endsWith(ann, 'ejected', 'Meeting has ended');
    owner.call.updateParticipant(localId(mia), { eject: true });
    await endsWith(mia, 'ejected', 'Meeting has ended');
    expect(owner.count('left-meeting')).to.equal(0);
    expect(await outcome(guest.answer)).to.equal('pending');
    expect(guest.count('left-meeting')).to.equal(0);
  });

  it('ejection by the page, for a person in the call and a waiting guest', async () => {
    const { target, owner, guest } = await ownerAndGuest({ timing: {} });
    await eject(target.name, localId(guest));
    await endsWith(guest, 'ejected', 'Meeting has ended');
    await until(() => waitingNames(owner).length === 0, 'nobody waiting');
    expect(await outcome(guest.answer)).to.equal('pending');
    await eject(target.name, localId(owner));
    await endsWith(owner, 'ejected', 'Meeting has ended');
  });

  it('expiry of the room, in the call and in the lobby', async () => {
    const exp = Date.now() / 1000 + 2;
    const { owner, guest } = await ownerAndGuest({ timing: {}, properties: { exp, eject_at_room_exp: true } });
    for (const { call } of [owner, guest])
      expect(call.participants().local.will_eject_at.getTime()).to.equal(exp * 1000);
    for (const self of [owner, guest]) await endsWith(self, 'ejected', 'Meeting has ended');
    expect(Date.now() / 1000).to.be.at.least(exp);
    expect(await outcome(guest.answer)).to.equal('pending');
  });

  it('expiry of the token', async () => {
    const target = await room();
    const exp = Date.now() / 1000 + 1;
    const token = await createToken({ properties: { room_name: target.name, exp, eject_at_token_exp: true } });
    const ann = caller();
    await ann.call.join({ url: target.url, token, ...NO_DEVICES });
    await endsWith(ann, 'ejected', 'Meeting has ended');
  });

  it('deletion of the room, without a report to Daily’s servers', async () => {
    const { target, owner, guest } = await ownerAndGuest({ timing: {} });
    await deleteRoom(target.name);
    for (const self of [owner, guest]) {
      await endsWith(self, 'no-room', 'Meeting has ended');
      expect(self.find('error')).to.have.nested.property('error.msg').that.includes('deleted');
    }
    expect(owner.count('waiting-participant-removed')).to.equal(0);
    expect(await outcome(guest.answer)).to.equal('pending');
  });

  it('joining a full room', async () => {
    const target = await room({ privacy: 'public', properties: { max_participants: 1 } });
    await caller().call.join({ url: target.url, ...NO_DEVICES });
    const late = caller();
    const error = await rejection(late.call.join({ url: target.url, ...NO_DEVICES }));
    expect(error).to.have.nested.property('error.type', 'meeting-full');
    await endsWith(late, 'meeting-full', 'Meeting is full');
    expect(late.actions()).to.include('network-connection');
  });
});

describe('access to a public room', () => {
  afterEach(hangUp);

  for (const publicAccess of ['full', 'unknown'] as const)
    it(`is ${publicAccess}, before and after joining, with this publicAccess`, async () => {
      const target = await room({ privacy: 'public', behavior: { publicAccess } });
      const shown = publicAccess === 'full' ? { level: 'full' } : 'unknown';
      const [ann, ben] = [caller(), caller()];
      expect((await ann.call.preAuth({ url: target.url, userName: 'Ann' })).access).to.deep.equal(shown);
      await ann.call.join({ url: target.url, userName: 'Ann', ...NO_DEVICES });
      await ben.call.join({ url: target.url, userName: 'Ben', ...NO_DEVICES });
      await until(() => ann.count('participant-joined') && ben.count('participant-joined'), 'each other');
      for (const { call } of [ann, ben]) expect(call.accessState()).to.deep.equal({ access: shown });
      const error = await rejection(ann.call.requestAccess({ name: 'Ann' }));
      expect(error).to.have.property('message', 'requestAccess() can only be called when access level is "lobby"');
    });
});
