// Pictures that nobody can see are not loaded in a full call, if the element has made it itself. The sound always is.
import type { DailyParticipantUpdateOptions } from '@daily-co/daily-js';
import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/owner-room/define.js';
import '../../src/elements/video-tile/define.js';
import type { DailyOwnerRoom } from '../../src/elements/owner-room/owner-room.js';
import type { DailyVideoTile } from '../../src/elements/video-tile/video-tile.js';
import { FakeDaily } from '../support/fake-daily.js';
import { VideoTileHarness } from '../support/harness/video-tile-harness.js';
import { ownerConnecting, ownerInCall, ROOM, type Owner } from '../support/owner.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { audioTrack, Playing, videoTrack } from '../support/tracks.js';
import { settled, until } from '../support/until.js';

const playable = (persistentTrack: MediaStreamTrack) => ({ state: 'playable', persistentTrack }) as const;
const staged = (persistentTrack: MediaStreamTrack) =>
  ({ state: 'sendable', subscribed: 'staged', persistentTrack }) as const;

/** Everything of somebody; or all but the picture. */
const ALL: DailyParticipantUpdateOptions = { setSubscribedTracks: true };
const WITHOUT_PICTURE: DailyParticipantUpdateOptions = {
  setSubscribedTracks: { audio: true, video: 'staged', screenAudio: true, screenVideo: true, custom: true },
};

/** Others, so that the call is a full one with one more and oneself. */
const CROWD = ['c1', 'c2', 'c3', 'c4'];

describe('pictures out of sight', () => {
  let daily: FakeDaily;
  let playing: Playing;

  beforeEach(() => {
    daily = new FakeDaily();
    playing = new Playing();
  });

  afterEach(() => {
    playing.restore();
    daily.restore();
  });

  /** Moves an element so far that nobody would call it near, or back. */
  async function move(element: HTMLElement, where: 'out' | 'in'): Promise<void> {
    element.style.marginBlockStart = where === 'out' ? `${3 * innerHeight}px` : '';
    await noticed(element);
  }

  /** The browser has told all its observers where things are now: those who observe later are told later. */
  async function noticed(element: Element): Promise<void> {
    await new Promise<void>((done) => {
      const observer = new IntersectionObserver(() => {
        observer.disconnect();
        done();
      });
      observer.observe(element);
    });
    await settled();
  }

  function join(call: ScriptedCall, ...ids: string[]): void {
    for (const id of ids)
      call.participantJoins({ id, name: id, video: playable(videoTrack()), audio: playable(audioTrack()) });
  }

  async function inCall(...ids: string[]): Promise<Owner> {
    const owner = await ownerInCall(daily);
    join(owner.call, ...ids, ...CROWD);
    await until(() => owner.page.tiles.length === ids.length + CROWD.length + 1, 'the tiles');
    await noticed(owner.room);
    return owner;
  }

  /** What has been asked for of tracks, in order; not what of the crowd. */
  function asked(call: ScriptedCall): unknown[] {
    return call.sent
      .filter(({ method }) => method === 'setSubscribeToTracksAutomatically' || method === 'updateParticipants')
      .map(({ args: [first] }) => withoutCrowd(first))
      .filter((each) => typeof each !== 'object' || Object.keys(each as object).length > 0);
  }

  const withoutCrowd = (wish: unknown): unknown =>
    typeof wish === 'object'
      ? Object.fromEntries(Object.entries(wish as object).filter(([id]) => !CROWD.includes(id)))
      : wish;

  it('are not there as long as all can be seen: then nothing is asked', async () => {
    const { call } = await inCall('ana', 'bea');
    expect(asked(call)).to.deep.equal([]);
  });

  it('are loaded where there are few people; once they are many they are not, and all are when they are few again', async () => {
    const { room, page, call } = await ownerInCall(daily);
    join(call, 'ana', ...CROWD.slice(1));
    await until(() => page.tiles.length === CROWD.length + 1, 'the tiles');
    await move(room, 'out');
    await noticed(room);
    expect(asked(call)).to.deep.equal([]);
    join(call, CROWD[0]!);
    await call.asked('updateParticipants', 2);
    expect(asked(call)).to.deep.equal([false, { ana: ALL }, { ana: WITHOUT_PICTURE }]);
    call.sent.length = 0;
    call.participantLeaves(CROWD[0]!);
    await call.asked('updateParticipants');
    expect(asked(call)).to.deep.equal([{ ana: ALL }]);
  });

  it('are staged, and all else is subscribed to in the same go', async () => {
    const { room, call } = await inCall('ana', 'bea');
    await move(room, 'out');
    await call.asked('updateParticipants', 2);
    expect(asked(call)).to.deep.equal([false, { ana: ALL, bea: ALL }, { ana: WITHOUT_PICTURE, bea: WITHOUT_PICTURE }]);
  });

  it('are subscribed to before they are in sight again', async () => {
    const { room, call } = await inCall('ana');
    await move(room, 'out');
    await call.asked('updateParticipants', 2);
    call.sent.length = 0;
    room.style.marginBlockStart = `${1.25 * innerHeight}px`;
    await call.asked('updateParticipants');
    expect(room.getBoundingClientRect().top, 'not in sight yet').to.be.greaterThan(innerHeight);
    expect(asked(call)).to.deep.equal([{ ana: ALL }]);
  });

  it('of somebody who comes are staged after all else of them is subscribed to', async () => {
    const { room, page, call } = await inCall('ana');
    await move(room, 'out');
    await call.asked('updateParticipants', 2);
    call.sent.length = 0;
    join(call, 'bea');
    expect(asked(call), 'at once').to.deep.equal([{ bea: ALL }]);
    await until(() => page.tiles.length === CROWD.length + 3, 'the tile');
    await call.asked('updateParticipants', 2);
    expect(asked(call)).to.deep.equal([{ bea: ALL }, { bea: WITHOUT_PICTURE }]);
  });

  it('of somebody who comes later are subscribed to, when no other is out of sight any more', async () => {
    const { room, page, call } = await inCall('ana');
    await move(room, 'out');
    await call.asked('updateParticipants', 2);
    await move(room, 'in');
    await call.asked('updateParticipants', 3);
    call.sent.length = 0;
    join(call, 'bea');
    await until(() => page.tiles.length === CROWD.length + 3, 'the tile');
    await noticed(room);
    expect(asked(call)).to.deep.equal([{ bea: ALL }]);
  });

  it('go on without a gap: the source of the element stays', async () => {
    const { room, page, call } = await inCall('ana');
    const tile = await new VideoTileHarness(page.tiles.find(({ sessionId }) => sessionId === 'ana')!).drawn();
    const { video } = tile;
    const source = video.srcObject;
    const picture = tile.shown!;
    await move(room, 'out');
    await call.asked('updateParticipants', 2);
    call.participantChanges({ id: 'ana', name: 'ana', video: staged(picture) });
    await tile.drawn();
    expect(tile.element.videoState).to.equal('sendable');
    expect(video.srcObject === source && !video.hidden, 'while it is staged').to.be.true;
    await move(room, 'in');
    await call.asked('updateParticipants', 3);
    expect(video.srcObject === source, 'while it is asked for').to.be.true;
    call.participantChanges({ id: 'ana', name: 'ana', video: playable(picture) });
    await tile.drawn();
    expect(tile.video === video && video.srcObject === source && !video.hidden, 'and afterwards').to.be.true;
    call.participantChanges({ id: 'ana', name: 'ana', video: staged(picture) });
    await tile.drawn();
    expect(tile.shown === undefined, 'but not what somebody else has staged').to.be.true;
  });

  it('are gone when their camera is switched off meanwhile', async () => {
    const { room, page, call } = await inCall('ana');
    const tile = await new VideoTileHarness(page.tiles.find(({ sessionId }) => sessionId === 'ana')!).drawn();
    await move(room, 'out');
    await call.asked('updateParticipants', 2);
    call.participantChanges({ id: 'ana', name: 'ana', video: { state: 'off', persistentTrack: videoTrack() } });
    await tile.drawn();
    expect(tile.shown === undefined).to.be.true;
  });

  it('of whom another tile is in sight are loaded', async () => {
    const { room, call } = await inCall('ana', 'bea');
    room.id = 'room';
    const near = await fixture<DailyVideoTile>(html`<daily-video-tile for="room" session-id="bea"></daily-video-tile>`);
    near.style.cssText = 'position: fixed; inset: 0 auto auto 0; inline-size: 10rem;';
    await new VideoTileHarness(near).drawn();
    await noticed(near);
    await move(room, 'out');
    await call.asked('updateParticipants', 2);
    expect(asked(call).at(-1)).to.deep.equal({ ana: WITHOUT_PICTURE });
    call.sent.length = 0;
    near.remove();
    await call.asked('updateParticipants');
    expect(asked(call)).to.deep.equal([{ bea: WITHOUT_PICTURE }]);
    call.sent.length = 0;
    room.shadowRoot!.querySelector('daily-video-tile[session-id="bea"]')!.remove();
    await call.asked('updateParticipants');
    expect(asked(call), 'who is shown nowhere may be shown by the page').to.deep.equal([{ bea: ALL }]);
  });

  it("of a page's own call are the page's business", async () => {
    const call = ScriptedCall.inRoom({ owner: true });
    const room = await fixture<DailyOwnerRoom>(html`<daily-owner-room .call=${call.asCall}></daily-owner-room>`);
    join(call, 'ana', ...CROWD);
    await until(() => room.shadowRoot!.querySelectorAll('daily-video-tile').length === CROWD.length + 2, 'the tiles');
    await move(room, 'out');
    await noticed(room);
    expect(asked(call)).to.deep.equal([]);
  });

  for (const automatic of [true, false])
    it(`are the page's business when callOptions say that tracks are ${automatic ? '' : 'not '}subscribed to by themselves`, async () => {
      const template = html`<daily-owner-room
        room-url=${ROOM}
        user-name="Olga"
        .callOptions=${{ subscribeToTracksAutomatically: automatic }}
      ></daily-owner-room>`;
      const { room, page, call } = await ownerInCall(daily, { template });
      join(call, 'ana', ...CROWD);
      await until(() => page.tiles.length === CROWD.length + 2, 'the tiles');
      await move(room, 'out');
      await noticed(room);
      expect(asked(call)).to.deep.equal([]);
    });

  it('that cannot be asked for are given up, and all is loaded', async () => {
    const { room, page, call } = await inCall('ana');
    call.updateParticipants = () => {
      throw new Error('Not now.');
    };
    await move(room, 'out');
    await call.asked('setSubscribeToTracksAutomatically', 2);
    expect(asked(call)).to.deep.equal([false, true]);
    join(call, 'bea');
    await until(() => page.tiles.length === CROWD.length + 3, 'the tile');
    await noticed(room);
    expect(asked(call)).to.deep.equal([false, true]);
  });

  it('are told anew in the next call', async () => {
    const { room, call } = await inCall('ana');
    await move(room, 'out');
    await call.asked('updateParticipants', 2);
    await room.leave();
    const again = await ownerConnectingAgain(room);
    join(again, 'ana', ...CROWD);
    await again.asked('updateParticipants', 2);
    expect(asked(again)).to.deep.equal([false, { ana: ALL }, { ana: WITHOUT_PICTURE }]);
  });

  async function ownerConnectingAgain(room: DailyOwnerRoom): Promise<ScriptedCall> {
    const joined = room.join();
    const call = await daily.made(2);
    await call.asked('join');
    call.enter('full', { name: 'Olga', owner: true });
    await joined;
    return call;
  }

  it('leave no listener behind when the element goes', async () => {
    const { room, call } = await ownerConnecting(daily);
    call.enter('full', { name: 'Olga', owner: true });
    join(call, 'ana', ...CROWD);
    await move(room, 'out');
    await call.asked('updateParticipants', 2);
    const sent = call.sent.length;
    room.remove();
    await until(() => call.isDestroyed(), 'the end');
    expect(asked(call).length).to.equal(3);
    expect(call.methods.slice(sent)).to.deep.equal(['destroy']);
  });
});
