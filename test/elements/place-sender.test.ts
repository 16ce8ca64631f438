import { expect } from '@open-wc/testing';
import { PlaceSender } from '../../src/call/lobby/place-sender.js';
import { CallStore, READ_INTERVAL_MS } from '../../src/core/call-store.js';
import { FakeClock, settle } from '../core/fake-clock.js';
import { FakeChannel } from '../support/fake-channel.js';
import { ANA, BEA, CLEO } from '../support/people.js';
import { ScriptedCall } from '../support/scripted-call.js';

/** The list is complete when everybody has knocked again: in a hidden tab, every four seconds. */
const LIST_COMPLETE_MS = 4500;
const PLACE_INTERVAL_MS = 2000;
const RETRY_MS = 5000;
const MAX_RETRY_MS = 60_000;

/** An owner's store with guests who wait, and a sender of places. */
class PlacesFixture {
  readonly clock = new FakeClock();
  readonly channel = new FakeChannel();
  readonly call = ScriptedCall.inRoom({ owner: true }, [ANA, BEA]);
  readonly store = new CallStore(this.clock);
  readonly sender: PlaceSender;

  constructor(prepare: (channel: FakeChannel) => void = () => {}) {
    prepare(this.channel);
    this.store.attach(this.call.asCall);
    this.sender = new PlaceSender(this.clock, this.store, this.channel);
  }

  /** After the first places. */
  static async begun(prepare?: (channel: FakeChannel) => void): Promise<PlacesFixture> {
    const places = new PlacesFixture(prepare);
    await places.sentIn(LIST_COMPLETE_MS);
    return places;
  }

  /** The places that are sent while time passes. */
  async sentIn(ms: number): Promise<string[]> {
    const before = this.channel.places.length;
    this.clock.pass(ms);
    await settle();
    return this.channel.places.slice(before);
  }
}

describe('the sender of places', () => {
  it('sends each place once', async () => {
    const places = await PlacesFixture.begun();
    expect(places.channel.places).to.deep.equal(['a: 1 of 2', 'b: 2 of 2']);
    expect(await places.sentIn(10 * PLACE_INTERVAL_MS)).to.deep.equal([]);
  });

  it('waits at first until everybody has knocked again, for nobody is to read a place that is too good', async () => {
    const places = new PlacesFixture();
    places.call.knockFrom(CLEO);
    expect(await places.sentIn(LIST_COMPLETE_MS - 1)).to.deep.equal([]);
    expect(await places.sentIn(1)).to.deep.equal(['a: 1 of 3', 'b: 2 of 3', 'c: 3 of 3']);
  });

  it('sends the place of somebody who comes later at once', async () => {
    const places = await PlacesFixture.begun();
    places.clock.pass(PLACE_INTERVAL_MS);
    places.call.knockFrom(CLEO);
    places.clock.pass(READ_INTERVAL_MS);
    expect(places.channel.places).to.include('c: 3 of 3');
  });

  it('sends what many changes have come to, once in an interval', async () => {
    const places = await PlacesFixture.begun();
    places.call.knockFrom(CLEO);
    places.clock.pass(READ_INTERVAL_MS);
    places.call.unlist('a');
    expect(await places.sentIn(READ_INTERVAL_MS)).to.deep.equal([]);
    expect(await places.sentIn(PLACE_INTERVAL_MS)).to.deep.equal(['b: 1 of 2', 'c: 2 of 2']);
  });

  it('sends again what was not delivered, at longer and longer intervals', async () => {
    const places = await PlacesFixture.begun((channel) => {
      channel.onSend = ({ to }) => (to.includes('b') ? Promise.reject(new Error('not yet')) : Promise.resolve());
    });
    expect(await places.sentIn(RETRY_MS - 1)).to.deep.equal([]);
    expect(await places.sentIn(1)).to.deep.equal(['b: 2 of 2']);
    expect(await places.sentIn(2 * RETRY_MS - 1)).to.deep.equal([]);
    places.channel.deliverWords();
    expect(await places.sentIn(1)).to.deep.equal(['b: 2 of 2']);
    expect(await places.sentIn(10 * MAX_RETRY_MS)).to.deep.equal([]);
  });

  it('survives a channel that throws', async () => {
    const places = await PlacesFixture.begun((channel) => {
      channel.onSend = () => {
        throw new Error('The site has a problem.');
      };
    });
    places.channel.deliverWords();
    expect(await places.sentIn(RETRY_MS)).to.deep.equal(['a: 1 of 2', 'b: 2 of 2']);
  });

  it('sends nothing while the connection is lost, and then what has changed', async () => {
    const places = await PlacesFixture.begun();
    places.call.network('interrupted');
    places.call.change({ waiting: [BEA] });
    expect(await places.sentIn(10 * PLACE_INTERVAL_MS)).to.deep.equal([]);
    places.call.network('connected');
    places.call.knockFrom(CLEO);
    const sent = await places.sentIn(60_000);
    expect(sent).to.include('b: 1 of 2').and.to.include('c: 2 of 2');
  });

  it('sends nothing after it has been stopped', async () => {
    const places = await PlacesFixture.begun((channel) => (channel.onSend = () => Promise.reject(new Error('no'))));
    places.sender.stop();
    places.call.knockFrom(CLEO);
    expect(await places.sentIn(10 * MAX_RETRY_MS)).to.deep.equal([]);
  });

  it('does not send again what its channel refuses after it has been stopped', async () => {
    const refusals: (() => void)[] = [];
    const places = await PlacesFixture.begun((channel) => {
      channel.onSend = () => new Promise((_, reject) => refusals.push(reject));
    });
    expect(refusals).to.have.length(2);
    places.sender.stop();
    for (const refuse of refusals) refuse();
    await settle();
    expect(await places.sentIn(10 * MAX_RETRY_MS)).to.deep.equal([]);
  });
});
