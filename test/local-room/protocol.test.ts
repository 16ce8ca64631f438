// The real, pinned daily-js with the built call machine: its private channel is as the local room expects.
import Daily from '@daily-co/daily-js';
import { expect } from '@open-wc/testing';
import { createToken, type LocalRoomSnapshot, watchRoom } from '../../src/local-room/index.js';
import {
  type Caller,
  caller,
  hangUp,
  joinAsOwner,
  knockAs,
  localId,
  NO_DEVICES,
  rejection,
  room,
  until,
  waitingNames,
} from './support.js';

describe('the call machine of the local room', () => {
  afterEach(hangUp);

  it('is the one for the pinned daily-js', () => {
    expect(Daily.version()).to.equal('0.92.2');
  });

  it('loads', async () => {
    const { call, find } = caller();
    await call.load();
    await until(() => find('loaded'), 'loaded');
    expect(call.meetingState()).to.equal('loaded');
  });

  describe('preAuth', () => {
    it('finds the lobby of a private room, and touches no device', async () => {
      const target = await room();
      const { call } = caller();
      const { access } = await call.preAuth({ url: target.url, userName: 'Gus' });
      expect(access).to.deep.equal({ level: 'lobby' });
      expect(call.accessState()).to.deep.equal({ access: { level: 'lobby' } });
      expect(call.participants().local.user_name).to.equal('Gus');
      expect(call.participants().local.tracks.video.state).to.equal('off');
    });

    it('finds a public room open', async () => {
      const target = await room({ privacy: 'public' });
      const { access } = await caller().call.preAuth({ url: target.url });
      expect(access).to.deep.equal({ level: 'full' });
    });

    it('finds a private room without knocking shut, and it ends there', async () => {
      const target = await room({ properties: { enable_knocking: false } });
      const self = caller();
      const { access } = await self.call.preAuth({ url: target.url });
      expect(access).to.deep.equal({ level: 'none' });
      expect(self.find('error')).to.have.nested.property('error.type', 'not-allowed');
      expect(self.actions().slice(-3)).to.deep.equal(['access-state-updated', 'error', 'left-meeting']);
      expect(await rejection(self.call.join({ url: target.url }))).to.have.nested.property('error.type', 'not-allowed');
    });

    it('lets a token bypass the lobby', async () => {
      const target = await room();
      const token = await createToken({ properties: { room_name: target.name } });
      const { access } = await caller().call.preAuth({ url: target.url, token });
      expect(access).to.deep.equal({ level: 'full' });
    });

    it('fails where there is no room', async () => {
      const self = caller();
      const error = await rejection(self.call.preAuth({ url: 'https://local-room.localhost/nowhere-at-all' }));
      expect(error)
        .to.have.property('errorMsg')
        .that.matches(/does not exist/);
      expect(self.find('error')).to.have.nested.property('error.type', 'no-room');
      expect(self.actions().slice(-2)).to.deep.equal(['error', 'left-meeting']);
      expect(self.call.meetingState()).to.equal('error');
    });

    it('fails where a room is not open yet, or no longer', async () => {
      const now = Date.now() / 1000;
      const cases = { 'nbf-room': { nbf: now + 60 }, 'exp-room': { exp: now - 60 } };
      for (const [type, properties] of Object.entries(cases)) {
        const target = await room({ properties });
        const self = caller();
        expect(await rejection(self.call.preAuth({ url: target.url }))).to.have.nested.property('error.type', type);
        expect(self.actions().slice(-2)).to.deep.equal(['error', 'left-meeting']);
      }
    });

    it('finds the lobby with a bad token, and it ends there; in a public room the token is ignored', async () => {
      const now = Date.now() / 1000;
      const [shut, open] = [await room(), await room({ privacy: 'public' })];
      const tokens: [properties: object, type: string][] = [
        [{ room_name: 'another' }, 'not-allowed'],
        [{ exp: now - 60 }, 'exp-token'],
        [{ nbf: now + 60 }, 'nbf-token'],
      ];
      for (const [properties, type] of tokens) {
        const token = (room_name: string): Promise<string> =>
          createToken({ properties: { room_name, is_owner: true, ...properties } });
        const self = caller();
        const { access } = await self.call.preAuth({ url: shut.url, token: await token(shut.name) });
        expect(access).to.deep.equal({ level: 'lobby' });
        expect(self.find('error')).to.have.nested.property('error.type', type);
        expect(self.actions().slice(-3)).to.deep.equal(['access-state-updated', 'error', 'left-meeting']);
        const other = caller();
        await other.call.join({ url: open.url, token: await token(open.name), ...NO_DEVICES });
        expect(other.call.participants().local).to.include({ owner: false });
        expect(other.call.participants().local.permissions.canAdmin).to.equal(false);
      }
    });

    it('says what it cannot do with half a character', async () => {
      const target = await room();
      const error = await rejection(caller().call.preAuth({ url: target.url, userName: 'Gus \ud800' }));
      expect(error).to.have.property('name', 'URIError');
    });
  });

  describe('room()', () => {
    const factsOf = async (
      options: Parameters<typeof room>[0],
      asked?: { includeRoomConfigDefaults: boolean },
    ): Promise<object> => {
      const { call } = await joinAsOwner(await room(options), 'Olga', { startVideoOff: true, startAudioOff: true });
      return (await call.room(asked))!;
    };

    it('says whether guests can knock, and not whether the room is private', async () => {
      for (const enable_knocking of [true, false]) {
        const facts = await factsOf({ properties: { enable_knocking } });
        expect(facts).to.nested.include({ 'config.enable_knocking': enable_knocking });
        expect(JSON.stringify(facts)).not.to.match(/privacy/);
      }
    });

    it('omits unset values on request', async () => {
      const set = { properties: { enable_knocking: false, max_participants: 7 } };
      const bare = await factsOf(set, { includeRoomConfigDefaults: false });
      expect(bare).to.nested.include({ 'config.enable_knocking': false, 'config.max_participants': 7 });
      expect(bare).not.to.have.nested.property('config.start_video_off');
      expect(await factsOf(set)).to.have.nested.property('config.start_video_off', false);
    });
  });

  it('refuses a token of another room, and lets the same call object try again', async () => {
    const [target, other] = [await room(), await room()];
    const { call } = caller();
    const wrong = await createToken({ properties: { room_name: other.name } });
    const right = await createToken({ properties: { room_name: target.name } });
    expect(await rejection(call.join({ url: target.url, token: wrong }))).to.have.nested.property(
      'error.type',
      'not-allowed',
    );
    const joined = await call.join({ url: target.url, token: right });
    expect(joined?.local.session_id).to.be.a('string');
    expect(call.meetingState()).to.equal('joined-meeting');
  });

  describe('media', () => {
    it('sends moving video both ways', async () => {
      const target = await room();
      const owner = await joinAsOwner(target);
      const guest = await knockAs(target, 'Gus');
      await until(() => waitingNames(owner).length, 'the knock');
      await owner.call.updateWaitingParticipant(localId(guest), { grantRequestedAccess: true });
      await showsMovingPicture(owner, localId(guest));
      await showsMovingPicture(guest, localId(owner));
      await showsMovingPicture(guest, 'local');
      await until(() => owner.call.participants()[localId(guest)]?.tracks.audio.state === 'playable', 'sound');
    });

    it('shows the others a camera that is switched off and on', async () => {
      const target = await room({ privacy: 'public' });
      const [ann, ben] = [caller(), caller()];
      await ann.call.join({ url: target.url, userName: 'Ann' });
      await ben.call.join({ url: target.url, userName: 'Ben' });
      const seen = () => ann.call.participants()[localId(ben)]?.tracks.video;
      await until(() => seen()?.state === 'playable', 'a playable video');
      const camera = ben.call.participants().local.tracks.video.track!;

      ben.call.setLocalVideo(false);
      await until(() => seen()?.state === 'off', 'a video that is off');
      expect(seen()?.off).to.deep.equal({ byUser: true });
      expect(camera.readyState).to.equal('ended');
      await until(() => !ben.call.localVideo(), 'off at home');

      ben.call.setLocalVideo(true);
      await showsMovingPicture(ann, localId(ben));
      ben.call.setLocalAudio(false);
      await until(
        () => ann.call.participants()[localId(ben)]?.tracks.audio.state === 'off',
        'a microphone that is off',
      );
    });

    it('joins with camera and microphone off when asked to', async () => {
      const target = await room({ privacy: 'public' });
      const { call } = caller();
      await call.join({ url: target.url, startVideoOff: true, audioSource: false });
      expect(call.localVideo()).to.equal(false);
      expect(call.localAudio()).to.equal(false);
    });

    it("sends the page's own track", async () => {
      const target = await room({ privacy: 'public' });
      const canvas = document.createElement('canvas');
      canvas.getContext('2d')!.fillRect(0, 0, 10, 10);
      const [track] = canvas.captureStream().getVideoTracks();
      const { call } = caller();
      await call.join({ url: target.url, videoSource: track });
      await until(() => call.participants().local.tracks.video.track?.id === track!.id, 'the own track');
      await call.leave();
      expect(track!.readyState).to.equal('live');
    });

    it('frees the devices on leaving', async () => {
      const target = await room({ privacy: 'public' });
      const { call } = caller();
      await call.join({ url: target.url });
      const track = await until(() => call.participants().local?.tracks.video.track, 'the camera');
      await call.leave();
      expect(track.readyState).to.equal('ended');
    });
  });

  describe('the end', () => {
    it('notifies the others who left', async () => {
      const target = await room({ privacy: 'public' });
      const [ann, ben] = [caller(), caller()];
      await ann.call.join({ url: target.url });
      await ben.call.join({ url: target.url });
      await until(() => ann.count('participant-joined'), 'the other');
      await ben.call.leave();
      expect(ben.call.meetingState()).to.equal('left-meeting');
      await until(() => ann.count('participant-left'), 'participant-left');
      await until(() => ann.call.participantCounts().present === 1, 'a count of one');
    });

    it('is clean for a page that leaves before it has joined', async () => {
      const target = await room({ privacy: 'public' });
      const hasty = caller();
      await hasty.call.load();
      void hasty.call.join({ url: target.url, ...NO_DEVICES }).catch(() => undefined);
      await hasty.call.leave();
      expect(hasty.call.meetingState()).to.equal('left-meeting');
      expect((await snapshotOf(target.name)).participants).to.deep.equal([]);
      const again = await hasty.call.join({ url: target.url });
      expect(again?.local.session_id).to.be.a('string');
      expect((await snapshotOf(target.name)).participants).to.have.lengthOf(1);
    });

    it('removes every listener of the page', async () => {
      const target = await room({ properties: { enable_knocking: false } });
      const count = listenersOfWindow();
      for (const leaveFirst of [true, false, true]) {
        const token = await createToken({ properties: { room_name: target.name } });
        const { call } = caller();
        await call.join({ url: target.url, token });
        if (leaveFirst) await call.leave();
        await call.destroy();
        const refused = caller();
        await rejection(refused.call.join({ url: target.url }));
        await refused.call.destroy();
      }
      // A call object that fails is destroyed without a word: the next one's first word is when that shows.
      const last = caller();
      await last.call.load();
      await until(() => last.find('loaded'), 'loaded');
      await last.call.destroy();
      await until(() => count() === 0, 'no listener');
      count.stop();
    });

    it('leaves nothing behind', async () => {
      const target = await room({ privacy: 'public' });
      const ann = caller();
      await ann.call.join({ url: target.url });
      await ann.call.destroy();
      expect(Object.keys((window as { _daily?: { instances: object } })._daily!.instances)).to.deep.equal([]);
      await until(async () => {
        const { held = [] } = await navigator.locks.query();
        return held.length === 0;
      }, 'no lock held');
      const snapshot = await snapshotOf(target.name);
      expect(snapshot.participants).to.deep.equal([]);
    });
  });

  it('serves call objects that load at the same time', async () => {
    const target = await room({ privacy: 'public' });
    const all = [caller(), caller(), caller()];
    await Promise.all(all.map(({ call }) => call.join({ url: target.url })));
    await until(() => all.every(({ call }) => Object.keys(call.participants()).length === 3), 'all at each');
    expect(all.map(({ call }) => call.participantCounts().present)).to.deep.equal([3, 3, 3]);
  });

  it('grants and revokes the right to answer knocks', async () => {
    const target = await room();
    const owner = await joinAsOwner(target);
    const helper = caller();
    await helper.call.join({
      url: target.url,
      token: await createToken({ properties: { room_name: target.name, user_name: 'Hal' } }),
    });
    await until(() => owner.call.participants()[localId(helper)], 'the helper');
    await knockAs(target, 'Gus');
    await until(() => waitingNames(owner).length, 'the knock');
    owner.call.updateParticipant(localId(helper), { updatePermissions: { canAdmin: ['participants'] } });
    await until(() => waitingNames(helper).length, 'the knock at the helper');
    const right = (): unknown => helper.call.participants().local.permissions.canAdmin;
    await until(() => right() instanceof Set, 'the right');
    expect([...(right() as Set<string>)]).to.deep.equal(['participants']);
    owner.call.updateParticipant(localId(helper), { updatePermissions: { canAdmin: false } });
    await until(() => helper.call.participants().local.permissions.canAdmin === false, 'the right taken away');
    // From now on it hears no knock, and so drops whoever it knew.
    await until(() => helper.count('waiting-participant-removed'), 'the empty list');
    expect(waitingNames(owner)).to.deep.equal(['Gus']);
  });

  it('hides and counts a participant without presence', async () => {
    const target = await room({ privacy: 'public' });
    const [ann, spy] = [caller(), caller()];
    await ann.call.join({ url: target.url });
    await spy.call.join({
      url: target.url,
      token: await createToken({ properties: { room_name: target.name, permissions: { hasPresence: false } } }),
    });
    await until(() => ann.call.participantCounts().hidden === 1, 'a hidden one');
    expect(Object.keys(ann.call.participants())).to.deep.equal(['local']);
    expect(Object.keys(spy.call.participants())).to.have.lengthOf(2);
  });

  it('reports changes to a page that watches', async () => {
    const target = await room();
    let latest: LocalRoomSnapshot | undefined;
    const stop = watchRoom(target.name, (snapshot) => (latest = snapshot));
    const owner = await joinAsOwner(target);
    const guest = await knockAs(target, 'Gus');
    await until(() => latest?.waiting.length, 'somebody waiting');
    expect(latest?.participants).to.deep.equal([{ sessionId: localId(owner), userName: 'Olga', owner: true }]);
    expect(latest?.waiting[0]).to.include({ id: localId(guest), name: 'Gus' });
    await guest.call.setUserName('Nobody');
    void guest.call.requestAccess({ name: 'Gustav' });
    await until(() => latest?.waiting[0]?.name === 'Gustav', 'the new name');
    expect(latest?.waiting[0]?.since).to.be.an.instanceof(Date);
    stop();
  });

  it('shows the others a new name, and passes messages on', async () => {
    const target = await room({ privacy: 'public' });
    const [ann, ben] = [caller(), caller()];
    await ann.call.join({ url: target.url, userName: 'Ann' });
    await ben.call.join({ url: target.url, userName: 'Ben' });
    await until(() => ann.call.participants()[localId(ben)] && ben.call.participants()[localId(ann)], 'the others');
    expect(await ben.call.setUserName('Benjamin')).to.deep.include({ userName: 'Benjamin' });
    await until(() => ann.call.participants()[localId(ben)]?.user_name === 'Benjamin', 'the new name');
    ben.call.sendAppMessage({ hello: 'there' });
    await until(() => ann.find('app-message'), 'the message');
    expect(ann.find('app-message')).to.deep.include({ data: { hello: 'there' }, fromId: localId(ben) });
  });

  it('warns about unsupported methods', async () => {
    const target = await room({ privacy: 'public' });
    const { call } = caller();
    await call.join({ url: target.url });
    expect(await rejection(call.startDialOut({ phoneNumber: '+123456' }))).to.equal(
      'The local room does not support dialout-start.',
    );
    expect(await rejection(call.updateSendSettings({ video: 'quality-optimized' }))).to.be.a('string');
    expect(await call.room()).to.deep.include({ name: target.name });
  });
});

/** How many listeners have been added to the window since, and not taken away. */
function listenersOfWindow(): (() => number) & { stop(): void } {
  const added = new Set<unknown>();
  const { addEventListener, removeEventListener } = window;
  window.addEventListener = (...args: Parameters<typeof addEventListener>) => {
    if (args[0] === 'message' || args[0] === 'pagehide') added.add(args[1]);
    addEventListener.apply(window, args);
  };
  window.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
    added.delete(args[1]);
    removeEventListener.apply(window, args);
  };
  const stop = () => Object.assign(window, { addEventListener, removeEventListener });
  return Object.assign(() => added.size, { stop });
}

async function snapshotOf(name: string): Promise<LocalRoomSnapshot> {
  return new Promise((resolve) => {
    const stop = watchRoom(name, (snapshot) => {
      queueMicrotask(() => stop());
      resolve(snapshot);
    });
  });
}

/** Plays a participant's video and sees its time advance. */
async function showsMovingPicture({ call }: Caller, id: string): Promise<void> {
  const track = await until(() => call.participants()[id]?.tracks.video.track, `a video of ${id}`);
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  document.body.append(video);
  await video.play();
  const start = video.currentTime;
  await until(() => video.videoWidth > 0 && video.currentTime > start, 'a moving picture');
  video.remove();
}
