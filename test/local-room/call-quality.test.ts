// daily-js's `testCallQuality()` in the local room, which measures the loopback over WebRTC.
import Daily, { type DailyCall, type DailyCallOptions } from '@daily-co/daily-js';
import { expect } from '@open-wc/testing';
import { callOptions } from '../../src/local-room/index.js';
import { videoTrack } from '../support/tracks.js';
import { caller, folder, hangUp, joinAsOwner, rejection, room } from './support.js';

describe('testCallQuality() in the local room', () => {
  const made: DailyCall[] = [];
  afterEach(async () => {
    for (const call of made.splice(0)) if (!call.isDestroyed()) await call.destroy();
    await hangUp();
  });

  /** A call object as the preview's check makes it. */
  function withTrack(options: DailyCallOptions = {}): DailyCall {
    const call = Daily.createCallObject({
      allowMultipleCallInstances: true,
      ...callOptions(folder),
      inputSettings: { video: { settings: { customTrack: videoTrack() } } },
      startAudioOff: true,
      audioSource: false,
      ...options,
    });
    made.push(call);
    return call;
  }

  it('measures a good connection of this computer to itself', async () => {
    const call = withTrack();
    await call.startCamera();
    const results = await call.testCallQuality();
    if (!('data' in results)) throw new Error(`No data: ${JSON.stringify(results)}`);
    const { data, result, secondsElapsed } = results;
    expect(result).to.equal('good');
    expect(secondsElapsed).to.be.within(1, 30);
    expect(data.avgSendBitsPerSecond).to.be.greaterThan(1_100_000);
    expect(data.avgRoundTripTime).to.be.greaterThan(0).and.lessThan(0.3);
    expect(data.avgSendPacketLoss).to.be.within(0, 5);
  });

  it('stops early, and then has no result or an early one', async () => {
    const call = withTrack();
    await call.startCamera();
    const testing = call.testCallQuality();
    call.stopTestCallQuality();
    expect((await testing).result).to.equal('aborted');
    expect((await call.testCallQuality()).result).to.equal('good');
  });

  it('stops when the call object is destroyed or joins', async () => {
    const target = await room({ privacy: 'public' });
    const call = withTrack();
    await call.startCamera();
    const testing = call.testCallQuality();
    await call.join({ url: target.url, startVideoOff: true });
    expect((await testing).result).to.equal('aborted');
    const other = withTrack();
    await other.startCamera();
    void other.testCallQuality();
    await other.destroy();
  });

  it('gives two who ask at once the same results', async () => {
    const call = withTrack();
    await call.startCamera();
    const [one, two] = await Promise.all([call.testCallQuality(), call.testCallQuality()]);
    expect(one).to.deep.equal(two);
  });

  it('works after preAuth() as well, and does not disturb it', async () => {
    const target = await room();
    const { call } = caller();
    await call.preAuth({ url: target.url, userName: 'Gus' });
    const testing = call.testCallQuality();
    call.stopTestCallQuality();
    expect((await testing).result).to.equal('aborted');
    expect(call.accessState().access).to.deep.equal({ level: 'lobby' });
  });

  it('is refused by daily-js before there is a call machine, and in a call', async () => {
    const early = (await rejection(caller().call.testCallQuality())) as Error;
    expect(early.message).to.include('requires preAuth() or startCamera()');
    const owner = await joinAsOwner(await room(), 'Olga', { startVideoOff: true, startAudioOff: true });
    const late = (await rejection(owner.call.testCallQuality())) as Error;
    expect(late.message).to.include('not supported after joining');
  });

  it('startCamera() without tracks of the page is refused in words', async () => {
    expect(await rejection(caller().call.startCamera())).to.include('startCamera() without tracks of the page');
  });
});
