// Active speaker and network quality, as daily-js reports them for a local room.
import { expect } from '@open-wc/testing';
import { failNow } from '../../src/local-room/index.js';
import { loudest } from '../../src/local-room/media/active-speaker.js';
import { eachTest } from '../support/each-test.js';
import { type Caller, caller, hangUp, localId, room, until } from './support.js';

/** Microphones whose loudness a test sets. Not every browser runs its sound on a computer that has nothing to play it with. */
class FakeVoices {
  readonly #context = new AudioContext();
  readonly #loudness = new Map<MediaStreamTrack, number>();
  readonly #listenTo = AudioContext.prototype.createMediaStreamSource;
  readonly #listen = AnalyserNode.prototype.getFloatTimeDomainData;

  /** Takes the place of what the browser hears until {@link restore}. */
  constructor() {
    const loudness = this.#loudness;
    const listenTo = this.#listenTo;
    const heard = new Map<unknown, MediaStreamTrack>();
    AudioContext.prototype.createMediaStreamSource = function (stream) {
      const source = listenTo.call(this, stream);
      source.connect = ((analyser: AudioNode) => heard.set(analyser, stream.getAudioTracks()[0]!)) as never;
      return source;
    };
    AnalyserNode.prototype.getFloatTimeDomainData = function (samples) {
      samples.fill(loudness.get(heard.get(this)!) ?? 0);
    };
  }

  /** A microphone, as loud as its `loudness` says. */
  microphone(): { track: MediaStreamTrack; loudness: number } {
    const track = this.#context.createMediaStreamDestination().stream.getAudioTracks()[0]!;
    const all = this.#loudness;
    return {
      track,
      get loudness() {
        return all.get(track) ?? 0;
      },
      set loudness(level) {
        all.set(track, level);
      },
    };
  }

  restore(): void {
    AudioContext.prototype.createMediaStreamSource = this.#listenTo;
    AnalyserNode.prototype.getFloatTimeDomainData = this.#listen;
    void this.#context.close();
  }
}

describe('the active speaker', () => {
  const TABLE: [string, Record<string, number>, string | undefined, string | undefined][] = [
    ['nobody while it is quiet', { ann: 0.01, ben: 0.005 }, undefined, undefined],
    ['the loudest', { ann: 0.1, ben: 0.3 }, undefined, 'ben'],
    ['still the same when it gets quiet', { ann: 0.001, ben: 0.001 }, 'ben', 'ben'],
    ['still the same when another is hardly louder', { ann: 0.33, ben: 0.3 }, 'ben', 'ben'],
    ['another who is clearly louder', { ann: 0.5, ben: 0.3 }, 'ben', 'ann'],
    ['somebody else when the one who spoke has gone', { ann: 0.1 }, 'ben', 'ann'],
  ];
  for (const [name, levels, before, now] of TABLE)
    it(name, () => expect(loudest(new Map(Object.entries(levels)), before)).to.equal(now));
});

describe('in a local room', () => {
  afterEach(() => hangUp());

  const voices = eachTest(() => new FakeVoices());

  async function speaker(url: string, userName: string): Promise<Caller & { voice: { loudness: number } }> {
    const voice = voices.microphone();
    const self = caller();
    await self.call.join({ url, userName, startVideoOff: true, audioSource: voice.track });
    return Object.assign(self, { voice });
  }

  it('all participants receive the active speaker, by loudness', async () => {
    const { url } = await room({ privacy: 'public' });
    const ann = await speaker(url, 'Ann');
    const ben = await speaker(url, 'Ben');
    const all = [ann, ben];
    const hearAs = (id: string) => all.every(({ call }) => call.getActiveSpeaker().peerId === id);
    await until(
      () => ann.call.participants()[localId(ben)]?.tracks.audio.state === 'playable',
      "Ben's sound to arrive at Ann",
    );
    expect(all.map(({ call }) => call.getActiveSpeaker().peerId)).to.deep.equal([undefined, undefined]);
    ben.voice.loudness = 0.5;
    await until(() => hearAs(localId(ben)), 'Ben to be heard by both');
    ben.voice.loudness = 0;
    ann.voice.loudness = 0.5;
    await until(() => hearAs(localId(ann)), 'Ann to be heard by both');
    expect(ben.find('active-speaker-change')).to.deep.include({ activeSpeaker: { peerId: localId(ann) } });
  });

  it('the network quality is good, bad while connections are interrupted, and good again', async () => {
    const { url, name } = await room({ privacy: 'public' });
    const [ann, ben] = [caller(), caller()];
    for (const { call } of [ann, ben]) await call.join({ url, startVideoOff: true, startAudioOff: true });
    const health = () => ann.find('network-quality-change')?.['networkState'];
    await until(() => health() === 'good', 'a good network');
    await failNow(name, localId(ann), { how: 'interrupted', type: 'peer-to-peer' });
    await until(() => health() === 'bad', 'a bad network');
    await failNow(name, localId(ann), { how: 'connected', type: 'peer-to-peer' });
    await until(() => health() === 'good', 'a good network again');
  });
});
