import '../../src/elements/video-tile/define.js';
import type { DailyTrackState } from '@daily-co/daily-js';
import { expect, html } from '@open-wc/testing';
import { eachTest } from '../support/each-test.js';
import { videoTile } from '../support/fixtures.js';
import { ME, ScriptedCall } from '../support/scripted-call.js';
import { audioTrack, FakePlayback, videoTrack } from '../support/tracks.js';
import { nextMicrotasks, until } from '../support/until.js';

const playable = (persistentTrack: MediaStreamTrack) => ({ state: 'playable', persistentTrack }) as const;

describe('<daily-video-tile>', () => {
  const playing = eachTest(() => new FakePlayback());

  describe('whose tile it is', () => {
    it('a remote participant, by session id', async () => {
      const call = ScriptedCall.inRoom();
      call.participantJoins({ id: 'ana', name: 'Ana', video: playable(videoTrack()), audio: playable(audioTrack()) });
      const page = await videoTile(call, 'ana');
      expect(page.label).to.equal('Ana');
      expect(page.accessibleName).to.equal('Ana');
    });

    for (const id of ['local', ME]) {
      it(`oneself, by "${id}"`, async () => {
        const page = await videoTile(ScriptedCall.inRoom({ name: 'Olga' }), id);
        expect(page.label).to.equal('Olga (you)');
      });
    }

    it('oneself without a name', async () => {
      expect((await videoTile(ScriptedCall.inRoom({ name: '' }), 'local')).label).to.equal('You');
    });

    it('a guest without a name', async () => {
      const call = ScriptedCall.inRoom();
      call.participantJoins({ id: 'x', name: ' ' });
      expect((await videoTile(call, 'x')).label).to.equal('Guest without a name');
    });

    it('a name is text', async () => {
      const call = ScriptedCall.inRoom();
      const name = '<img src=x onerror="window.hacked = true">';
      call.participantJoins({ id: 'x', name });
      const page = await videoTile(call, 'x');
      expect(page.label).to.equal(name);
      expect(page.element.shadowRoot!.querySelectorAll('img').length).to.equal(0);
      expect(globalThis).not.to.have.property('hacked');
    });

    it('a person who joins later, and leaves', async () => {
      const call = ScriptedCall.inRoom();
      const page = await videoTile(call, 'ana');
      expect(page.label).to.equal('');
      expect(page.accessibleName).to.be.null;
      const track = videoTrack();
      call.participantJoins({ id: 'ana', name: 'Ana', video: playable(track) });
      await page.rendered();
      expect(page.label).to.equal('Ana');
      expect(page.videoTrack === track).to.be.true;
      call.participantLeaves('ana');
      await page.rendered();
      expect(page.label).to.equal('');
      expect(page.videoTrack === undefined).to.be.true;
    });

    it('another one when session-id changes', async () => {
      const call = ScriptedCall.inRoom();
      const [first, second] = [videoTrack(), videoTrack()];
      call.participantJoins({ id: 'ana', name: 'Ana', video: playable(first) });
      call.participantJoins({ id: 'bea', name: 'Bea', video: playable(second) });
      const page = await videoTile(call, 'ana');
      expect(page.videoTrack === first).to.be.true;
      page.element.sessionId = 'bea';
      await page.rendered();
      expect(page.label).to.equal('Bea');
      expect(page.videoTrack === second).to.be.true;
    });
  });

  describe('what is off', () => {
    const STATES: DailyTrackState['state'][] = ['off', 'blocked', 'loading', 'sendable', 'interrupted', 'playable'];
    for (const state of STATES) {
      it(`reflects Daily's ${state}`, async () => {
        const call = ScriptedCall.inRoom();
        call.participantJoins({ id: 'ana', name: 'Ana', video: { state }, audio: { state } });
        const { element } = await videoTile(call, 'ana');
        expect(element.getAttribute('video-state')).to.equal(state);
        expect(element.getAttribute('audio-state')).to.equal(state);
        expect([element.videoState, element.audioState]).to.deep.equal([state, state]);
      });
    }

    it('is reflected again when a library removes the attributes that the server’s HTML lacks', async () => {
      const call = ScriptedCall.inRoom();
      call.participantJoins({ id: 'ana', audio: playable(audioTrack()) });
      const page = await videoTile(call, 'ana');
      const { element } = page;
      call.speaks('ana');
      await page.rendered();
      const reflected = () => ['video-state', 'audio-state', 'speaking'].map((name) => element.getAttribute(name));
      expect(reflected()).to.deep.equal(['off', 'playable', '']);
      for (const name of ['video-state', 'audio-state', 'speaking']) element.removeAttribute(name);
      expect(reflected()).to.deep.equal(['off', 'playable', '']);
      element.setAttribute('video-state', 'blocked');
      expect(reflected()).to.deep.equal(['off', 'playable', '']);
    });

    const NAMES = [
      { video: 'playable', audio: 'playable', name: 'Ana' },
      { video: 'off', audio: 'playable', name: 'Ana, camera off' },
      { video: 'playable', audio: 'off', name: 'Ana, microphone off' },
      { video: 'loading', audio: 'loading', name: 'Ana' },
      { video: 'blocked', audio: 'blocked', name: 'Ana, camera off, microphone off' },
    ] as const;
    for (const { video, audio, name } of NAMES) {
      it(`camera ${video}, microphone ${audio}: "${name}"`, async () => {
        const call = ScriptedCall.inRoom();
        call.participantJoins({
          id: 'ana',
          name: 'Ana',
          video: { state: video, persistentTrack: videoTrack() },
          audio: { state: audio, persistentTrack: audioTrack() },
        });
        const page = await videoTile(call, 'ana');
        expect(page.accessibleName).to.equal(name);
        expect(page.video.hidden).to.equal(video !== 'playable');
      });
    }

    it('initials stand in for a picture', async () => {
      const call = ScriptedCall.inRoom();
      call.participantJoins({ id: 'ana', name: 'Ana de la Cruz' });
      const page = await videoTile(call, 'ana');
      expect(page.text).to.include('AC');
      call.participantChanges({ id: 'ana', name: 'Ana de la Cruz', video: playable(videoTrack()) });
      await page.rendered();
      expect(page.text).not.to.include('AC');
    });
  });

  describe('the video', () => {
    it('of oneself is mirrored unless no-mirror; of others never', async () => {
      const call = ScriptedCall.inRoom({ video: playable(videoTrack()) });
      call.participantJoins({ id: 'ana', video: playable(videoTrack()) });
      const page = await videoTile(call, 'local');
      expect(page.isMirrored).to.be.true;
      page.element.noMirror = true;
      await page.rendered();
      expect(page.isMirrored).to.be.false;
      expect((await videoTile(call, 'ana')).isMirrored).to.be.false;
    });

    for (const fit of ['cover', 'contain'] as const) {
      it(`fit="${fit}"`, async () => {
        const call = ScriptedCall.inRoom({ video: playable(videoTrack()) });
        const page = await videoTile(
          call,
          'local',
          html`<daily-video-tile fit=${fit} session-id="local" .call=${call.asCall}></daily-video-tile>`,
        );
        expect(getComputedStyle(page.video).objectFit).to.equal(fit);
      });
    }

    it('is never heard by way of the video element', async () => {
      const call = ScriptedCall.inRoom();
      call.participantJoins({ id: 'ana', video: playable(videoTrack()), audio: playable(audioTrack()) });
      expect((await videoTile(call, 'ana')).video.muted).to.be.true;
    });

    it('is not attached again when other people or properties change', async () => {
      const call = ScriptedCall.inRoom();
      const [video, audio] = [playable(videoTrack()), playable(audioTrack())];
      call.participantJoins({ id: 'ana', name: 'Ana', video, audio });
      const page = await videoTile(call, 'ana');
      const before = [page.video.srcObject, page.audio.srcObject];
      expect(before.includes(null)).to.be.false;
      playing.asked.length = 0;
      call.participantJoins({ id: 'bea', name: 'Bea' });
      call.participantChanges({ id: 'ana', name: 'Anna', video, audio });
      await page.rendered();
      expect(page.label).to.equal('Anna');
      expect(page.video.srcObject === before[0]).to.be.true;
      expect(page.audio.srcObject === before[1]).to.be.true;
      expect(playing.asked).to.deep.equal([]);
    });

    it('follows a new track', async () => {
      const call = ScriptedCall.inRoom();
      call.participantJoins({ id: 'ana', video: playable(videoTrack()) });
      const page = await videoTile(call, 'ana');
      const next = videoTrack();
      call.participantChanges({ id: 'ana', video: playable(next) });
      await page.rendered();
      expect(page.videoTrack === next).to.be.true;
    });

    it('goes when the camera goes off, though a track is still there', async () => {
      const call = ScriptedCall.inRoom();
      const track = videoTrack();
      call.participantJoins({ id: 'ana', video: playable(track) });
      const page = await videoTile(call, 'ana');
      call.participantChanges({ id: 'ana', video: { state: 'off', persistentTrack: track } });
      await page.rendered();
      expect(page.videoTrack === undefined).to.be.true;
    });
  });

  describe('the sound', () => {
    it('of others is played', async () => {
      const call = ScriptedCall.inRoom();
      const track = audioTrack();
      call.participantJoins({ id: 'ana', audio: playable(track) });
      const page = await videoTile(call, 'ana');
      expect(page.audioTrack === track).to.be.true;
      expect(page.audio.muted).to.be.false;
      expect(playing.asked).to.include('audio');
    });

    it('is not played while muted', async () => {
      const call = ScriptedCall.inRoom();
      const track = audioTrack();
      call.participantJoins({ id: 'ana', audio: playable(track) });
      const page = await videoTile(
        call,
        'ana',
        html`<daily-video-tile muted session-id="ana" .call=${call.asCall}></daily-video-tile>`,
      );
      expect(page.audioTrack === undefined).to.be.true;
      page.element.muted = false;
      await page.rendered();
      expect(page.audioTrack === track).to.be.true;
      page.element.muted = true;
      await page.rendered();
      expect(page.audioTrack === undefined).to.be.true;
    });

    for (const id of ['local', ME]) {
      it(`of oneself ("${id}") is never played`, async () => {
        const call = ScriptedCall.inRoom({ audio: playable(audioTrack()), video: playable(videoTrack()) });
        const page = await videoTile(call, id);
        expect(page.videoTrack === undefined).to.be.false;
        expect(page.audioTrack === undefined).to.be.true;
        expect(playing.asked).to.deep.equal(['video']);
      });
    }

    it('that the browser blocks is started by a button', async () => {
      playing.allowed = false;
      const call = ScriptedCall.inRoom();
      call.participantJoins({ id: 'ana', audio: playable(audioTrack()) });
      const page = await videoTile(call, 'ana');
      await until(() => page.findButton('Turn on sound'), 'the button');
      playing.asked.length = 0;
      await page.press('Turn on sound');
      expect(page.buttonNames, 'still refused').to.deep.equal(['Turn on sound']);
      playing.allowed = true;
      await page.press('Turn on sound');
      expect(playing.asked).to.deep.equal(['audio', 'audio']);
      await until(() => !page.findButton('Turn on sound'), 'the button to go');
    });

    it('is started by the keyboard, and the focus stays in the tile', async () => {
      playing.allowed = false;
      const call = ScriptedCall.inRoom();
      call.participantJoins({ id: 'ana', name: 'Ana', video: playable(videoTrack()), audio: playable(audioTrack()) });
      const page = await videoTile(call, 'ana');
      await until(() => page.findButton('Turn on sound'), 'the button');
      playing.allowed = true;
      await page.press('Turn on sound');
      await until(() => !page.findButton('Turn on sound'), 'the button to go');
      expect(page.focused).to.equal('Ana');
    });

    it('that is no longer there needs no button', async () => {
      playing.allowed = false;
      const call = ScriptedCall.inRoom();
      call.participantJoins({ id: 'ana', audio: playable(audioTrack()) });
      const page = await videoTile(call, 'ana');
      await until(() => page.findButton('Turn on sound'), 'the button');
      call.participantChanges({ id: 'ana', audio: { state: 'off' } });
      await until(() => !page.findButton('Turn on sound'), 'the button to go');
      expect(page.audioTrack === undefined).to.be.true;
    });

    it('that is allowed has no button', async () => {
      const call = ScriptedCall.inRoom();
      call.participantJoins({ id: 'ana', audio: playable(audioTrack()) });
      expect((await videoTile(call, 'ana')).buttonNames).to.deep.equal([]);
    });
  });

  describe('out of the page', () => {
    it('has neither video nor sound, and both when put back', async () => {
      const call = ScriptedCall.inRoom();
      const [video, audio] = [videoTrack(), audioTrack()];
      call.participantJoins({ id: 'ana', name: 'Ana', video: playable(video), audio: playable(audio) });
      const page = await videoTile(call, 'ana');
      const { element } = page;
      const parent = element.parentElement!;
      element.remove();
      expect(page.video.srcObject === null && page.audio.srcObject === null).to.be.true;
      await nextMicrotasks();
      expect(call.listenerCount()).to.equal(0);
      await page.rendered();
      expect(page.video.srcObject === null && page.audio.srcObject === null).to.be.true;
      parent.append(element);
      await page.rendered();
      expect(page.videoTrack === video && page.audioTrack === audio).to.be.true;
      expect(video.readyState).to.equal('live');
    });

    it('is empty once the call has been left', async () => {
      const call = ScriptedCall.inRoom();
      call.participantJoins({ id: 'ana', name: 'Ana', video: playable(videoTrack()), audio: playable(audioTrack()) });
      const page = await videoTile(call, 'ana');
      await call.leave();
      await page.rendered();
      expect([page.label, page.videoTrack?.id, page.audioTrack?.id]).to.deep.equal(['', undefined, undefined]);
      expect(page.element.getAttribute('video-state')).to.equal('off');
    });
  });
});
