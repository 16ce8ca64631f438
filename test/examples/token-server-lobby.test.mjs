// Words for those who wait, by the example’s server: who receives them, who may send them, and what is said of lost connections.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { startSite } from './token-server.mjs';

const [GUS, HANA, NOBODY] = ['gus', 'hana', 'nobody'].map((name) => `${name}-0123-4567-89ab-cdef`);
const MAYA = '/lobby/public-0';
const OMAR = '/lobby/public-1';

const open = [];
const site = async (options) => {
  const started = await startSite(options);
  open.push(started);
  return started;
};
afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));

const errorOf = async (response) => [response.status, (await response.json()).error];
const until = async (holds, what) => {
  for (const end = Date.now() + 5000; !holds(); await nextTurn()) assert.ok(Date.now() < end, what);
};

/** A guest's page that waits: it listens, and says what it has received, unless it is told not to. */
async function listen({ url, post }, id, { at = MAYA, sendsReceipts = true } = {}) {
  const asked = request(`${url}${at}?id=${id}`, { agent: false });
  asked.on('error', () => {});
  asked.end();
  const [answer] = await once(asked, 'response');
  const guest = { answer, events: [], messages: [], isOpen: true, break: () => asked.destroy() };
  let text = '';
  answer.setEncoding('utf8');
  answer.on('error', () => {});
  answer.on('close', () => (guest.isOpen = false));
  answer.on('data', (part) => {
    text += part;
    for (let end; (end = text.indexOf('\n\n')) >= 0; text = text.slice(end + 2)) {
      const event = Object.fromEntries(
        text
          .slice(0, end)
          .split('\n')
          .map((line) => line.split(/: ?(.*)/s)),
      );
      guest.events.push(event);
      if (event.event) continue;
      guest.messages.push(JSON.parse(event.data));
      if (event.id && sendsReceipts) void post(`${at}/received`, { id, event: event.id });
    }
  });
  if (answer.statusCode === 200) await until(() => guest.events.length > 0, 'the first event');
  return guest;
}

/** A host who has signed in. */
async function signIn({ post, cookieOf }, user = 'maya', at = MAYA) {
  const cookie = await cookieOf(user);
  const send = (...messages) => post(at, { messages }, { cookie });
  return { cookie, send, resultsOf: async (...messages) => (await (await send(...messages)).json()).results };
}

describe('words for those who wait', () => {
  it('reach the guest whom they are for, and nobody else', async () => {
    const here = await site();
    const host = await signIn(here);
    const [gus, hana, elsewhere] = [
      await listen(here, GUS),
      await listen(here, HANA),
      await listen(here, GUS, { at: OMAR }),
    ];
    const results = await host.resultsOf({ to: [GUS], text: 'Five minutes.' }, { to: [HANA], position: 2, length: 2 });
    assert.deepEqual(results, [
      { delivered: [GUS], undelivered: [] },
      { delivered: [HANA], undelivered: [] },
    ]);
    await until(() => hana.messages.length > 0, 'the place');
    assert.deepEqual(gus.messages, [{ to: [GUS], text: 'Five minutes.' }]);
    assert.deepEqual(hana.messages, [{ to: [HANA], position: 2, length: 2 }]);
    assert.deepEqual(elsewhere.messages, []);
  });

  it('to all reach everybody, who do not learn of each other', async () => {
    const here = await site();
    const host = await signIn(here);
    const guests = [await listen(here, GUS), await listen(here, HANA)];
    const [{ delivered, undelivered }] = await host.resultsOf({ to: 'all', text: 'Late.' });
    assert.deepEqual([delivered.sort(), undelivered], [[GUS, HANA], []]);
    assert.deepEqual(
      guests.map(({ messages }) => messages),
      [[{ to: [GUS], text: 'Late.' }], [{ to: [HANA], text: 'Late.' }]],
    );
  });

  it('are taken from the room’s signed-in host only', async () => {
    const here = await site();
    const gus = await listen(here, GUS);
    const [maya, omar] = [await signIn(here), await signIn(here, 'omar')];
    const messages = [{ to: 'all', text: 'Come to my room.' }];
    assert.deepEqual(await errorOf(await here.post(MAYA, { messages })), [401, 'not-signed-in']);
    assert.deepEqual(await errorOf(await here.post(MAYA, { messages }, { cookie: omar.cookie })), [
      403,
      'not-your-room',
    ]);
    for (const headers of [
      { Origin: 'https://other.example', 'Sec-Fetch-Site': 'cross-site' },
      { Origin: '' },
      { 'Sec-Fetch-Site': 'same-site' },
    ]) {
      const refused = await here.post(MAYA, { messages }, { cookie: maya.cookie, headers });
      assert.deepEqual(await errorOf(refused), [403, 'other-site']);
    }
    await here.post('/logout', {}, { cookie: maya.cookie });
    assert.deepEqual(await errorOf(await maya.send(...messages)), [401, 'not-signed-in']);
    assert.deepEqual(gus.messages, []);
  });

  it('are words, places and ids, and not too many', async () => {
    const here = await site();
    const { send, cookie } = await signIn(here);
    for (const message of [
      null,
      'hello',
      {},
      { to: 'everybody', text: 'x' },
      { to: GUS, text: 'x' },
      { to: ['x'], text: 'x' },
      { to: [5], text: 'x' },
      { to: Array(1001).fill(GUS), text: 'x' },
      { to: [GUS], text: 5 },
      { to: [GUS], text: 'x'.repeat(1001) },
      { to: [GUS], position: 0 },
      { to: [GUS], position: '1' },
      { to: [GUS], position: 1, length: 1.5 },
    ])
      assert.deepEqual(await errorOf(await send(message)), [400, 'no-messages'], JSON.stringify(message)?.slice(0, 80));
    const many = Array(51).fill({ to: [GUS], position: 1 });
    assert.deepEqual(await errorOf(await send(...many)), [400, 'no-messages']);
    for (const body of ['null', '[]', '{"messages":{}}'])
      assert.deepEqual(await errorOf(await here.post(MAYA, body, { cookie })), [400, 'no-messages'], body);
    assert.deepEqual(await errorOf(await here.post(MAYA, '{', { cookie })), [400, 'not-json']);
    assert.deepEqual(await errorOf(await here.post(MAYA, { messages: ['x'.repeat(70_000)] }, { cookie })), [
      413,
      'too-long',
    ]);
    const form = { cookie, headers: { 'Content-Type': 'text/plain' } };
    assert.deepEqual(await errorOf(await here.post(MAYA, {}, form)), [415, 'unsupported-type']);
    assert.deepEqual(here.logged, []);
  });

  it('are limited for each host', async () => {
    const here = await site();
    const [maya, omar] = [await signIn(here), await signIn(here, 'omar', OMAR)];
    const statuses = [];
    for (let i = 0; i < 121; i += 1) statuses.push((await maya.send({ to: 'all', text: 'Hello' })).status);
    assert.deepEqual([new Set(statuses.slice(0, 120)), statuses[120]], [new Set([200]), 429]);
    assert.equal((await omar.send({ to: 'all', text: 'Hello' })).status, 200);
    assert.equal(
      (await maya.send({ to: [GUS], position: 1, length: 1 })).status,
      200,
      'places have a limit of their own',
    );
  });
});

describe('what is said of words', () => {
  it('for somebody who does not listen is that they were not delivered', async () => {
    const here = await site();
    const host = await signIn(here);
    await listen(here, GUS);
    assert.deepEqual(await host.resultsOf({ to: [GUS, NOBODY], text: 'Hello.' }, { to: [NOBODY], position: 1 }), [
      { delivered: [GUS], undelivered: [NOBODY] },
      { delivered: [], undelivered: [NOBODY] },
    ]);
  });

  it('after a dropped connection is that they were not delivered; connected again, they are', async () => {
    const here = await site();
    const host = await signIn(here);
    const gus = await listen(here, GUS);
    gus.break();
    await until(() => here.lobby.size === 0, 'the server notices');
    assert.deepEqual(await host.resultsOf({ to: [GUS], text: 'Once.' }), [{ delivered: [], undelivered: [GUS] }]);
    const again = await listen(here, GUS);
    assert.deepEqual(await host.resultsOf({ to: [GUS], text: 'Twice.' }), [{ delivered: [GUS], undelivered: [] }]);
    assert.deepEqual(again.messages, [{ to: [GUS], text: 'Twice.' }]);
  });

  it('while a connection is open that leads to nowhere is that they were not delivered', async () => {
    const here = await site({ lobby: { receiptMs: 50 } });
    const host = await signIn(here);
    const gus = await listen(here, GUS, { sendsReceipts: false });
    gus.answer.pause();
    assert.deepEqual(await host.resultsOf({ to: [GUS], text: 'Hello?' }), [{ delivered: [], undelivered: [GUS] }]);
  });

  it('whose connection breaks on the way is so at once', async () => {
    const here = await site({ lobby: { receiptMs: 60_000 } });
    const host = await signIn(here);
    const gus = await listen(here, GUS, { sendsReceipts: false });
    const results = host.resultsOf({ to: [GUS], text: 'Hello?' });
    await until(() => gus.messages.length > 0, 'the words');
    gus.break();
    assert.deepEqual(await results, [{ delivered: [], undelivered: [GUS] }]);
  });

  it('is not for others to say', async () => {
    const here = await site({ lobby: { receiptMs: 50 } });
    const host = await signIn(here);
    const gus = await listen(here, GUS, { sendsReceipts: false });
    const results = host.resultsOf({ to: [GUS], text: 'Hello?' });
    await until(() => gus.messages.length > 0, 'the words');
    const { id: event } = gus.events.at(-1);
    assert.equal((await here.post(`${MAYA}/received`, { id: HANA, event })).status, 200);
    const elsewhere = { headers: { Origin: 'https://other.example' } };
    assert.equal((await here.post(`${MAYA}/received`, { id: GUS, event }, elsewhere)).status, 403);
    for (const body of [null, {}, { id: GUS }, { id: GUS, event: 'x' }, { id: 5, event }, { id: GUS, event: {} }])
      assert.deepEqual(await errorOf(await here.post(`${MAYA}/received`, body)), [400, 'no-receipt']);
    assert.deepEqual(await results, [{ delivered: [], undelivered: [GUS] }]);
  });
});

describe('a guest who listens', () => {
  it('hears at once that the connection is alive, and nothing of it is kept', async () => {
    const here = await site();
    const { answer, events } = await listen(here, GUS);
    assert.match(answer.headers['content-type'], /^text\/event-stream/);
    assert.match(answer.headers['cache-control'], /no-(cache|store)/);
    assert.equal(events[0].event, 'beat');
  });

  it('again after a lost connection learns their last place at once', async () => {
    const here = await site();
    const host = await signIn(here);
    await host.send({ to: [GUS], position: 2, length: 3 });
    await host.send({ to: [GUS], position: 1, length: 2 });
    const gus = await listen(here, GUS);
    await until(() => gus.messages.length > 0, 'the place');
    assert.deepEqual(gus.messages, [{ to: [GUS], position: 1, length: 2 }]);
  });

  it('again while the lost connection still seems open takes its place', async () => {
    const here = await site();
    const host = await signIn(here);
    const lost = await listen(here, GUS);
    const again = await listen(here, GUS);
    await until(() => !lost.isOpen, 'the lost one is closed');
    assert.equal(here.lobby.size, 1);
    assert.deepEqual(await host.resultsOf({ to: [GUS], text: 'Hello.' }), [{ delivered: [GUS], undelivered: [] }]);
    assert.deepEqual([lost.messages.length, again.messages.length], [0, 1]);
  });

  it('leaves nothing behind, however they end', async () => {
    const here = await site();
    const guests = await Promise.all(Array.from({ length: 20 }, (_, i) => listen(here, `${GUS}-${i}`)));
    assert.equal(here.lobby.size, 20);
    for (const { break: end } of guests) end();
    await until(() => here.lobby.size === 0, 'all are gone');
    assert.equal((await fetch(`${here.url}${MAYA}?id=${GUS}`, { method: 'HEAD' })).status, 200);
    const broken = new AbortController();
    const early = fetch(`${here.url}${MAYA}?id=${GUS}`, { signal: broken.signal }).catch(() => {});
    broken.abort();
    await early;
    await until(() => here.lobby.size === 0, 'nobody listens');
  });

  it('comes to a host that there is, with a session id, and takes no more than their share', async () => {
    const here = await site({ lobby: { mostFrom: 2 } });
    assert.equal((await fetch(`${here.url}/lobby/nobody?id=${GUS}`)).status, 404);
    for (const query of ['', '?id=', '?id=short', '?id=../../etc/passwd-and-more', `?id=${'x'.repeat(65)}`])
      assert.deepEqual(await errorOf(await fetch(`${here.url}${MAYA}${query}`)), [400, 'no-session-id'], query);
    const guests = [await listen(here, GUS), await listen(here, HANA)];
    assert.deepEqual(await errorOf(await fetch(`${here.url}${MAYA}?id=${NOBODY}`)), [503, 'busy']);
    guests[0].break();
    await until(() => here.lobby.size === 1, 'one is gone');
    assert.equal((await listen(here, NOBODY)).answer.statusCode, 200);
  });
});
