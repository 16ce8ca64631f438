// The local room, told to fail: the real daily-js meets each failure as it would meet Daily's.
import { expect } from '@open-wc/testing';
import type { DailyCameraErrorType, DailyFatalErrorType } from '@daily-co/daily-js';
import {
  clearFaults,
  createToken,
  failNext,
  failNow,
  getFaults,
  type AnswerOrder,
  type Fault,
  type LocalRoom,
} from '../../src/local-room/index.js';
import {
  caller,
  folder,
  forget,
  hangUp,
  joinAsOwner,
  knockAs,
  localId,
  room,
  until,
  type Answer,
  type Caller,
} from './support.js';

const FATAL: DailyFatalErrorType[] = [
  'ejected',
  'nbf-room',
  'nbf-token',
  'exp-room',
  'exp-token',
  'no-room',
  'meeting-full',
  'end-of-life',
  'not-allowed',
  'connection-error',
];

/** What a promise came to; `'pending'` if it has come to nothing after a while in which it would have. */
async function outcome(promise: Promise<unknown>, ms = 300): Promise<unknown> {
  const pending = new Promise((resolve) => setTimeout(resolve, ms, 'pending'));
  const settled = promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  return Promise.race([settled, pending]);
}

function waitingIds({ call }: Caller): string[] {
  return Object.keys(call.waitingParticipants());
}

/** An owner in the call and a guest at the door. */
async function atTheDoor(): Promise<{
  target: LocalRoom;
  owner: Caller;
  guest: Caller & { answer: Promise<Answer> };
  id: string;
}> {
  const target = await room();
  const owner = await joinAsOwner(target);
  const guest = await knockAs(target, 'Gus');
  await until(() => waitingIds(owner).length, 'the knock');
  await until(() => guest.call.accessState().awaitingAccess, 'awaiting access');
  return { target, owner, guest, id: localId(guest) };
}

async function isOver(self: Caller, type: DailyFatalErrorType): Promise<void> {
  await until(() => self.count('left-meeting'), 'the end');
  expect(self.find('error')).to.have.nested.property('error.type', type);
  expect(self.count('error')).to.equal(1);
  expect(self.actions().slice(-2)).to.deep.equal(['error', 'left-meeting']);
}

describe('a local room that is told to fail', () => {
  const strays: unknown[] = [];
  const noteStray = (event: PromiseRejectionEvent | ErrorEvent): void => {
    strays.push('reason' in event ? event.reason : event.message);
  };

  before(() => {
    addEventListener('unhandledrejection', noteStray);
    addEventListener('error', noteStray);
  });
  afterEach(async () => {
    await hangUp();
    expect(strays.splice(0)).to.deep.equal([]);
  });
  after(() => {
    removeEventListener('unhandledrejection', noteStray);
    removeEventListener('error', noteStray);
  });

  describe('for good', () => {
    for (const type of FATAL) {
      it(`with ${type} before joining`, async () => {
        const target = await room();
        await failNext(target.name, { on: 'preauth', how: type });
        const self = caller();
        const result = await outcome(self.call.preAuth({ url: target.url, userName: 'Gus' }), 5000);
        expect(result).to.have.nested.property('error.error.type', type);
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

      it(`with ${type} while somebody waits`, async () => {
        const { target, owner, guest, id } = await atTheDoor();
        await failNow(target.name, id, { how: type });
        await isOver(guest, type);
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
      const { target, owner, guest, id } = await atTheDoor();
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

    it('some time after somebody has come', async () => {
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

  it('finds no call machine, three times', async () => {
    const target = await room();
    const self = caller({ load: 'fails' });
    const result = await outcome(self.call.preAuth({ url: target.url }), 15_000);
    expect(result).to.have.property('error').that.is.a('string');
    expect(self.count('load-attempt-failed')).to.equal(3);
    expect(self.find('error')).to.have.nested.property('error.type', 'connection-error');
    expect(self.find('error')).to.have.nested.property('error.details.on', 'load');
    expect(self.count('error')).to.equal(1);
  });

  describe('in a request', () => {
    it('refuses, and does nothing', async () => {
      const { target, owner, guest, id } = await atTheDoor();
      for (const on of ['request-access', 'decision'] as const) await failNext(target.name, { on, how: 'refused' });
      expect(await outcome(guest.call.requestAccess({ name: 'Gustav' }))).to.deep.equal({ error: 'Refused.' });
      expect(
        await outcome(owner.call.updateWaitingParticipants({ [id]: { grantRequestedAccess: true } })),
      ).to.deep.equal({
        error: 'Refused.',
      });
      expect(owner.call.waitingParticipants()[id]?.name).to.equal('Gus');
      for (const on of ['preauth', 'join'] as const) await failNext(target.name, { on, how: 'refused', msg: on });
      const self = caller();
      expect(await outcome(self.call.preAuth({ url: target.url }), 5000)).to.deep.equal({ error: 'preauth' });
      expect(await outcome(self.call.join({ url: target.url }))).to.deep.equal({ error: 'join' });
      expect(self.count('error')).to.equal(0);
    });

    it('never hears it', async () => {
      const { target, owner, id } = await atTheDoor();
      for (const on of ['preauth', 'join', 'request-access', 'decision'] as const)
        await failNext(target.name, { on, how: 'request-lost' });
      expect(await outcome(owner.call.updateWaitingParticipant(id, { grantRequestedAccess: true }))).to.equal(
        'pending',
      );
      expect(waitingIds(owner)).to.deep.equal([id]);
      const self = caller();
      await self.call.load();
      expect(await outcome(self.call.preAuth({ url: target.url }))).to.equal('pending');
      expect(await outcome(self.call.join({ url: target.url }))).to.equal('pending');
      await self.call.leave();
      await self.call.join({ url: target.url, userName: 'Ann' });
      expect(await outcome(self.call.requestAccess({ name: 'Ann' }))).to.equal('pending');
      expect(waitingIds(owner)).to.deep.equal([id]);
      expect(await getFaults(target.name)).to.deep.equal([]);
    });

    it('does it, and never says so', async () => {
      const { target, owner, guest, id } = await atTheDoor();
      await failNext(target.name, { on: 'decision', how: 'answer-lost' });
      const decision = owner.call.updateWaitingParticipant(id, { grantRequestedAccess: true });
      expect((await guest.answer).granted).to.equal(true);
      expect(await outcome(decision)).to.equal('pending');
      expect(waitingIds(owner)).to.deep.equal([]);

      await failNext(target.name, { on: 'preauth', how: 'answer-lost' });
      await failNext(target.name, { on: 'join', how: 'answer-lost' });
      const self = caller();
      await self.call.load();
      expect(await outcome(self.call.preAuth({ url: target.url }))).to.equal('pending');
      const token = await createToken({ properties: { room_name: target.name, user_name: 'Ann' } });
      const other = caller();
      await other.call.load();
      expect(await outcome(other.call.join({ url: target.url, token }))).to.equal('pending');
      await until(() => Object.keys(owner.call.participants()).length === 3, 'all three');
      expect(other.actions()).to.not.include('joined-meeting');
      await other.call.leave();
      await until(() => Object.keys(owner.call.participants()).length === 2, 'the two');
    });

    it('hears it late, or says so late', async () => {
      const { target, owner, guest, id } = await atTheDoor();
      await failNext(target.name, { on: 'decision', how: 'answer-late', after: 400 });
      const decision = owner.call.updateWaitingParticipant(id, { grantRequestedAccess: true });
      expect((await guest.answer).granted).to.equal(true);
      expect(await outcome(decision, 50)).to.equal('pending');
      expect(await decision).to.deep.equal({ id });

      const token = await createToken({ properties: { room_name: target.name, user_name: 'Ann' } });
      for (const how of ['answer-late', 'request-late'] as const) {
        await failNext(target.name, { on: 'join', how, after: 600 });
        const self = caller();
        await self.call.load();
        const joining = self.call.join({ url: target.url, token });
        expect(await outcome(joining, 300)).to.equal('pending');
        expect(Object.keys(owner.call.participants())).to.have.lengthOf(how === 'answer-late' ? 3 : 2);
        expect((await joining)?.local.user_name).to.equal('Ann');
        await self.call.leave();
        await until(() => Object.keys(owner.call.participants()).length === 2, 'the two');
      }
    });

    it('does not let go', async () => {
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

    it('takes leave as the end of what is under way', async () => {
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

  describe('in a decision', () => {
    it('does not know the guest, who still waits', async () => {
      const { target, owner, guest, id } = await atTheDoor();
      await failNext(target.name, { on: 'decision', how: 'unknown-id', userName: 'Olga' });
      const error = 'No such waiting participant.';
      expect(await outcome(owner.call.updateWaitingParticipant(id, { grantRequestedAccess: true }))).to.deep.equal({
        error,
      });
      expect(waitingIds(owner)).to.deep.equal([id]);
      await owner.call.updateWaitingParticipant(id, { grantRequestedAccess: true });
      expect((await guest.answer).granted).to.equal(true);
    });

    it('loses the guest', async () => {
      const { target, owner, guest, id } = await atTheDoor();
      await failNext(target.name, { on: 'decision', how: 'guest-gone' });
      const error = 'No such waiting participant.';
      expect(await outcome(owner.call.updateWaitingParticipant(id, { grantRequestedAccess: true }))).to.deep.equal({
        error,
      });
      expect(waitingIds(owner)).to.deep.equal([]);
      await isOver(guest, 'connection-error');
    });

    it('takes the right away', async () => {
      const { target, owner, guest, id } = await atTheDoor();
      await failNext(target.name, { on: 'decision', how: 'rights-lost' });
      const result = await outcome(owner.call.updateWaitingParticipant(id, { grantRequestedAccess: true }));
      expect(result).to.have.property('error').that.is.a('string');
      expect(owner.call.participants().local.permissions.canAdmin).to.equal(false);
      expect(guest.call.accessState().access).to.deep.equal({ level: 'lobby' });
    });
  });

  describe('in telling the answer', () => {
    const access = 'access-state-updated';
    const cases: [on: 'admission' | 'denial', how: AnswerOrder | undefined, heard: string[]][] = [
      ['admission', undefined, [access, 'promise']],
      ['admission', 'event-first', [access, 'promise']],
      ['admission', 'promise-first', ['promise', access]],
      ['admission', 'promise-only', ['promise']],
      ['admission', 'event-only', [access]],
      ['denial', undefined, ['promise', 'error', 'left-meeting']],
      ['denial', 'promise-first', ['promise', 'error', 'left-meeting']],
      ['denial', 'event-first', ['error', 'left-meeting', 'promise']],
      ['denial', 'promise-only', ['promise']],
      ['denial', 'event-only', ['error', 'left-meeting']],
    ];
    for (const [on, how, heard] of cases)
      for (const after of how ? [undefined, 200] : [undefined])
        it(`of ${on}: ${how ?? 'as ever'}${after ? ', with a pause' : ''}`, async () => {
          const { target, owner, guest, id } = await atTheDoor();
          if (how) await failNext(target.name, { on, how, after });
          const granted = on === 'admission';
          const before = guest.events.length;
          void guest.answer.then((answer) => {
            expect(answer.granted).to.equal(granted);
            guest.events.push({ action: 'promise' });
          });
          await owner.call.updateWaitingParticipant(id, { grantRequestedAccess: granted });
          const listened = (): string[] =>
            guest
              .actions()
              .slice(before)
              .filter((action) => ['promise', access, 'error', 'left-meeting'].includes(action));
          await until(() => listened().length >= heard.length, heard.join(', '));
          await outcome(Promise.race([]), 250);
          expect(listened()).to.deep.equal(heard);
          expect(await getFaults(target.name)).to.deep.equal([]);
          // Whatever the guest was told, this is what the owner sees.
          expect(Object.keys(owner.call.participants()).includes(id)).to.equal(granted);
        });

    it('tells two guests who are answered together apart', async () => {
      const { target, owner, guest, id } = await atTheDoor();
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

  describe('with camera and microphone', () => {
    const cases: [type: DailyCameraErrorType, blocked: ('audio' | 'video')[], more: object][] = [
      ['cam-in-use', ['video'], {}],
      ['mic-in-use', ['audio'], {}],
      ['cam-mic-in-use', ['audio', 'video'], {}],
      ['permissions', ['audio', 'video'], { blockedBy: 'user', blockedMedia: ['audio', 'video'] }],
      ['undefined-mediadevices', ['audio', 'video'], {}],
      ['not-found', ['audio', 'video'], { missingMedia: ['audio', 'video'] }],
      ['constraints', ['audio', 'video'], { failedMedia: ['audio', 'video'], reason: 'invalid' }],
      ['unknown', ['audio', 'video'], {}],
    ];
    const states = ({ call }: Caller): Record<string, string | undefined> => {
      const { tracks } = call.participants().local;
      return { audio: tracks.audio.state, video: tracks.video.state };
    };
    const expected = (blocked: string[]): Record<string, string> =>
      Object.fromEntries(['audio', 'video'].map((kind) => [kind, blocked.includes(kind) ? 'blocked' : 'playable']));

    for (const [type, blocked, more] of cases)
      it(`${type}, when they are asked for and in the call`, async () => {
        const target = await room({ privacy: 'public' });
        await failNext(target.name, { on: 'camera', how: type });
        const self = caller();
        await self.call.join({ url: target.url });
        await until(() => self.count('camera-error'), 'the failure');
        expect(self.find('camera-error')?.error).to.deep.include({ type, ...more });
        await until(() => JSON.stringify(states(self)) === JSON.stringify(expected(blocked)), 'what is blocked');
        self.call.setLocalAudio(true).setLocalVideo(true);
        await until(() => JSON.stringify(states(self)) === JSON.stringify(expected([])), 'both on');

        await failNow(target.name, localId(self), { how: type });
        await until(() => self.count('camera-error') === 2, 'the second failure');
        expect(self.find('camera-error')?.error).to.deep.include({ type, ...more });
        await until(() => JSON.stringify(states(self)) === JSON.stringify(expected(blocked)), 'what is blocked then');
        expect(self.call.meetingState()).to.equal('joined-meeting');
      });

    it('only the one that is named', async () => {
      const target = await room({ privacy: 'public' });
      await failNext(target.name, { on: 'camera', how: 'permissions', media: ['video'] });
      const self = caller();
      await self.call.join({ url: target.url, startVideoOff: true });
      await until(() => states(self).audio === 'playable', 'sound');
      expect(self.count('camera-error')).to.equal(0);
      self.call.setLocalVideo(true);
      await until(() => self.count('camera-error'), 'the failure');
      await until(() => JSON.stringify(states(self)) === JSON.stringify(expected(['video'])), 'what is blocked');
    });
  });

  describe('with the network', () => {
    it('holds up all that is said while signaling is interrupted', async () => {
      const { target, owner, guest, id } = await atTheDoor();
      await failNow(target.name, { role: 'owner' }, { how: 'interrupted' });
      await until(() => owner.find('network-connection'), 'the interruption');
      expect(owner.find('network-connection')).to.include({ type: 'signaling', event: 'interrupted' });
      const decision = owner.call.updateWaitingParticipant(id, { grantRequestedAccess: true });
      const ann = await knockAs(target, 'Ann');
      expect(await outcome(decision)).to.equal('pending');
      expect(waitingIds(owner)).to.deep.equal([id]);
      await failNow(target.name, { role: 'owner' }, { how: 'connected' });
      expect(await decision).to.deep.equal({ id });
      expect(owner.find('network-connection')).to.include({ type: 'signaling', event: 'connected' });
      expect((await guest.answer).granted).to.equal(true);
      expect(waitingIds(owner)).to.deep.equal([localId(ann)]);
    });

    it('can be left, and lost for good, while it is interrupted', async () => {
      const target = await room({ privacy: 'public' });
      for (const end of ['leave', 'lose']) {
        const self = caller();
        await self.call.join({ url: target.url });
        await failNow(target.name, localId(self), { how: 'interrupted' });
        await until(() => self.count('network-connection'), 'the interruption');
        if (end === 'leave') await self.call.leave();
        else {
          await failNow(target.name, localId(self), { how: 'connection-error' });
          await isOver(self, 'connection-error');
        }
        await self.call.join({ url: target.url });
        await self.call.leave();
      }
    });

    it('interrupts media', async () => {
      const target = await room({ privacy: 'public' });
      const [ann, ben] = [caller(), caller()];
      await ann.call.join({ url: target.url });
      await ben.call.join({ url: target.url });
      const seen = () => ann.call.participants()[localId(ben)]?.tracks.video.state;
      await until(() => seen() === 'playable', 'a playable video');
      await failNow(target.name, localId(ann), { how: 'interrupted', type: 'peer-to-peer' });
      await until(() => seen() === 'interrupted', 'an interrupted video');
      expect(ann.find('network-connection')).to.include({ type: 'peer-to-peer', event: 'interrupted' });
      await failNow(target.name, localId(ann), { how: 'connected', type: 'peer-to-peer' });
      await until(() => seen() === 'playable', 'a playable video again');
    });
  });

  it('takes rights away in the call', async () => {
    const { target, owner } = await atTheDoor();
    await failNow(target.name, { userName: 'Olga' }, { how: 'rights-lost' });
    await until(() => owner.call.participants().local.permissions.canAdmin === false, 'the right taken away');
    expect(owner.count('waiting-participant-removed')).to.equal(0);
  });

  describe('remembers', () => {
    it('how often, for whom, and in which order', async () => {
      const target = await room();
      await failNext(target.name, { on: 'preauth', how: 'exp-room', role: 'owner', times: 'always' });
      await failNext(target.name, { on: 'preauth', how: 'nbf-room', userName: 'Gus', times: 2 });
      await failNext(target.name, { on: 'preauth', how: 'meeting-full' });
      const self = caller();
      const typeFor = async (userName: string, token?: string): Promise<string | undefined> => {
        const result = await outcome(self.call.preAuth({ url: target.url, userName, ...(token && { token }) }), 5000);
        return (result as { error?: { error?: { type: string } } }).error?.error?.type;
      };
      const token = await createToken({ properties: { room_name: target.name, is_owner: true } });
      expect(await typeFor('Gus')).to.equal('nbf-room');
      expect((await getFaults(target.name)).map(({ times }) => times)).to.deep.equal(['always', 1, undefined]);
      expect(await typeFor('Ann')).to.equal('meeting-full');
      expect(await typeFor('Gus')).to.equal('nbf-room');
      expect(await typeFor('Gus')).to.equal(undefined);
      expect(await typeFor('Olga', token)).to.equal('exp-room');
      expect(await typeFor('Olga', token)).to.equal('exp-room');
      await clearFaults(target.name);
      expect(await getFaults(target.name)).to.deep.equal([]);
      expect(await typeFor('Olga', token)).to.equal(undefined);
      await clearFaults(target.name);
    });

    it('over the end of every call object, and in another tab', async () => {
      const target = await room({ privacy: 'public' });
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const script = frame.contentDocument!.createElement('script');
      script.type = 'module';
      script.textContent = `import { failNext } from '${folder.href}index.js';
        await failNext('${target.name}', { on: 'join', how: 'exp-token' });`;
      frame.contentDocument!.body.append(script);
      await until(async () => (await getFaults(target.name)).length, 'a fault of another page');
      frame.remove();
      const self = caller();
      expect(await outcome(self.call.join({ url: target.url }), 5000)).to.have.nested.property(
        'error.error.type',
        'exp-token',
      );
    });

    it('says what is wrong with a fault', async () => {
      const { name } = await room();
      const wrong: object[] = [
        {},
        { on: 'toString', how: 'refused' },
        { on: 'leave', how: 'refused' },
        { on: 'join', how: 'cam-in-use' },
        { on: 'join', how: 'answer-late' },
        { on: 'join', how: 'refused', after: -1 },
        { on: 'join', how: 'refused', times: 0 },
        { on: 'join', how: 'refused', role: 'host' },
        { on: 'join', how: 'refused', msg: 7 },
        { on: 'camera', how: 'permissions', media: ['screen'] },
        { on: 'call', how: 'interrupted', type: 'wire' },
      ];
      for (const fault of wrong) {
        const result = await outcome(failNext(name, fault as Fault), 5000);
        expect(result, JSON.stringify(fault)).to.have.nested.property('error.code', 'invalid-request-error');
      }
      expect(await getFaults(name)).to.deep.equal([]);
      const now = await outcome(failNow(name, 'x', { how: 'refused' as 'ejected' }), 5000);
      expect(now).to.have.nested.property('error.code', 'invalid-request-error');
    });

    it('says when there is no such room, and nobody to fail', async () => {
      const { name } = await room();
      for (const promise of [
        failNext('nowhere-at-all', { on: 'join', how: 'refused' }),
        failNow('nowhere-at-all', 'x', { how: 'ejected' }),
        clearFaults('nowhere-at-all'),
        getFaults('nowhere-at-all'),
        failNow(name, 'x', { how: 'ejected' }),
        failNow(name, { role: 'owner' }, { how: 'ejected' }),
      ])
        expect(await outcome(promise, 5000)).to.have.nested.property('error.code', 'not-found');
    });
  });

  it('holds nothing back once the call objects are destroyed', async () => {
    const { target, owner, guest, id } = await atTheDoor();
    await failNow(target.name, id, { how: 'interrupted' });
    await failNow(target.name, id, { how: 'ejected', after: 60_000 });
    await failNext(target.name, { on: 'decision', how: 'answer-late', after: 60_000 });
    void owner.call.updateWaitingParticipant(id, { grantRequestedAccess: true });
    await failNext(target.name, { on: 'join', how: 'request-late', after: 60_000 });
    const late = caller();
    await late.call.load();
    void late.call.join({ url: target.url, userName: 'Ann' });
    await until(() => guest.count('network-connection'), 'the interruption');
    await until(async () => (await getFaults(target.name)).length === 0, 'all faults at work');
    for (const { call } of [owner, guest, late]) await call.destroy();
    expect(Object.keys(window._daily?.instances ?? {})).to.deep.equal([]);
    await until(async () => (await navigator.locks.query()).held?.length === 0, 'no lock held');
  });

  it('asks for no camera once it is no longer wanted', async () => {
    const target = await room({ privacy: 'public' });
    const { getUserMedia } = navigator.mediaDevices;
    let asked = 0;
    navigator.mediaDevices.getUserMedia = (wish) => {
      asked += 1;
      return getUserMedia.call(navigator.mediaDevices, wish);
    };
    const self = caller();
    await self.call.join({ url: target.url, startVideoOff: true, startAudioOff: true });
    self.call.setLocalVideo(true).setLocalVideo(false);
    await outcome(Promise.race([]), 200);
    Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia');
    expect(asked).to.equal(0);
  });
});
