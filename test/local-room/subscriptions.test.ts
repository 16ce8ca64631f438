// A page receives only the tracks that it subscribes to, and nothing else is sent to it.
import type { DailyTrackState } from '@daily-co/daily-js';
import { expect } from '@open-wc/testing';
import { Subscriptions } from '../../src/local-room/room/view.js';
import { type Caller, caller, hangUp, localId, room, until } from './support.js';

describe('subscriptions', () => {
  it('are to all tracks of everyone by default', () => {
    const wishes = new Subscriptions(true);
    expect(wishes.ask('ann', { video: 'staged' })).to.be.true;
    expect([wishes.of('ann', 'video'), wishes.of('ann', 'audio'), wishes.of('ben', 'video')]).to.deep.equal([
      'staged',
      true,
      true,
    ]);
    wishes.setAutomatic(true);
    expect(wishes.of('ann', 'video')).to.be.true;
  });

  it('are to requested tracks only, if not automatic', () => {
    const wishes = new Subscriptions(false);
    wishes.ask('ann', true);
    wishes.ask('ann', { video: false });
    expect([wishes.of('ann', 'video'), wishes.of('ann', 'audio'), wishes.of('ben', 'audio')]).to.deep.equal([
      false,
      true,
      false,
    ]);
  });

  it('with invalid values change nothing', () => {
    const wishes = new Subscriptions(false);
    expect(wishes.ask('ann', 'avatar')).to.be.false;
    expect(wishes.of('ann', 'audio')).to.be.false;
  });
});

describe('in a local room', () => {
  const { RTCPeerConnection } = window;
  let connections: RTCPeerConnection[];

  beforeEach(() => {
    connections = [];
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        connections.push(this);
      }
    };
  });

  afterEach(async () => {
    await hangUp();
    window.RTCPeerConnection = RTCPeerConnection;
  });

  interface Received {
    frames: number;
    sound: number;
  }

  /** What has arrived in all connections of this page. */
  async function received(): Promise<Received> {
    const sum = { frames: 0, sound: 0 };
    for (const connection of connections)
      for (const stat of (await connection.getStats()).values() as Iterable<Record<string, unknown>>) {
        if (stat.type !== 'inbound-rtp') continue;
        if (stat.kind === 'video') sum.frames += Number(stat.framesDecoded ?? 0);
        else sum.sound += Number(stat.packetsReceived ?? 0);
      }
    return sum;
  }

  const tracks = ({ call }: Caller, other: Caller) => call.participants()[localId(other)]?.tracks;
  const stateOf = (track: DailyTrackState | undefined) => `${track?.state} ${track?.subscribed}`;

  /** Two in a call; only the second one's picture and sound are on the way. */
  async function pair(): Promise<[Caller, Caller]> {
    const { url } = await room({ privacy: 'public' });
    const [viewer, sender] = [caller(), caller()];
    await viewer.call.join({ url, userName: 'Ann', startVideoOff: true, startAudioOff: true });
    await sender.call.join({ url, userName: 'Ben' });
    await until(() => tracks(viewer, sender)?.video.state === 'playable', 'the picture');
    await until(() => tracks(viewer, sender)?.audio.state === 'playable', 'the sound');
    await until(async () => (await received()).frames > 3, 'frames');
    return [viewer, sender];
  }

  it('staged video is not sent while sound continues, and returns in the same track', async () => {
    const [viewer, sender] = await pair();
    const before = tracks(viewer, sender)?.video.persistentTrack;
    viewer.call.setSubscribeToTracksAutomatically(false);
    viewer.call.updateParticipant(localId(sender), { setSubscribedTracks: { audio: true, video: 'staged' } });
    await until(() => stateOf(tracks(viewer, sender)?.video) === 'sendable staged', 'the picture to be staged');
    expect(stateOf(tracks(viewer, sender)?.audio)).to.equal('playable true');
    // What was under way has arrived when the number stands still, for as long as fifty packets of sound take, a second.
    let still = await received();
    await until(async () => {
      const now = await received();
      if (now.frames !== still.frames) still = now;
      return now.sound > still.sound + 50;
    }, 'sound without frames');
    expect(tracks(viewer, sender)?.video.persistentTrack === before, 'the same track').to.be.true;
    viewer.call.updateParticipants({ [localId(sender)]: { setSubscribedTracks: true } });
    await until(() => stateOf(tracks(viewer, sender)?.video) === 'playable true', 'the picture again');
    await until(async () => (await received()).frames > still.frames + 3, 'frames again');
    expect(tracks(viewer, sender)?.video.track === before, 'the same track').to.be.true;
  });

  it('a page that joins without automatic subscriptions receives no track until it subscribes', async () => {
    const { url } = await room({ privacy: 'public' });
    const [viewer, sender] = [caller(), caller()];
    await sender.call.join({ url, userName: 'Ben' });
    await viewer.call.join({ url, startVideoOff: true, startAudioOff: true, subscribeToTracksAutomatically: false });
    await until(() => stateOf(tracks(viewer, sender)?.video) === 'sendable false', 'a picture that could be had');
    expect(stateOf(tracks(viewer, sender)?.audio)).to.equal('sendable false');
    viewer.call.updateParticipant(localId(sender), { setSubscribedTracks: true });
    await until(() => stateOf(tracks(viewer, sender)?.video) === 'playable true', 'the picture');
    await until(async () => (await received()).frames > 3, 'frames');
  });

  it('unsupported changes to another participant are reported in the console', async () => {
    const [viewer, sender] = await pair();
    const { warn } = console;
    const said: string[] = [];
    console.warn = (...words) => void said.push(words.join(' '));
    try {
      viewer.call.setSubscribeToTracksAutomatically(false);
      viewer.call.updateParticipant(localId(sender), { setSubscribedTracks: 'avatar' });
      await until(() => said.length > 0, 'a warning');
      expect(said.join()).to.include('does not support setSubscribedTracks "avatar"');
    } finally {
      console.warn = warn;
    }
  });
});
