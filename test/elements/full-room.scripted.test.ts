// A full room: 25 pictures, and participants that change all the time. A change renders one tile again, and no other.
import '../../src/elements/owner-room/define.js';
import { expect, fixtureCleanup } from '@open-wc/testing';
import type { LitElement } from 'lit';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { type Owner, ownerInCall } from '../support/fixtures.js';
import { VideoTileHarness } from '../support/harness/video-tile-harness.js';
import type { Person } from '../support/people.js';
import { removeForGood } from '../support/timers.js';
import { audioTrack, FakePlayback, videoTrack } from '../support/tracks.js';
import { until } from '../support/until.js';

const OTHERS = 24;

const playable = (persistentTrack: MediaStreamTrack) => ({ state: 'playable', persistentTrack }) as const;

describe('a full room', () => {
  afterEach(() => removeForGood(fixtureCleanup));

  const daily = eachTest(() => new FakeDaily());
  const playing = eachTest(() => new FakePlayback());
  let owner: Owner;
  let people: Person[];
  /** How often each element has rendered since the last look, by session id; the room as `room`, its list as `list`. */
  let renderCounts: Map<string, number>;
  let media: Map<HTMLMediaElement, MediaProvider | null>;

  beforeEach(async () => {
    owner = await ownerInCall(daily);
    people = Array.from({ length: OTHERS }, (_, index) => ({
      id: `p${index + 1}`,
      name: `Guest ${index + 1}`,
      joinedAt: new Date(index + 1),
      video: playable(videoTrack()),
      audio: playable(audioTrack()),
    }));
    for (const person of people) owner.call.participantJoins(person);
    owner.call.shows(videoTrack());
    await until(() => owner.page.tiles.length === OTHERS + 1, 'all tiles');
    await everythingRendered();
    renderCounts = new Map();
    count('room', owner.room);
    count('list', owner.room.shadowRoot!.querySelector('daily-waiting-list')!);
    for (const tile of owner.page.tiles) count(tile.sessionId, tile);
    media = new Map(mediaElements().map((element) => [element, element.srcObject]));
    playing.asked.length = 0;
  });

  function count(id: string, element: LitElement): void {
    element.addController({ hostUpdated: () => void renderCounts.set(id, (renderCounts.get(id) ?? 0) + 1) });
  }

  function mediaElements(): HTMLMediaElement[] {
    return owner.page.tiles.flatMap((tile) => {
      const { video, audio } = new VideoTileHarness(tile);
      return [video, audio];
    });
  }

  async function everythingRendered(): Promise<void> {
    await Promise.all([owner.room, ...owner.page.tiles].map((element) => element.updateComplete));
  }

  /** What has rendered since the last look, and how often. */
  async function renders(): Promise<Record<string, number>> {
    await everythingRendered();
    const since = Object.fromEntries(renderCounts);
    renderCounts.clear();
    return since;
  }

  /** That all media elements are those that they were, and play what they played; whom `but` names may play something else. */
  function expectSameMedia(but?: string): void {
    const now = mediaElements();
    expect(now.length).to.equal(media.size);
    const others = now.filter((element) => owner.page.tiles.find(hosts(element))?.sessionId !== but);
    expect(
      now.every((element) => media.has(element)),
      'the same elements',
    ).to.be.true;
    expect(
      others.every((element) => media.get(element) === element.srcObject),
      'the same sources',
    ).to.be.true;
    if (!but) expect(playing.asked, 'nothing is played anew').to.deep.equal([]);
  }

  function hosts(element: HTMLMediaElement): (tile: LitElement) => boolean {
    const root = element.getRootNode();
    return (tile) => tile.shadowRoot === root;
  }

  it('has video and sound for each of 25', () => {
    expect([...media.values()].filter((source) => source !== null).length).to.equal(2 * OTHERS + 1);
  });

  const changes: [string, (person: Person) => Partial<Person>][] = [
    ['a microphone switched off', () => ({ audio: { state: 'off' } })],
    ['another name', ({ name }) => ({ name: `${name} the second` })],
    ['a picture that is interrupted', ({ video }) => ({ video: { ...video!, state: 'interrupted' } })],
  ];

  for (const [what, change] of changes)
    it(`${what} renders one tile, once`, async () => {
      const [, , third] = people as [Person, Person, Person];
      owner.call.participantChanges({ ...third, ...change(third) });
      expect(await renders()).to.deep.equal({ p3: 1 });
      expectSameMedia('p3');
    });

  it('a camera that is switched off leaves all other tiles unchanged', async () => {
    const [, second] = people as [Person, Person];
    owner.call.participantChanges({ ...second, video: { state: 'off' } });
    expect(await renders()).to.deep.equal({ p2: 1 });
    expectSameMedia('p2');
    const track = videoTrack();
    owner.call.participantChanges({ ...second, video: playable(track) });
    expect(await renders()).to.deep.equal({ p2: 1 });
    expect(playing.asked).to.deep.equal(['video']);
    expect(mediaElements().every((element) => media.has(element))).to.be.true;
  });

  it('another active speaker renders two tiles', async () => {
    owner.call.speaks('p4');
    expect(await renders()).to.deep.equal({ p4: 1 });
    owner.call.speaks('p9');
    expect(await renders()).to.deep.equal({ p4: 1, p9: 1 });
    owner.call.speaks('p9');
    expect(await renders()).to.deep.equal({});
    expectSameMedia();
  });

  it("one's own network renders one's own tile", async () => {
    owner.call.quality('bad');
    expect(await renders()).to.deep.equal({ local: 1 });
    owner.call.quality('warning');
    expect(await renders(), 'no better').to.deep.equal({});
    expectSameMedia();
  });

  it("one's own camera renders one's own tile, and the call element with its switch", async () => {
    const track = videoTrack();
    owner.call.shows(track);
    expect(await renders(), 'the switch is as it was').to.deep.equal({ local: 1 });
    expectSameMedia('local');
    owner.call.participantChanges({ id: 'local', name: 'Olga', owner: true, video: { state: 'off' } });
    expect(await renders()).to.deep.equal({ local: 1, room: 1 });
  });

  it('a person who joins or leaves renders the call element and one tile', async () => {
    owner.call.participantJoins({ id: 'late', name: 'Late', joinedAt: new Date(99) });
    await until(() => owner.page.tiles.length === OTHERS + 2, 'the new tile');
    expect(await renders()).to.deep.equal({ room: 1 });
    owner.call.participantLeaves('late');
    expect(await renders()).to.deep.equal({ room: 1 });
    expectSameMedia();
  });

  it('a person who leaves does not move the tiles of others', async () => {
    owner.call.participantLeaves('p1');
    expect(await renders()).to.include({ room: 1 });
    expect(owner.page.tileIds).to.not.include('p1');
    const now = mediaElements();
    expect(now.length).to.equal(media.size - 2);
    expect(now.every((element) => media.get(element) === element.srcObject)).to.be.true;
    expect(playing.asked).to.deep.equal([]);
  });

  it('ten changes in a second render ten times, one tile each', async () => {
    const all: Record<string, number>[] = [];
    for (const person of people.slice(0, 10)) {
      owner.call.participantChanges({ ...person, audio: { state: 'off' } });
      all.push(await renders());
    }
    expect(all).to.deep.equal(people.slice(0, 10).map(({ id }) => ({ [id]: 1 })));
  });
});
