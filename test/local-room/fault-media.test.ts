// Simulated failures of camera, microphone and network. The real daily-js handles each as it would Daily's.
import type { DailyCameraErrorType } from '@daily-co/daily-js';
import { expect } from '@open-wc/testing';
import { failNext, failNow, getFaults } from '../../src/local-room/index.js';
import { hangUpAfterEach, isOver } from './fault-support.js';
import { type Caller, caller, localId, NO_DEVICES, outcome, ownerAndGuest, room, until } from './support.js';

describe('simulated failures of a local room', () => {
  hangUpAfterEach();

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

    it('only the named device', async () => {
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
    it('reports changes in the call after signaling is restored', async () => {
      const target = await room({ privacy: 'public' });
      const [ann, ben] = [caller(), caller()];
      await ann.call.join({ url: target.url, ...NO_DEVICES });
      await failNow(target.name, localId(ann), { how: 'interrupted' });
      await until(() => ann.find('network-connection')?.event === 'interrupted', 'the interruption');
      await ben.call.join({ url: target.url, userName: 'Ben', ...NO_DEVICES });
      ann.call.setLocalVideo(true);
      await until(() => ann.call.participants().local.tracks.video.state === 'playable', 'the own camera meanwhile');
      expect(Object.keys(ann.call.participants())).to.deep.equal(['local']);
      await failNow(target.name, localId(ann), { how: 'connected' });
      await until(() => ann.call.participants()[localId(ben)], 'the other');
      expect(ann.events.filter(({ action }) => action === 'network-connection').at(2)).to.include({
        type: 'signaling',
        event: 'connected',
      });
    });

    it('allows to leave, and to lose the connection for good, while it is interrupted', async () => {
      const target = await room({ privacy: 'public' });
      for (const end of ['leave', 'lose']) {
        const self = caller();
        await self.call.join({ url: target.url });
        await failNow(target.name, localId(self), { how: 'interrupted' });
        await until(() => self.find('network-connection')?.event === 'interrupted', 'the interruption');
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
      expect(ann.find('network-connection')).to.include({ type: 'peer-to-peer', event: 'connected' });
      await failNow(target.name, localId(ann), { how: 'interrupted', type: 'peer-to-peer' });
      await until(() => seen() === 'interrupted', 'an interrupted video');
      const concerned = { type: 'peer-to-peer', session_id: localId(ben) };
      expect(ann.find('network-connection')).to.include({ ...concerned, event: 'interrupted' });
      await failNow(target.name, localId(ann), { how: 'connected', type: 'peer-to-peer' });
      await until(() => seen() === 'playable', 'a playable video again');
      expect(ann.find('network-connection')).to.include({ ...concerned, event: 'connected' });
    });
  });

  it('drops pending messages when the call objects are destroyed', async () => {
    const { target, owner, guest, id } = await ownerAndGuest();
    await failNow(target.name, id, { how: 'interrupted' });
    await failNow(target.name, id, { how: 'ejected', after: 60_000 });
    await failNext(target.name, { on: 'decision', how: 'message-late', after: 60_000 });
    void owner.call.updateWaitingParticipant(id, { grantRequestedAccess: true });
    await failNext(target.name, { on: 'join', how: 'request-late', after: 60_000 });
    const late = caller();
    await late.call.load();
    void late.call.join({ url: target.url, userName: 'Ann' });
    await until(() => guest.find('network-connection')?.event === 'interrupted', 'the interruption');
    await until(async () => (await getFaults(target.name)).length === 0, 'all faults at work');
    for (const { call } of [owner, guest, late]) await call.destroy();
    expect(Object.keys(window._daily?.instances ?? {})).to.deep.equal([]);
    await until(async () => (await navigator.locks.query()).held?.length === 0, 'no lock held');
  });

  it('requests no camera after it is switched off', async () => {
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
