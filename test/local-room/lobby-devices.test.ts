// Camera and microphone come before the lobby: until the visitor answers, nobody learns of them, and a join in progress continues.
import { expect } from '@open-wc/testing';
import {
  createToken,
  deleteRoom,
  type LocalRoom,
  type LocalRoomSnapshot,
  watchRoom,
} from '../../src/local-room/index.js';
import {
  type Caller,
  caller,
  hangUp,
  joinAsOwner,
  knockAs,
  localId,
  NO_DEVICES,
  outcome,
  room,
  until,
  waitingNames,
} from './support.js';

const devices = navigator.mediaDevices;

/** The browser's question for camera and microphone, which stays open until it is answered. */
function askVisitor() {
  const ask = devices.getUserMedia.bind(devices);
  const given: MediaStreamTrack[] = [];
  const asked: MediaStreamConstraints[] = [];
  let [allow, deny] = [(): void => undefined, (): void => undefined];
  const answer = new Promise<void>((resolve, reject) => {
    allow = resolve;
    deny = () => reject(new DOMException('Permission denied', 'NotAllowedError'));
  });
  answer.catch(() => undefined);
  devices.getUserMedia = async (wish) => {
    asked.push(wish ?? {});
    await answer;
    const stream = await ask(wish);
    given.push(...stream.getTracks());
    return stream;
  };
  return { asked, given, allow, deny };
}

/** Who is in the room, whether in the call or not. */
async function sessionsIn({ name }: LocalRoom): Promise<number> {
  const { held = [] } = await navigator.locks.query();
  const inCall = await new Promise<LocalRoomSnapshot>((resolve) => {
    const stop = watchRoom(name, (snapshot) => {
      queueMicrotask(() => stop());
      resolve(snapshot);
    });
  });
  return Math.max(held.length, inCall.participants.length);
}

const states = ({ call }: Caller): (string | undefined)[] => {
  const { audio, video } = call.participants().local.tracks;
  return [audio.state, video.state];
};

describe('camera and microphone before joining a local room', () => {
  afterEach(async () => {
    Reflect.deleteProperty(devices, 'getUserMedia');
    await hangUp();
  });

  it('run in the lobby, where they can be switched', async () => {
    const guest = await knockAs(await room(), 'Gus');
    expect(guest.call.accessState().access).to.deep.equal({ level: 'lobby' });
    expect(states(guest)).to.deep.equal(['playable', 'playable']);
    const { video, audio } = guest.call.participants().local.tracks;
    const [camera, microphone] = [video.persistentTrack!, audio.persistentTrack!];
    expect([camera.readyState, microphone.readyState]).to.deep.equal(['live', 'live']);
    guest.call.setLocalVideo(false).setLocalAudio(false);
    await until(() => states(guest).join() === 'off,off', 'both off');
    expect(camera.readyState).to.equal('ended');
    // As on Daily, where the microphone is muted and not freed.
    expect([microphone.readyState, microphone.enabled]).to.deep.equal(['live', false]);
    guest.call.setLocalVideo(true);
    await until(() => states(guest).join() === 'off,playable', 'the camera again');
    expect(guest.count('started-camera')).to.equal(1);
    await guest.call.leave();
    expect(microphone.readyState).to.equal('ended');
  });

  it('come in this order: camera, connection, lobby', async () => {
    const target = await room();
    const guest = caller();
    await guest.call.preAuth({ url: target.url, userName: 'Gus' });
    await guest.call.join({ url: target.url, userName: 'Gus' });
    const named = ['access-state-updated', 'joining-meeting', 'started-camera', 'network-connection', 'joined-meeting'];
    expect(guest.actions().filter((action) => named.includes(action))).to.deep.equal(named);
    expect(guest.find('network-connection')).to.include({ type: 'signaling', event: 'connected' });
  });

  it('are requested before owners see the guest', async () => {
    const target = await room();
    const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
    const question = askVisitor();
    const guest = caller();
    const joining = guest.call.join({ url: target.url, userName: 'Gus' });
    await until(() => question.asked.length, 'the question');
    expect(await outcome(joining)).to.equal('pending');
    expect(await sessionsIn(target)).to.equal(1);
    question.allow();
    await joining;
    void guest.call.requestAccess({ name: 'Gus' });
    await until(() => waitingNames(owner).length, 'the knock');
    expect(question.asked).to.have.lengthOf(1);
  });

  it('may be denied, and the guest waits without them', async () => {
    const target = await room();
    const question = askVisitor();
    const guest = caller();
    const joining = guest.call.join({ url: target.url, userName: 'Gus' });
    question.deny();
    await joining;
    expect(states(guest)).to.deep.equal(['blocked', 'blocked']);
    expect([guest.count('camera-error'), guest.count('started-camera')]).to.deep.equal([1, 0]);
  });

  it('are not requested if the room cannot be entered', async () => {
    const question = askVisitor();
    const target = await room({ properties: { enable_knocking: false } });
    await outcome(caller().call.join({ url: target.url, userName: 'Gus' }), 5000);
    await outcome(caller().call.join({ url: `${target.url}-not-there`, userName: 'Gus' }), 5000);
    expect(question.asked).to.deep.equal([]);
  });

  it('are not requested if the page has its own tracks', async () => {
    const target = await room();
    const question = askVisitor();
    const canvas = document.createElement('canvas');
    canvas.getContext('2d')!.fillRect(0, 0, 10, 10);
    const [videoSource] = canvas.captureStream().getVideoTracks();
    const [audioSource] = new AudioContext().createMediaStreamDestination().stream.getAudioTracks();
    const guest = caller();
    await guest.call.preAuth({ url: target.url, userName: 'Gus' });
    await guest.call.join({ url: target.url, userName: 'Gus', videoSource, audioSource });
    expect(question.asked).to.deep.equal([]);
    expect(guest.call.participants().local.tracks.video.persistentTrack).to.equal(videoSource);
    expect(guest.count('started-camera')).to.equal(1);
    guest.call.setLocalVideo(false);
    await until(() => states(guest).join() === 'playable,off', 'the picture off');
    expect([videoSource!.readyState, videoSource!.enabled]).to.deep.equal(['live', false]);
    guest.call.setLocalVideo(true);
    await until(() => states(guest).join() === 'playable,playable', 'the picture on');
    expect(videoSource!.enabled).to.equal(true);
    expect(question.asked).to.deep.equal([]);
    await guest.call.destroy();
    expect(videoSource!.readyState).to.equal('live');
  });

  for (const [method, answer] of [
    ['leave', 'allow'],
    ['destroy', 'allow'],
    ['destroy', 'deny'],
  ] as const)
    it(`lead to a session in the room even if ${method}() precedes the visitor’s answer (${answer})`, async () => {
      const target = await room();
      const question = askVisitor();
      const guest = caller();
      const joining = guest.call.join({ url: target.url, userName: 'Gus' });
      await until(() => question.asked.length, 'the question');
      await guest.call[method]();
      expect(guest.actions().at(-1)).to.equal('left-meeting');
      expect(await sessionsIn(target)).to.equal(0);
      question[answer]();
      await until(async () => (await sessionsIn(target)) === 1, 'a session without a page');
      expect(question.given.every(({ readyState }) => readyState === 'ended')).to.equal(true);
      const later = guest.actions().slice(guest.actions().lastIndexOf('left-meeting') + 1);
      if (method === 'leave') {
        expect((await joining)?.local.user_name).to.equal('Gus');
        expect(guest.actions().slice(-2)).to.deep.equal(['network-connection', 'joined-meeting']);
        expect(guest.call.accessState()).to.deep.equal({ access: 'unknown' });
        await guest.call.leave();
      } else expect(later).to.deep.equal([]);
      await outcome(Promise.race([]));
      expect(await sessionsIn(target)).to.equal(1);
      await deleteRoom(target.name);
      await until(async () => (await navigator.locks.query()).held?.length === 0, 'its end');
    });

  it('of a person who left in time are not visible in the call', async () => {
    const target = await room();
    const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
    const question = askVisitor();
    const token = await createToken({ properties: { room_name: target.name } });
    const member = caller();
    void member.call.join({ url: target.url, userName: 'Mia', token });
    await until(() => question.asked.length, 'the question');
    await member.call.destroy();
    question.allow();
    const ghost = await until(
      () => Object.values(owner.call.participants()).find(({ local }) => !local),
      'the session',
    );
    expect([ghost.tracks.audio.state, ghost.tracks.video.state]).to.deep.equal(['off', 'off']);
    owner.call.updateParticipant(ghost.session_id, { eject: true });
    await until(() => owner.count('participant-left'), 'its end');
    expect(localId(owner)).to.be.a('string');
  });
});
