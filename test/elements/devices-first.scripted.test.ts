// The browser asks for camera and microphone before the call is joined; the call gets the tracks that it gave.
import '../../src/elements/knock-form/define.js';
import '../../src/elements/owner-room/define.js';
import { expect } from '@open-wc/testing';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakeDevices } from '../support/fake-devices.js';
import {
  bringToLobby,
  type Guest,
  guestIn,
  knockForm,
  ownerConnecting,
  ownerRoom,
  passPreAuth,
  TOKEN,
} from '../support/fixtures.js';
import type { ScriptedCall } from '../support/scripted-call.js';
import { Timers } from '../support/timers.js';
import { nextMicrotasks, nextTasks, until } from '../support/until.js';

const ASKING = 'Waiting for your devices';

/** What `join()` was given, with the tracks under `video` and `audio`. */
const joinedWith = (call: ScriptedCall): Record<string, unknown> => ({
  ...(call.calls('join')[0]![0] as object),
  ...call.joinTracks,
});

describe('camera and microphone before the call', () => {
  const daily = eachTest(() => new FakeDaily());
  const devices = eachTest(() => new FakeDevices());
  const log = eachTest(() => new EventLog());

  /** The track of a kind that was handed out last. */
  const track = (kind: 'video' | 'audio'): MediaStreamTrack => devices.tracks.findLast((each) => each.kind === kind)!;

  /** A guest whose browser asks. */
  async function guestAsked(): Promise<Guest & { answer: () => void }> {
    devices.permission = 'prompt';
    const answer = devices.holdPrompt();
    const guest = await guestIn('connecting', daily);
    await passPreAuth(guest.call, 'lobby');
    await until(() => devices.asked.length > 0, 'the question');
    return { ...guest, answer };
  }

  it('are passed to the call, with one prompt', async () => {
    const { call } = await guestIn('waiting', daily);
    expect(devices.asked).to.deep.equal(['video, audio']);
    expect(joinedWith(call)).to.deep.include({ video: track('video'), audio: track('audio') });
    expect(devices.live).to.equal(2);
  });

  it('are the same for an owner', async () => {
    const { call } = await ownerConnecting(daily);
    expect(devices.asked).to.deep.equal(['video, audio']);
    expect(joinedWith(call)).to.deep.include({ video: track('video'), audio: track('audio') });
  });

  it('are not requested where they are off', async () => {
    const { form, page } = await knockForm();
    form.startVideoOff = true;
    form.startAudioOff = true;
    void form.knock();
    const call = await daily.made();
    await bringToLobby(call);
    await page.reaches('waiting');
    expect(devices.asked).to.deep.equal([]);
    expect(joinedWith(call)).not.to.have.any.keys('video', 'videoSource', 'audio', 'audioSource');
  });

  it("are the page's own tracks where it has some", async () => {
    const { form } = await knockForm();
    const own = (await devices.getUserMedia({ video: {} })).getVideoTracks()[0]!;
    form.callOptions = { videoSource: own };
    void form.knock();
    const call = await daily.made();
    await bringToLobby(call);
    expect(devices.asked).to.deep.equal(['video', 'audio']);
    expect(joinedWith(call)).to.deep.include({ video: own, audio: track('audio') });
  });

  it('are not requested for a call of the page', async () => {
    const { form } = await knockForm();
    const call = new (await import('../support/scripted-call.js')).ScriptedCall();
    form.call = call.asCall;
    void form.knock();
    await bringToLobby(call);
    expect(devices.asked).to.deep.equal([]);
  });

  describe('while the permission prompt is open', () => {
    it('a text explains it, and is announced', async () => {
      const { page, call, answer } = await guestAsked();
      await until(() => page.heading === ASKING, 'the words');
      expect(page.text).to.include(
        'allow camera and microphone to be seen and heard, or block them to come in without.',
      );
      await page.announces(
        `${ASKING} If your browser asks, allow camera and microphone to be seen and heard, or block them to come in without.`,
      );
      expect(page.buttonNames).to.deep.equal(['Cancel']);
      expect(call.methods).not.to.include('join');
      answer();
      await call.asked('join');
      await page.rendered();
      expect(page.heading).to.equal('Finding the room…');
    });

    it('an owner reads it as well', async () => {
      devices.permission = 'prompt';
      const answer = devices.holdPrompt();
      const { room, page } = await ownerRoom();
      room.token = TOKEN;
      room.join().catch(() => {});
      await until(() => page.heading === ASKING, 'the words');
      answer();
      const call = await daily.made();
      await call.asked('join');
      await page.rendered();
      expect(page.heading).to.equal('Joining the room…');
    });

    it('nothing is said of it where nothing is asked', async () => {
      const answer = devices.holdPrompt();
      const { page, call } = await guestIn('connecting', daily);
      await passPreAuth(call, 'lobby');
      await until(() => devices.asked.length > 0, 'the devices');
      await nextTasks();
      expect(page.heading).to.equal('Finding the room…');
      answer();
    });

    it('nor after the answer, however late the browser reports the prompt', async () => {
      const questions: (() => void)[] = [];
      devices.refused.video = devices.refused.audio = 'NotFoundError';
      Object.assign(navigator.permissions, {
        query: () => new Promise((resolve) => questions.push(() => resolve({ state: 'prompt' }))),
      });
      const { page, call } = await guestIn('connecting', daily);
      await passPreAuth(call, 'lobby');
      await call.asked('join');
      for (const tell of questions) tell();
      await nextTasks();
      expect(page.heading).to.equal('Finding the room…');
    });

    it('no timeout runs, and a full one starts with the answer', async () => {
      const timers = new Timers();
      try {
        devices.permission = 'prompt';
        const answer = devices.holdPrompt();
        const { form, page } = await knockForm();
        form.connectTimeout = 61;
        form.knock().catch(() => {});
        const call = await daily.made();
        await passPreAuth(call, 'lobby');
        await until(() => page.heading === ASKING, 'the words');
        expect(timers.fire(61_000)).to.equal(0);
        answer();
        await call.asked('join');
        expect(timers.fire(61_000)).to.equal(1);
        await page.reaches('failed');
      } finally {
        timers.restore();
      }
    });

    it('Cancel leaves nothing open, whatever the visitor answers later', async () => {
      const { page, call, outcome, answer } = await guestAsked();
      await page.press('Cancel');
      expect(await outcome).to.equal('cancelled');
      await until(() => call.isDestroyed(), 'the end of the call');
      answer();
      await until(() => devices.tracks.length === 2, 'the late answer');
      await until(() => devices.live === 0, 'both to be stopped');
      await nextTasks();
      expect(call.methods).not.to.include('join');
      expect(page.element.state).to.equal('idle');
    });

    it('a second knock after Cancel gets its own devices', async () => {
      const { form, page, answer } = await guestAsked();
      await page.press('Cancel');
      void form.knock();
      const second = await daily.made(2);
      await passPreAuth(second, 'lobby');
      await until(() => devices.asked.length === 2, 'the second question');
      answer();
      await second.asked('join');
      await until(() => devices.live === 2, 'the first ones to be stopped');
      expect(devices.tracks.length).to.equal(4);
      const { video, audio } = joinedWith(second);
      expect([video, audio].map((each) => (each as MediaStreamTrack).readyState)).to.deep.equal(['live', 'live']);
    });
  });

  describe('when the visitor denies', () => {
    async function denied(states: PermissionState[] = ['denied', 'denied']): Promise<Guest> {
      const { answer, ...guest } = await guestAsked();
      devices.refused.video = devices.refused.audio = 'NotAllowedError';
      [devices.permissions.video, devices.permissions.audio] = states;
      log.clear();
      answer();
      await guest.call.asked('join');
      return guest;
    }

    for (const [how, states] of [
      ['for good', ['denied', 'denied']],
      ['by closing the question', ['prompt', 'prompt']],
    ] as const) {
      it(`${how}: joins without both, with one error that is not fatal`, async () => {
        const { page, call, form } = await denied([...states]);
        expect(joinedWith(call)).to.deep.include({ startVideoOff: true, startAudioOff: true });
        expect(joinedWith(call)).not.to.have.any.keys('video', 'videoSource', 'audio', 'audioSource');
        expect(devices.asked).to.deep.equal(['video, audio']);
        expect(log.events).to.deep.equal(['daily-error']);
        expect(form.error).to.include({ code: 'camera-permissions', fatal: false });
        await page.rendered();
        expect(page.alerts.join()).to.include('Your camera or microphone is not allowed here');
        expect(page.alerts.join()).to.include('You can come in all the same.');
        expect(page.alerts.join()).not.to.include('You are in the call');
      });
    }

    it('shows the call after joining', async () => {
      const { page, call } = await denied();
      call.enter('lobby', { name: 'Ana' });
      await page.reaches('waiting');
      expect(page.alerts.join()).not.to.include('You are in the call');
      call.grantByEvent();
      await page.reaches('admitted');
      expect(page.alerts.join()).to.include('You are in the call');
    });

    it('the camera only: the microphone is passed on', async () => {
      const { answer, call } = await guestAsked();
      devices.refused.video = 'NotAllowedError';
      devices.permissions.video = 'denied';
      answer();
      await call.asked('join');
      expect(devices.asked).to.deep.equal(['video, audio', 'audio']);
      expect(joinedWith(call)).to.deep.include({ startVideoOff: true, audio: track('audio') });
      expect(joinedWith(call).startAudioOff).not.to.equal(true);
    });

    it('the switch lets Daily prompt again', async () => {
      const { page, call } = await denied();
      call.enter('lobby', { name: 'Ana' });
      await page.reaches('waiting');
      const { length } = devices.asked;
      await page.press('Camera');
      expect(call.calls('setLocalVideo')).to.deep.equal([[true]]);
      expect(devices.asked.length).to.equal(length);
    });
  });

  it('that fail otherwise are left to Daily, which reports it', async () => {
    devices.refused.video = 'NotReadableError';
    const { call } = await guestIn('waiting', daily);
    expect(joinedWith(call)).to.deep.include({ audio: track('audio') });
    expect(joinedWith(call)).not.to.have.any.keys('video', 'videoSource', 'startVideoOff');
    expect(log.errorCodes).to.deep.equal([]);
  });

  it('that are missing are left to Daily', async () => {
    devices.refused.video = devices.refused.audio = 'NotFoundError';
    const { call } = await guestIn('waiting', daily);
    expect(joinedWith(call)).not.to.have.any.keys(
      'video',
      'videoSource',
      'audio',
      'audioSource',
      'startVideoOff',
      'startAudioOff',
    );
    expect(log.errorCodes).to.deep.equal([]);
  });

  describe('of the preview', () => {
    const TRY = 'Try camera and microphone';

    it('are passed on without being opened a second time', async () => {
      const { form, page } = await knockForm();
      await page.press(TRY);
      await until(() => page.previewStream, 'the picture');
      void form.knock();
      const call = await daily.made();
      await bringToLobby(call);
      expect(devices.asked).to.deep.equal(['video, audio']);
      expect(joinedWith(call)).to.deep.include({ video: track('video'), audio: track('audio') });
      expect(devices.live).to.equal(2);
    });

    it('are awaited while its prompt is open', async () => {
      devices.permission = 'prompt';
      const answer = devices.holdPrompt();
      const { form, page } = await knockForm();
      await page.press(TRY);
      await until(() => devices.asked.length === 1, 'the question');
      void form.knock();
      const call = await daily.made();
      await passPreAuth(call, 'lobby');
      await until(() => page.heading === ASKING, 'the words');
      answer();
      await call.asked('join');
      await nextTasks();
      expect(devices.asked).to.deep.equal(['video, audio']);
      expect(joinedWith(call)).to.deep.include({ video: track('video'), audio: track('audio') });
      expect(devices.live).to.equal(2);
    });

    it('are not requested again when its prompt is denied while connecting', async () => {
      devices.permission = 'prompt';
      const answer = devices.holdPrompt();
      const { form, page } = await knockForm();
      await page.press(TRY);
      await until(() => devices.asked.length === 1, 'the question');
      void form.knock();
      const call = await daily.made();
      await passPreAuth(call, 'lobby');
      await nextMicrotasks();
      devices.refused.video = devices.refused.audio = 'NotAllowedError';
      answer();
      await call.asked('join');
      expect(devices.asked).to.deep.equal(['video, audio']);
      expect(joinedWith(call)).to.deep.include({ startVideoOff: true, startAudioOff: true });
      expect(log.errorCodes).to.deep.equal(['camera-permissions']);
    });

    it('are stopped where the call starts without them', async () => {
      const { form, page } = await knockForm();
      await page.press(TRY);
      await until(() => page.previewStream, 'the picture');
      form.startVideoOff = true;
      void form.knock();
      const call = await daily.made();
      await bringToLobby(call);
      expect(joinedWith(call)).to.deep.include({ startVideoOff: true, audio: track('audio') });
      expect(track('video').readyState).to.equal('ended');
    });
  });

  describe('in the call', () => {
    it('a camera that is switched off is stopped: its light goes out', async () => {
      const { page, call } = await guestIn('waiting', daily);
      expect(page.isOn('Camera')).to.be.true;
      await page.press('Camera');
      expect(call.calls('setLocalVideo')).to.deep.equal([[false]]);
      expect(track('video').readyState).to.equal('ended');
      expect(track('audio').readyState).to.equal('live');
    });

    it('a camera that is switched on again is opened, and passed on', async () => {
      const { page, call } = await guestIn('waiting', daily);
      await page.press('Camera');
      call.participantChanges({ id: 'local', name: 'Ana' });
      await page.rendered();
      await page.press('Camera');
      await call.asked('setInputDevicesAsync');
      expect(devices.asked).to.deep.equal(['video, audio', 'video cam-1']);
      expect(call.calls('setInputDevicesAsync')).to.deep.equal([[{ videoSource: track('video') }]]);
      expect(call.calls('setLocalVideo')).to.deep.equal([[false]]);
      // Daily tells of other things meanwhile.
      call.participantChanges({ id: 'local', name: 'Ana' });
      call.acceptDevices({});
      await call.asked('setLocalVideo', 2);
      expect(call.calls('setLocalVideo')).to.deep.equal([[false], [true]]);
      expect(track('video').readyState).to.equal('live');
    });

    it('the camera that was chosen while it was off is left to Daily', async () => {
      const { page, call } = await guestIn('waiting', daily);
      call.useDevices({ camera: { deviceId: 'cam-1' }, mic: { deviceId: 'mic-1' } });
      await page.press('Camera');
      call.participantChanges({ id: 'local', name: 'Ana' });
      await page.press('Devices');
      await until(() => page.chosen('Camera') === 'Front', 'the menu');
      page.choose('Camera', 'Rear');
      await call.asked('setInputDevicesAsync');
      call.acceptDevices({ camera: { deviceId: 'cam-2' } });
      await until(() => page.chosen('Camera') === 'Rear', 'the other camera');
      await page.press('Camera');
      expect(call.calls('setLocalVideo')).to.deep.equal([[false], [true]]);
      expect(devices.asked).to.deep.equal(['video, audio']);
    });

    it('a camera that is denied by now is reported, and can be tried again', async () => {
      const { page, call, form } = await guestIn('waiting', daily);
      await page.press('Camera');
      call.participantChanges({ id: 'local', name: 'Ana' });
      await page.rendered();
      devices.refused.video = 'NotReadableError';
      await page.press('Camera');
      await until(() => page.alerts.length > 0, 'the reason');
      expect(page.alerts.join()).to.include('Your camera is in use by another program');
      expect(form.error).to.include({ code: 'camera-cam-in-use', fatal: false });
      expect(call.calls('setLocalVideo')).to.deep.equal([[false]]);
      devices.allowAll();
      await page.press('Camera');
      await call.asked('setInputDevicesAsync');
      expect(track('video').readyState).to.equal('live');
    });

    it('a camera that Daily rejects is reported, and its light goes out', async () => {
      const { page, call, form } = await guestIn('waiting', daily);
      await page.press('Camera');
      call.participantChanges({ id: 'local', name: 'Ana' });
      await page.rendered();
      await page.press('Camera');
      await call.asked('setInputDevicesAsync');
      call.failDevices(new Error('No.'));
      await until(() => page.alerts.length > 0, 'the reason');
      expect(form.error).to.include({ code: 'camera-unknown', fatal: false });
      expect(devices.tracks.map(({ kind, readyState }) => `${kind} ${readyState}`)).to.deep.equal([
        'video ended',
        'audio live',
        'video ended',
      ]);
    });

    it('a camera that opens after the visitor has left is stopped, without an event', async () => {
      const { form, page, call } = await guestIn('waiting', daily);
      await page.press('Camera');
      call.participantChanges({ id: 'local', name: 'Ana' });
      await page.rendered();
      const answer = devices.holdPrompt();
      await page.press('Camera');
      await until(() => devices.asked.length === 2, 'the camera to be asked for');
      log.clear();
      form.cancel();
      answer();
      await until(() => devices.tracks.length === 3, 'the late camera');
      await until(() => devices.live === 0, 'all to be stopped');
      await nextTasks();
      expect(log.errorCodes).to.deep.equal([]);
      expect(call.calls('setInputDevicesAsync')).to.deep.equal([]);
    });

    it('a camera that the room forbids is not left on', async () => {
      const { call } = await guestIn('connecting', daily);
      await passPreAuth(call, 'lobby');
      await call.asked('join');
      expect(track('video').readyState).to.equal('live');
      call.enter('lobby', { name: 'Ana', video: { state: 'off' } });
      await until(() => track('video').readyState === 'ended', 'the camera to be stopped');
      expect(track('audio').readyState).to.equal('live');
    });

    it('what was opened is stopped once Daily uses another', async () => {
      const { call } = await guestIn('waiting', daily);
      const ours = track('video');
      const other = (await devices.getUserMedia({ video: { deviceId: { exact: 'cam-2' } } })).getVideoTracks()[0]!;
      call.shows(other);
      expect(ours.readyState).to.equal('ended');
      expect(other.readyState).to.equal('live');
    });

    it('everything is off after the end', async () => {
      const { form, call, page } = await guestIn('waiting', daily);
      call.grantByEvent();
      await page.reaches('admitted');
      await form.leave();
      expect(devices.live).to.equal(0);
    });
  });
});
