// Simulated failures of requests and their replies. The real daily-js handles each as it would Daily's.
import { expect } from '@open-wc/testing';
import { type AnswerOrder, createToken, failNext, getFaults } from '../../src/local-room/index.js';
import { hangUpAfterEach, isOver, waitingIds } from './fault-support.js';
import {
  caller,
  forget,
  joinAsOwner,
  knockAs,
  localId,
  NO_DEVICES,
  outcome,
  ownerAndGuest,
  QUICK,
  recordActions,
  room,
  until,
} from './support.js';

const LET_IN = { grantRequestedAccess: true };

describe('simulated failures of a local room', () => {
  hangUpAfterEach();

  describe('in a request', () => {
    it('refused: rejects, and does nothing', async () => {
      const { target, owner, guest, id } = await ownerAndGuest();
      for (const on of ['request-access', 'decision'] as const) await failNext(target.name, { on, how: 'refused' });
      const renaming = await outcome(guest.call.requestAccess({ name: 'Gustav' }));
      expect(renaming).to.have.nested.property('error.message', 'Refused.');
      const decision = await outcome(owner.call.updateWaitingParticipants({ [id]: LET_IN }));
      expect(decision).to.have.nested.property('error.message', 'Refused.');
      expect(owner.call.waitingParticipants()[id]?.name).to.equal('Gus');
      for (const on of ['preauth', 'join'] as const) await failNext(target.name, { on, how: 'refused', msg: on });
      const self = caller();
      expect(await outcome(self.call.preAuth({ url: target.url }), 5000)).to.deep.equal({ error: 'preauth' });
      expect(await outcome(self.call.join({ url: target.url }))).to.deep.equal({ error: 'join' });
      expect(self.count('error')).to.equal(0);
    });

    it('request-lost: never receives it', async () => {
      const target = await room();
      for (const on of ['preauth', 'join'] as const) await failNext(target.name, { on, how: 'request-lost' });
      const self = caller();
      await self.call.load();
      expect(await outcome(self.call.preAuth({ url: target.url }))).to.equal('pending');
      expect(await outcome(self.call.join({ url: target.url }))).to.equal('pending');
      await self.call.leave();
      await self.call.join({ url: target.url, userName: 'Ann', ...NO_DEVICES });
      expect(await getFaults(target.name)).to.deep.equal([]);
    });

    it('answer-lost: does it, and never replies', async () => {
      const target = await room();
      const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
      await failNext(target.name, { on: 'preauth', how: 'answer-lost' });
      await failNext(target.name, { on: 'join', how: 'answer-lost' });
      const self = caller();
      await self.call.load();
      expect(await outcome(self.call.preAuth({ url: target.url }))).to.equal('pending');
      const token = await createToken({ properties: { room_name: target.name, user_name: 'Ann' } });
      const other = caller();
      await other.call.load();
      expect(await outcome(other.call.join({ url: target.url, token, ...NO_DEVICES }))).to.equal('pending');
      await until(() => Object.keys(owner.call.participants()).length === 2, 'both');
      expect(other.actions()).to.not.include('joined-meeting');
      await other.call.leave();
      await until(() => Object.keys(owner.call.participants()).length === 1, 'the owner alone');
    });

    it('request-late and answer-late: receives it late, or replies late', async () => {
      const target = await room();
      const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
      const token = await createToken({ properties: { room_name: target.name, user_name: 'Ann' } });
      for (const how of ['answer-late', 'request-late'] as const) {
        await failNext(target.name, { on: 'join', how, after: 600 });
        const self = caller();
        await self.call.load();
        const joining = self.call.join({ url: target.url, token, ...NO_DEVICES });
        expect(await outcome(joining, 300)).to.equal('pending');
        expect(Object.keys(owner.call.participants())).to.have.lengthOf(how === 'answer-late' ? 2 : 1);
        expect((await joining)?.local.user_name).to.equal('Ann');
        await self.call.leave();
        await until(() => Object.keys(owner.call.participants()).length === 1, 'the owner alone');
      }
    });

    it('cannot be destroyed after a lost leave', async () => {
      const target = await room({ privacy: 'public' });
      const self = caller();
      await self.call.join({ url: target.url });
      const camera = await until(() => self.call.participants().local.tracks.video.track, 'the camera');
      await failNext(target.name, { on: 'leave', how: 'request-lost' });
      expect(await outcome(self.call.leave())).to.equal('pending');
      expect(camera.readyState).to.equal('live');
      await failNext(target.name, { on: 'leave', how: 'answer-late', after: 300 });
      const leaving = self.call.leave();
      await until(() => camera.readyState === 'ended', 'the camera off');
      expect(await outcome(leaving, 50)).to.equal('pending');
      await leaving;

      await self.call.join({ url: target.url });
      await failNext(target.name, { on: 'leave', how: 'answer-lost' });
      expect(await outcome(self.call.destroy())).to.equal('pending');
      forget(self);
    });

    it('cancels pending faults on leave()', async () => {
      const target = await room();
      await failNext(target.name, { on: 'join', how: 'request-late', after: 300 });
      const self = caller();
      await self.call.load();
      void self.call.join({ url: target.url, userName: 'Gus' });
      await outcome(Promise.race([]), 50);
      await self.call.leave();
      await outcome(Promise.race([]), 400);
      expect(self.actions()).to.not.include('joined-meeting');
    });
  });

  describe('in a message', () => {
    it('message-lost: loses a knock, and receives the next one', async () => {
      const target = await room({ timing: { ...QUICK, knockInterval: 1 } });
      const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
      await failNext(target.name, { on: 'request-access', how: 'message-lost' });
      const guest = await knockAs(target, 'Gus', NO_DEVICES);
      await until(() => guest.call.accessState().awaitingAccess, 'awaiting access');
      await outcome(Promise.race([]), 500);
      expect(waitingIds(owner)).to.deep.equal([]);
      await until(() => waitingIds(owner).length, 'the next knock');
    });

    it('message-late: delivers a knock late, but not after the guest has left', async () => {
      const target = await room({ timing: {} });
      const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
      for (const stays of [true, false]) {
        await failNext(target.name, { on: 'request-access', how: 'message-late', after: 500 });
        const guest = await knockAs(target, 'Gus', NO_DEVICES);
        await until(() => guest.call.accessState().awaitingAccess, 'awaiting access');
        expect(waitingIds(owner)).to.deep.equal([]);
        if (stays) await until(() => waitingIds(owner).length, 'the knock');
        await guest.call.leave();
        await until(() => waitingIds(owner).length === 0, 'nobody waiting');
        await outcome(Promise.race([]), 600);
        expect(waitingIds(owner)).to.deep.equal([]);
      }
    });

    it('message-late: delivers an answer late, without notice to the owner', async () => {
      const { target, owner, guest, id } = await ownerAndGuest();
      await failNext(target.name, { on: 'decision', how: 'message-late', after: 700 });
      expect(await owner.call.updateWaitingParticipant(id, LET_IN)).to.deep.equal({ id });
      expect(await outcome(guest.answer)).to.equal('pending');
      expect(waitingIds(owner)).to.deep.equal([id]);
      expect((await guest.answer).granted).to.equal(true);
    });
  });

  describe('in a decision', () => {
    it('unknown-id: has just dropped the guest, who is listed again at their next knock', async () => {
      const { target, owner, guest, id } = await ownerAndGuest();
      await failNext(target.name, { on: 'decision', how: 'unknown-id', userName: 'Olga' });
      const refused = await outcome(owner.call.updateWaitingParticipant(id, LET_IN));
      const message = 'updateWaitingParticipant() must take an id of a waiting participant';
      expect(refused).to.have.nested.property('error.message', message);
      await until(() => owner.count('waiting-participant-removed'), 'the guest dropped');
      await until(() => waitingIds(owner).includes(id), 'the guest again');
      await owner.call.updateWaitingParticipant(id, LET_IN);
      expect((await guest.answer).granted).to.equal(true);
    });

    it('guest-gone: loses the guest, who stays listed for a while', async () => {
      const { target, owner, guest, id } = await ownerAndGuest();
      await failNext(target.name, { on: 'decision', how: 'guest-gone' });
      expect(await owner.call.updateWaitingParticipant(id, LET_IN)).to.deep.equal({ id });
      await isOver(guest, 'connection-error');
      expect(waitingIds(owner)).to.deep.equal([id]);
      await until(() => waitingIds(owner).length === 0, 'the empty list');
      expect(owner.call.participants()).not.to.have.property(id);
    });

    it('rights-lost: revokes the right, and the answer has no effect', async () => {
      const { target, owner, guest, id } = await ownerAndGuest();
      await failNext(target.name, { on: 'decision', how: 'rights-lost' });
      expect(await owner.call.updateWaitingParticipant(id, LET_IN)).to.deep.equal({ id });
      await until(() => owner.call.participants().local.permissions.canAdmin === false, 'the right taken away');
      expect(await outcome(guest.answer)).to.equal('pending');
      expect(guest.call.accessState().access).to.deep.equal({ level: 'lobby' });
    });
  });

  describe('in the delivery of the answer', () => {
    const access = 'access-state-updated';
    const cases: [on: 'admission' | 'denial', how: AnswerOrder | undefined, expected: string[]][] = [
      ['admission', undefined, [access, 'promise']],
      ['admission', 'event-first', [access, 'promise']],
      ['admission', 'promise-first', ['promise', access]],
      ['admission', 'promise-only', ['promise']],
      ['admission', 'event-only', [access]],
      ['denial', undefined, [access, 'promise', 'error', 'left-meeting']],
      ['denial', 'promise-first', [access, 'promise', 'error', 'left-meeting']],
      ['denial', 'event-first', [access, 'error', 'left-meeting', 'promise']],
      ['denial', 'promise-only', [access, 'promise']],
      ['denial', 'event-only', [access, 'error', 'left-meeting']],
    ];
    for (const [on, how, expected] of cases)
      for (const after of how ? [undefined, 200] : [undefined])
        it(`of ${on}: ${how ?? 'as ever'}${after ? ', with a pause' : ''}`, async () => {
          const { target, owner, guest, id } = await ownerAndGuest();
          if (how) await failNext(target.name, { on, how, after });
          const granted = on === 'admission';
          const reported = recordActions(guest, 'promise', access, 'error', 'left-meeting');
          void guest.answer.then((answer) => {
            expect(answer.granted).to.equal(granted);
            guest.events.push({ action: 'promise' });
          });
          await owner.call.updateWaitingParticipant(id, { grantRequestedAccess: granted });
          await until(() => reported().length >= expected.length, expected.join(', '));
          await outcome(Promise.race([]), 250);
          expect(reported()).to.deep.equal(expected);
          expect(await getFaults(target.name)).to.deep.equal([]);
          // Whatever the guest's page reports, this is what the owner sees.
          expect(Object.keys(owner.call.participants()).includes(id)).to.equal(granted);
        });

    it('handles two guests who are answered together separately', async () => {
      const { target, owner, guest, id } = await ownerAndGuest();
      const ann = await knockAs(target, 'Ann');
      await until(() => waitingIds(owner).length === 2, 'two who wait');
      await failNext(target.name, { on: 'denial', how: 'event-only', userName: 'Ann' });
      await owner.call.updateWaitingParticipants({
        [id]: { grantRequestedAccess: false },
        [localId(ann)]: { grantRequestedAccess: false },
      });
      expect((await guest.answer).granted).to.equal(false);
      await until(() => ann.count('left-meeting'), 'the end');
      expect(await outcome(ann.answer)).to.equal('pending');
    });
  });
});
