// Cameras and microphones that fail, and computers without any.
import { expect } from '@open-wc/testing';
import { type Caller, caller, hangUp, joinAsOwner, localId, room, until } from './support.js';

type Wish = MediaStreamConstraints | undefined;

const devices = navigator.mediaDevices;

/** Replaces what the browser answers, until the test is over. */
function devicesAnswer(answers: Partial<Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'>>): void {
  Object.assign(devices, answers);
}

async function joined(options: Parameters<Caller['call']['join']>[0] = {}): Promise<Caller> {
  const target = await room({ privacy: 'public' });
  const self = caller();
  await self.call.join({ url: target.url, userName: 'Gus', ...options });
  return self;
}

function trackOf({ call }: Caller, kind: 'audio' | 'video') {
  return call.participants().local.tracks[kind];
}

describe('camera and microphone in a local room', () => {
  afterEach(async () => {
    for (const name of ['getUserMedia', 'enumerateDevices']) Reflect.deleteProperty(devices, name);
    await hangUp();
  });

  const failures: [name: string, type: string, blocked: object, more: object][] = [
    [
      'NotAllowedError',
      'permissions',
      { byPermissions: true },
      { blockedBy: 'user', blockedMedia: ['audio', 'video'] },
    ],
    ['NotFoundError', 'not-found', { byDeviceMissing: true }, { missingMedia: ['video'] }],
    ['NotReadableError', 'cam-in-use', { byDeviceInUse: true }, {}],
    ['OverconstrainedError', 'constraints', { byDeviceMissing: true }, { failedMedia: ['video'] }],
    ['OddError', 'unknown', { byDeviceMissing: true }, {}],
  ];
  for (const [name, type, blocked, more] of failures)
    it(`${name} is reported as ${type}, and the call continues`, async () => {
      const getUserMedia = devices.getUserMedia.bind(devices);
      devicesAnswer({
        getUserMedia: (wish: Wish) =>
          wish?.video ? Promise.reject(new DOMException('No.', name)) : getUserMedia(wish),
      });
      const self = await joined();
      await until(() => trackOf(self, 'video').state === 'blocked', 'a blocked camera');
      expect(trackOf(self, 'video').blocked).to.deep.equal(blocked);
      expect(self.find('camera-error')?.error).to.deep.include({ type, ...more });
      expect(self.call.meetingState()).to.equal('joined-meeting');
      // Whoever says No to the one question for both has said it for both.
      const sound = name === 'NotAllowedError' ? 'blocked' : 'playable';
      await until(() => trackOf(self, 'audio').state === sound, `sound that is ${sound}`);
    });

  it('a frame without permission, which lists no devices, gets an error', async () => {
    devicesAnswer({
      enumerateDevices: () => Promise.resolve([]),
      getUserMedia: () => Promise.reject(new DOMException('No.', 'NotAllowedError')),
    });
    const self = await joined();
    await until(() => trackOf(self, 'video').state === 'blocked', 'a blocked camera');
    expect(self.find('camera-error')?.error).to.deep.include({ type: 'permissions' });
  });

  it('requests both once, and a refused camera again when it is switched on', async () => {
    const getUserMedia = devices.getUserMedia.bind(devices);
    const asked: Wish[] = [];
    let refuse = true;
    devicesAnswer({
      getUserMedia: (wish: Wish) => {
        asked.push(wish);
        return refuse ? Promise.reject(new DOMException('No.', 'NotAllowedError')) : getUserMedia(wish);
      },
    });
    const self = await joined();
    await until(() => trackOf(self, 'video').state === 'blocked', 'a blocked camera');
    expect(asked).to.have.lengthOf(1);
    refuse = false;
    self.call.setLocalVideo(true);
    await until(() => trackOf(self, 'video').state === 'playable', 'the camera');
    expect(asked).to.have.lengthOf(2);
  });

  it('sends synthetic video without a camera', async () => {
    devicesAnswer({
      enumerateDevices: () => Promise.resolve([]),
      getUserMedia: () => Promise.reject(new DOMException('There is none.', 'NotFoundError')),
    });
    const self = await joined();
    await until(() => trackOf(self, 'video').state === 'playable', 'the picture');
    await until(() => trackOf(self, 'audio').state === 'playable', 'the sound');
    expect(self.count('camera-error')).to.equal(0);
  });

  it('does not request a device that is off', async () => {
    const asked: Wish[] = [];
    devicesAnswer({
      getUserMedia: (wish: Wish) => {
        asked.push(wish);
        return Promise.reject(new DOMException('No.', 'NotAllowedError'));
      },
    });
    const self = await joined({ startVideoOff: true, startAudioOff: true });
    self.call.setLocalAudio(true);
    await until(() => trackOf(self, 'audio').state === 'blocked', 'a blocked microphone');
    expect(asked.map((wish) => Object.keys(wish ?? {}))).to.deep.equal([['audio']]);
  });

  it('releases a camera that opens after it was switched off, or after leaving', async () => {
    const given: MediaStream[] = [];
    const getUserMedia = devices.getUserMedia.bind(devices);
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    devicesAnswer({
      getUserMedia: async (wish: Wish) => {
        const stream = await getUserMedia(wish);
        await gate;
        given.push(stream);
        return stream;
      },
    });
    const early = await joined({ startAudioOff: true, startVideoOff: true });
    const late = await joined({ startAudioOff: true, startVideoOff: true });
    early.call.setLocalVideo(true);
    late.call.setLocalVideo(true);
    await until(() => [early, late].every((self) => trackOf(self, 'video').state === 'loading'), 'both on their way');
    early.call.setLocalVideo(false);
    await late.call.leave();
    open();
    await until(() => given.length === 2, 'both answers');
    await until(
      () => given.every((stream) => stream.getTracks().every((track) => track.readyState === 'ended')),
      'the end',
    );
    expect(trackOf(early, 'video').state).to.equal('off');
  });

  it('switches to another device, and names the one in use', async () => {
    const self = await joined();
    await until(() => trackOf(self, 'video').state === 'playable', 'the camera');
    const first = trackOf(self, 'video').track!;
    const { camera } = await self.call.getInputDevices();
    expect(camera).to.have.property('kind', 'videoinput');
    const { deviceId } = camera as MediaDeviceInfo;
    await self.call.setInputDevicesAsync({ videoDeviceId: deviceId });
    await until(() => trackOf(self, 'video').track && trackOf(self, 'video').track?.id !== first.id, 'another track');
    expect(first.readyState).to.equal('ended');
  });

  it('replies to a choice of devices when the new ones are in use', async () => {
    const self = await joined();
    await until(() => trackOf(self, 'video').state === 'playable', 'the camera');
    const { deviceId } = (await self.call.getInputDevices()).camera as MediaDeviceInfo;
    const ask = devices.getUserMedia.bind(devices);
    let given: MediaStream | undefined;
    devicesAnswer({ getUserMedia: async (wish) => (given = await ask(wish)) });
    const answer = await self.call.setInputDevicesAsync({ videoDeviceId: deviceId });
    expect(given?.getVideoTracks()[0]?.readyState).to.equal('live');
    expect(answer.camera).to.have.property('deviceId', deviceId);
  });

  it('is turned off by an admin, and on again by its own page', async () => {
    const target = await room({ privacy: 'public' });
    const owner = await joinAsOwner(target, 'Olga', { startVideoOff: true, startAudioOff: true });
    const ben = caller();
    await ben.call.join({ url: target.url });
    const seen = () => owner.call.participants()[localId(ben)]?.tracks.audio;
    await until(() => seen()?.state === 'playable', 'the sound');
    owner.call.updateParticipant(localId(ben), { setAudio: false });
    await until(() => seen()?.state === 'off' && trackOf(ben, 'audio').state === 'off', 'the microphone to be off');
    expect(seen()?.off).to.deep.equal({ byUser: true, byRemoteRequest: true });
    ben.call.setLocalAudio(true);
    await until(() => seen()?.state === 'playable', 'the sound again');
  });

  it('is not turned off by others', async () => {
    const target = await room({ privacy: 'public' });
    const [ann, ben] = [caller(), caller()];
    await ann.call.join({ url: target.url });
    await ben.call.join({ url: target.url });
    await until(() => trackOf(ben, 'video').state === 'playable' && ann.call.participants()[localId(ben)], 'the other');
    ann.call.updateParticipant(localId(ben), { setAudio: false });
    ann.call.sendAppMessage('done');
    await until(() => ben.find('app-message'), 'what was sent after it');
    expect(trackOf(ben, 'audio').state).not.to.equal('off');
  });
});
