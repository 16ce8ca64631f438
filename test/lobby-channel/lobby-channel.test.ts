// The page's side of the channel, with a scripted browser. test/examples has it with the example's server.
import { expect } from '@open-wc/testing';
import { createLobbyChannel, LobbyChannelError, type LobbyMessage } from '../../src/lobby-channel/index.js';
import { eachTest } from '../support/each-test.js';
import { Timers } from '../support/timers.js';
import { nextTasks, rejection, until } from '../support/until.js';

const GUS = 'gus-0123-4567-89ab';
const HANA = 'hana-0123-4567-89ab';
const LATE = 'Five minutes.';

/** A connection that the page has opened. */
class ScriptedSource extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  readyState = ScriptedSource.CONNECTING;
  readonly url: string;
  #lastEventId = '';

  constructor(url: string | URL) {
    super();
    this.url = String(url);
    ScriptedNetwork.sources.push(this);
  }

  close(): void {
    this.readyState = ScriptedSource.CLOSED;
  }

  opens(): void {
    this.readyState = ScriptedSource.OPEN;
    this.dispatchEvent(new Event('open'));
  }

  /** A browser repeats the last id with each message that has none. */
  brings(message: LobbyMessage, id = this.#lastEventId): void {
    this.#lastEventId = id;
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message), lastEventId: id }));
  }

  /** The connection is lost, or the server has refused it, after which a browser does not connect again. */
  fails(readyState: number): void {
    this.readyState = readyState;
    this.dispatchEvent(new Event('error'));
  }
}

/** The network of the page, until {@link restore}. */
class ScriptedNetwork {
  static sources: ScriptedSource[] = [];
  readonly requests: { path: string; body: unknown }[] = [];
  /** What the server answers. By default, everything is delivered. */
  answer = (messages: LobbyMessage[]): Response | Promise<Response> =>
    Response.json({ results: messages.map(({ to }) => ({ delivered: [to].flat(), undelivered: [] })) });
  readonly #before = { fetch: globalThis.fetch, EventSource: globalThis.EventSource };

  constructor() {
    ScriptedNetwork.sources = [];
    Object.assign(globalThis, {
      EventSource: ScriptedSource,
      fetch: async (address: URL, { body }: { body: string }) => {
        const parsed = JSON.parse(body) as { messages?: LobbyMessage[] };
        this.requests.push({ path: address.pathname, body: parsed });
        return this.answer(parsed.messages ?? []);
      },
    });
  }

  get sources(): readonly ScriptedSource[] {
    return ScriptedNetwork.sources;
  }

  restore(): void {
    Object.assign(globalThis, this.#before);
  }
}

describe('a channel over server-sent events', () => {
  const network = eachTest(() => new ScriptedNetwork());

  describe('for an owner', () => {
    it('sends what comes together in one request', async () => {
      const channel = createLobbyChannel('/lobby/maya');
      const messages = [
        { to: [GUS], position: 1, length: 2 },
        { to: [HANA], position: 2, length: 2 },
      ];
      await Promise.all(messages.map((message) => channel.send(message)));
      expect(network.requests).to.deep.equal([{ path: '/lobby/maya', body: { messages } }]);
      expect(network.sources).to.deep.equal([]);
    });

    it('sends many in several requests', async () => {
      const channel = createLobbyChannel('/lobby/maya');
      await Promise.all(Array.from({ length: 101 }, (_, i) => channel.send({ to: [GUS], position: i + 1 })));
      expect(network.requests.map(({ body }) => (body as { messages: unknown[] }).messages.length)).to.deep.equal([
        50, 50, 1,
      ]);
    });

    it('rejects a message that has not reached everybody, with the others’ ids, and no other message', async () => {
      network.answer = () =>
        Response.json({
          results: [
            { delivered: [GUS], undelivered: [HANA] },
            { delivered: [GUS], undelivered: [] },
          ],
        });
      const channel = createLobbyChannel('/lobby/maya');
      const [both, one] = [channel.send({ to: [GUS, HANA], text: LATE }), channel.send({ to: [GUS], text: LATE })];
      const error = await rejection(both);
      expect(error).to.be.instanceOf(LobbyChannelError);
      expect((error as LobbyChannelError).undelivered).to.deep.equal([HANA]);
      await one;
    });

    it('rejects what is for all if nobody listens', async () => {
      network.answer = () => Response.json({ results: [{ delivered: [], undelivered: [] }] });
      expect(await rejection(createLobbyChannel('/lobby/maya').send({ to: 'all', text: LATE }))).to.include({
        name: 'LobbyChannelError',
      });
    });

    for (const [what, answer] of Object.entries<() => Response | Promise<Response>>({
      'a refusal': () => Response.json({ error: 'not-signed-in' }, { status: 401 }),
      'a page': () => new Response('<!doctype html>'),
      'something else': () => Response.json({ results: [] }),
      'no answer': () => Promise.reject(new TypeError('Failed to fetch')),
    })) {
      it(`rejects after ${what}`, async () => {
        network.answer = answer;
        const error = await rejection(createLobbyChannel('/lobby/maya').send({ to: [GUS], text: LATE }));
        expect(error).to.be.instanceOf(LobbyChannelError);
        expect((error as LobbyChannelError).undelivered).to.be.undefined;
      });
    }

    it('without places sends words only', async () => {
      const channel = createLobbyChannel('/lobby/maya', { places: false });
      await channel.send({ to: [GUS], position: 1, length: 1 });
      expect(network.requests).to.deep.equal([]);
      await channel.send({ to: [GUS], text: LATE });
      expect(network.requests).to.have.length(1);
    });
  });

  describe('for a guest', () => {
    const timers = eachTest(() => new Timers());
    const stops: (() => void)[] = [];
    afterEach(() => {
      for (const stop of stops.splice(0)) stop();
    });

    const listen = (listener: (message: LobbyMessage) => void = () => {}): (() => void) => {
      const stop = createLobbyChannel('/lobby/maya').subscribe(listener, GUS);
      stops.push(stop);
      return stop;
    };

    it('listens under their session id, and says which words have come', async () => {
      const messages: LobbyMessage[] = [];
      listen((message) => messages.push(message));
      const [source] = network.sources;
      expect(source!.url).to.equal(new URL(`/lobby/maya?id=${GUS}`, location.href).href);
      source!.opens();
      source!.brings({ to: [GUS], text: LATE }, '7');
      source!.brings({ to: [GUS], position: 1, length: 1 });
      await nextTasks();
      expect(messages).to.deep.equal([
        { to: [GUS], text: LATE },
        { to: [GUS], position: 1, length: 1 },
      ]);
      expect(network.requests).to.deep.equal([{ path: '/lobby/maya/received', body: { id: GUS, event: '7' } }]);
    });

    it('leaves it to the browser to connect again after a lost connection', () => {
      listen();
      network.sources[0]!.opens();
      network.sources[0]!.fails(ScriptedSource.CONNECTING);
      expect(network.sources).to.have.length(1);
    });

    it('connects again after a refusal, at longer and longer intervals', async () => {
      listen();
      for (const [least, most] of [
        [500, 1000],
        [1000, 2000],
        [2000, 4000],
      ] as const) {
        const count = network.sources.length;
        network.sources.at(-1)!.fails(ScriptedSource.CLOSED);
        const [ms] = timers.waiting as [number];
        expect(ms).to.be.within(least, most);
        timers.fire(ms);
        await until(() => network.sources.length === count + 1, 'another connection');
      }
    });

    it('connects again after 40 seconds of silence', () => {
      listen();
      const [source] = network.sources;
      source!.opens();
      source!.dispatchEvent(new MessageEvent('beat'));
      expect(timers.fire(40_000)).to.equal(1);
      expect(network.sources).to.have.length(2);
      expect(source!.readyState).to.equal(ScriptedSource.CLOSED);
    });

    it('connects again at once when the browser is back online', () => {
      listen();
      network.sources[0]!.opens();
      dispatchEvent(new Event('online'));
      expect(network.sources).to.have.length(1);
      network.sources[0]!.fails(ScriptedSource.CONNECTING);
      dispatchEvent(new Event('online'));
      expect(network.sources).to.have.length(2);
    });

    it('stops for good', () => {
      const before = timers.waiting.length;
      const stop = listen();
      network.sources[0]!.fails(ScriptedSource.CLOSED);
      stop();
      dispatchEvent(new Event('online'));
      expect(network.sources.map(({ readyState }) => readyState)).to.deep.equal([ScriptedSource.CLOSED]);
      expect(timers.waiting).to.have.length(before);
    });

    it('does not listen without a session id', () => {
      expect(() => createLobbyChannel('/lobby/maya').subscribe(() => {})).to.throw(TypeError);
      expect(network.sources).to.deep.equal([]);
    });
  });
});
