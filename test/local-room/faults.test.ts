// Simulated fatal failures. The real daily-js handles each as it would Daily's.
import { expect } from '@open-wc/testing';
import { failNext, failNow, getFaults } from '../../src/local-room/index.js';
import { FATAL_TYPES } from '../../src/local-room/room/fault-types.js';
import { hangUpAfterEach, isOver, waitingIds } from './fault-support.js';
import { caller, joinAsOwner, knockAs, outcome, ownerAndGuest, room, until } from './support.js';

describe('a local room that is told to fail', () => {
  hangUpAfterEach();

  describe('for good', () => {
    for (const type of FATAL_TYPES) {
      it(`with ${type} before joining`, async () => {
        const target = await room();
        await failNext(target.name, { on: 'preauth', how: type });
        const self = caller();
        const result = await outcome(self.call.preAuth({ url: target.url, userName: 'Gus' }), 5000);
        expect(result).to.have.nested.property('error.error.type', type);
        expect(self.actions().slice(-2)).to.deep.equal(['error', 'left-meeting']);
        expect(self.find('error')).to.have.nested.property('error.type', type);
        expect(await getFaults(target.name)).to.deep.equal([]);
        const { access } = await self.call.preAuth({ url: target.url, userName: 'Gus' });
        expect(access).to.deep.equal({ level: 'lobby' });
      });

      it(`with ${type} while joining`, async () => {
        const target = await room({ privacy: 'public' });
        await failNext(target.name, { on: 'join', how: type, msg: 'As told.' });
        const self = caller();
        const result = await outcome(self.call.join({ url: target.url }), 5000);
        expect(result).to.have.nested.property('error.error.type', type);
        expect(self.find('error')).to.include({ errorMsg: 'As told.' });
        await self.call.join({ url: target.url });
        expect(self.call.meetingState()).to.equal('joined-meeting');
      });

      it(`with ${type} while a guest waits`, async () => {
        const { target, owner, guest, id } = await ownerAndGuest();
        await failNow(target.name, id, { how: type });
        await isOver(guest, type);
        // A line that is lost takes no knock back: that one is dropped when it has not been heard for its time.
        await until(() => waitingIds(owner).length === 0, 'nobody waiting');
        expect(owner.count('error')).to.equal(0);
        expect(await outcome(guest.answer)).to.equal('pending');
      });

      it(`with ${type} in the call`, async () => {
        const target = await room({ privacy: 'public' });
        const [ann, ben] = [caller(), caller()];
        await ann.call.join({ url: target.url, userName: 'Ann' });
        await ben.call.join({ url: target.url, userName: 'Ben' });
        const camera = await until(() => ben.call.participants().local.tracks.video.track, 'the camera');
        await failNow(target.name, { userName: 'Ben' }, { how: type });
        await isOver(ben, type);
        expect(camera.readyState).to.equal('ended');
        await until(() => ann.count('participant-left'), 'participant-left');
        expect(ann.count('error')).to.equal(0);
      });
    }

    it('while a request for access, a decision, or leaving is under way', async () => {
      const { target, owner, guest, id } = await ownerAndGuest();
      await failNext(target.name, { on: 'decision', how: 'connection-error' });
      const decision = owner.call.updateWaitingParticipant(id, { grantRequestedAccess: true });
      await isOver(owner, 'connection-error');
      expect(await outcome(decision)).to.equal('pending');
      expect(guest.call.accessState()).to.deep.equal({ access: { level: 'lobby' }, awaitingAccess: { level: 'full' } });

      await failNext(target.name, { on: 'request-access', how: 'not-allowed' });
      void guest.call.requestAccess({ name: 'Gus' });
      await isOver(guest, 'not-allowed');

      const late = await joinAsOwner(target);
      await failNext(target.name, { on: 'leave', how: 'connection-error' });
      await late.call.leave();
      await isOver(late, 'connection-error');
    });

    it('some time after a person has joined', async () => {
      const target = await room();
      await failNext(target.name, { on: 'lobby', how: 'exp-room', after: 100 });
      await failNext(target.name, { on: 'call', how: 'ejected', role: 'guest', after: 100 });
      const owner = await joinAsOwner(target);
      await isOver(await knockAs(target, 'Gus'), 'exp-room');
      const ann = await knockAs(target, 'Ann');
      const id = await until(() => waitingIds(owner)[0], 'the knock');
      await owner.call.updateWaitingParticipant(id, { grantRequestedAccess: true });
      expect((await ann.answer).granted).to.equal(true);
      await isOver(ann, 'ejected');
      expect(owner.count('error')).to.equal(0);
    });
  });

  it('fails to load the call machine three times', async () => {
    const target = await room();
    const self = caller({ load: 'fails' });
    const result = await outcome(self.call.preAuth({ url: target.url }), 15_000);
    expect(result).to.have.property('error').that.is.a('string');
    expect(self.count('load-attempt-failed')).to.equal(3);
    expect(self.find('error')).to.have.nested.property('error.type', 'connection-error');
    expect(self.find('error')).to.have.nested.property('error.details.on', 'load');
    expect(self.count('error')).to.equal(1);
  });
});
