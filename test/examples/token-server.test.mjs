// The example of a site's server: who gets a token, what Daily is asked, and what comes of Daily's errors.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { createDailyApi } from '../../examples/token-server/src/daily-api.mjs';
import { RateLimit } from '../../examples/token-server/src/rate-limit.mjs';
import { createSessions } from '../../examples/token-server/src/sessions.mjs';
import { readSettings } from '../../examples/token-server/src/settings.mjs';
import { busy, startDailyDouble } from './daily-double.mjs';
import { API_KEY, PASSWORD, startSite } from './token-server.mjs';

const open = [];
const site = async (options) => {
  const started = await startSite(options);
  open.push(started);
  return started;
};
const double = async (options) => {
  const started = await startDailyDouble({ apiKey: API_KEY, ...options });
  open.push(started);
  return started;
};
afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));

const claimsOf = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
const errorOf = async (response) => [response.status, (await response.json()).error];

describe('an owner’s token', () => {
  it('is for the host who is signed in, for their room, and for some minutes', async () => {
    const { daily, post, cookieOf } = await site({ environment: { TOKEN_SECONDS: '300' } });
    const cookie = await cookieOf('maya');
    const room = await (await post('/room', {}, { cookie })).json();
    assert.equal(room.url, 'https://example.daily.co/maya-office');
    const before = Math.floor(Date.now() / 1000);
    const response = await post('/owner-token', { roomUrl: room.url }, { cookie });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    const { token, expires } = await response.json();
    const { exp, ...claims } = claimsOf(token);
    assert.deepEqual(claims, { room_name: 'maya-office', is_owner: true, user_name: 'maya <b>', user_id: 'maya' });
    assert.equal(exp, expires);
    assert.ok(exp >= before + 300 && exp <= before + 302, 'in five minutes');
    const { privacy, config } = daily.rooms.get('maya-office');
    assert.deepEqual({ privacy, config }, { privacy: 'private', config: { enable_knocking: true } });
  });

  it('is made anew each time', async () => {
    const { daily, post, cookieOf } = await site();
    const cookie = await cookieOf('maya');
    const { url } = await (await post('/room', {}, { cookie })).json();
    for (let i = 0; i < 2; i += 1) await post('/owner-token', { roomUrl: url }, { cookie });
    assert.equal(daily.calls().filter((call) => call === 'POST /meeting-tokens').length, 2);
  });

  it('is not given to somebody who is not signed in', async () => {
    const { url, daily, post, cookieOf } = await site();
    const [name, value] = (await cookieOf('maya')).split('=');
    const forged = Buffer.from(JSON.stringify(['omar', 9e9])).toString('base64url');
    for (const cookie of [
      undefined,
      `${name}=`,
      `${name}=${value.split('.')[0]}`,
      `${name}=${value.split('.')[0]}.AAAA`,
      `${name}=${forged}.${value.split('.')[1]}`,
      `${name}=!!!.!!!`,
    ]) {
      const response = await post('/owner-token', { roomUrl: 'https://example.daily.co/maya-office' }, { cookie });
      assert.deepEqual(await errorOf(response), [401, 'not-signed-in'], cookie);
    }
    assert.equal((await fetch(url, { redirect: 'manual' })).headers.get('Location'), '/login');
    assert.deepEqual(daily.calls(), []);
  });

  it('is not given for somebody else’s room', async () => {
    const { daily, post, cookieOf } = await site();
    const [maya, omar] = [await cookieOf('maya'), await cookieOf('omar')];
    const { url } = await (await post('/room', {}, { cookie: omar })).json();
    for (const roomUrl of [url, `${url}/`, undefined]) {
      const response = await post('/owner-token', { roomUrl }, { cookie: maya });
      assert.deepEqual(await errorOf(response), [403, 'not-your-room']);
    }
    assert.ok(!daily.calls().includes('POST /meeting-tokens'));
  });

  it('is not given to pages of other sites, though the browser sends the cookie along', async () => {
    const { daily, post, cookieOf } = await site();
    const cookie = await cookieOf('maya');
    for (const headers of [
      { Origin: 'https://other.example', 'Sec-Fetch-Site': 'cross-site' },
      { Origin: 'https://sub.localhost', 'Sec-Fetch-Site': 'same-site' },
      { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { Origin: '' },
    ]) {
      const response = await post('/owner-token', {}, { cookie, headers });
      assert.deepEqual(await errorOf(response), [403, 'other-site'], JSON.stringify(headers));
    }
    assert.deepEqual(daily.calls(), []);
  });

  it('is asked for with POST and a little JSON', async () => {
    const { url, post, cookieOf } = await site();
    const cookie = await cookieOf('maya');
    const get = await fetch(`${url}/owner-token`, { headers: { Cookie: cookie } });
    assert.deepEqual(await errorOf(get), [405, 'not-allowed']);
    assert.equal(get.headers.get('Allow'), 'POST');
    const form = await post('/owner-token', 'roomUrl=x', { cookie, headers: { 'Content-Type': 'text/plain' } });
    assert.deepEqual(await errorOf(form), [415, 'unsupported-type']);
    assert.deepEqual(await errorOf(await post('/owner-token', '{', { cookie })), [400, 'not-json']);
    const long = await post('/owner-token', { roomUrl: 'x'.repeat(5000) }, { cookie });
    assert.deepEqual(await errorOf(long), [413, 'too-long']);
  });

  it('is not given without end to one host, and still to another', async () => {
    const { post, cookieOf } = await site();
    const [maya, omar] = [await cookieOf('maya'), await cookieOf('omar')];
    const statuses = [];
    for (let i = 0; i < 11; i += 1) statuses.push((await post('/room', {}, { cookie: maya })).status);
    assert.deepEqual(statuses, [...Array(10).fill(200), 429]);
    const refused = await post('/owner-token', {}, { cookie: maya });
    assert.equal(refused.status, 429);
    const seconds = Number(refused.headers.get('Retry-After'));
    assert.ok(seconds > 0 && seconds <= 60, `${seconds} seconds`);
    assert.equal((await post('/room', {}, { cookie: omar })).status, 200);
  });

  it('follows the site’s own sessions where hostOf is replaced', async () => {
    const own = { id: 'u1', name: 'Uma', room: 'uma' };
    const { post } = await site({ hostOf: async ({ headers }) => (headers['x-user'] === 'u1' ? own : undefined) });
    assert.equal((await post('/room')).status, 401);
    const room = await (await post('/room', {}, { headers: { 'X-User': 'u1' } })).json();
    assert.equal(room.userName, 'Uma');
  });
});

describe('the room', () => {
  it('of a guest’s page is not made by the guest, and the page’s words are text', async () => {
    const { url, daily, post, cookieOf } = await site();
    assert.equal((await fetch(`${url}/visit/maya`)).status, 404);
    assert.equal((await fetch(`${url}/visit/nobody`)).status, 404);
    assert.equal(daily.rooms.size, 0);
    const { guests } = await (await post('/room', {}, { cookie: await cookieOf('maya') })).json();
    const page = await (await fetch(guests)).text();
    assert.match(page, /<daily-knock-form room-url="https:\/\/example\.daily\.co\/maya-office">/);
    assert.match(page, /At maya &#60;b&#62;’s door/);
  });

  it('that somebody has opened wide is closed again', async () => {
    const { daily, post, cookieOf } = await site();
    const cookie = await cookieOf('maya');
    await post('/room', {}, { cookie });
    const room = daily.rooms.get('maya-office');
    for (const rules of [{ privacy: 'public' }, { config: { enable_knocking: false } }]) {
      daily.rooms.set('maya-office', { ...room, ...rules });
      await post('/room', {}, { cookie });
      assert.deepEqual(daily.rooms.get('maya-office'), room);
    }
  });

  it('is the one that another request made meanwhile', async () => {
    const { daily, post, cookieOf } = await site();
    const cookie = await cookieOf('maya');
    const answers = await Promise.all([1, 2, 3].map(() => post('/room', {}, { cookie })));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.equal(daily.rooms.size, 1);
  });

  it('is made once, though the answer was lost', async () => {
    const daily = await double();
    daily.fail({ status: 404, body: { error: 'not-found', info: '' } }, { done: true, cut: true });
    const api = createDailyApi({ apiKey: API_KEY, apiUrl: daily.apiUrl, wait: async () => {} });
    assert.equal((await api.ensureRoom('office')).name, 'office');
    assert.deepEqual(daily.calls(), ['GET /rooms/office', 'POST /rooms', 'POST /rooms', 'GET /rooms/office']);
  });
});

describe('Daily’s API', () => {
  const waiting = async (options) => {
    const daily = await double();
    const waits = [];
    const api = createDailyApi({
      apiKey: API_KEY,
      apiUrl: daily.apiUrl,
      wait: async (ms) => void waits.push(ms),
      ...options,
    });
    return { daily, waits, api };
  };
  const failure = (promise) => promise.then(assert.fail, (error) => error);

  it('that is busy is asked again after the time that it says', async () => {
    const { daily, waits, api } = await waiting();
    const date = new Date(Date.now() + 5000).toUTCString();
    daily.fail(busy({ 'Retry-After': '2' }), busy({ 'Retry-After': date }));
    const { token } = await api.createOwnerToken({ room: 'office', userName: 'Maya', userId: 'm', seconds: 60 });
    assert.ok(token);
    assert.equal(waits[0], 2000);
    assert.ok(waits[1] > 3000 && waits[1] <= 5000, `${waits[1]} ms`);
    assert.equal(daily.requests.length, 3);
  });

  it('that does not say how long is asked again after longer and longer', async () => {
    const { daily, waits, api } = await waiting();
    daily.fail(busy(), { status: 503, body: 'down for maintenance' }, { cut: true });
    await api.findRoom('office');
    assert.equal(waits.length, 3);
    waits.forEach((ms, i) => assert.ok(ms >= 250 * 2 ** i && ms < 500 * 2 ** i, `${ms} ms`));
  });

  it('that wants a longer pause than a browser waits is not waited for', async () => {
    const { daily, waits, api } = await waiting();
    daily.fail(busy({ 'Retry-After': '60' }));
    const { code, status, retryAfter } = await failure(api.findRoom('office'));
    assert.deepEqual({ code, status, retryAfter }, { code: 'rate-limit-error', status: 429, retryAfter: 60 });
    assert.deepEqual(waits, []);
  });

  it('that does not answer is given up', async () => {
    const { daily, api } = await waiting({ timeout: 40, patience: 60 });
    daily.fail({ silent: true }, { silent: true });
    assert.equal((await failure(api.findRoom('office'))).code, 'timeout');
  });

  for (const [name, options, trouble, wanted] of [
    ['a key that is not valid', { apiKey: 'wrong' }, undefined, { code: 'authentication-error', status: 401 }],
    [
      'a resource that is forbidden',
      {},
      { status: 403, body: { error: 'forbidden-error' } },
      { code: 'forbidden-error', status: 403 },
    ],
    ['no JSON', {}, { status: 200, body: '<html>' }, { code: 'unexpected-answer', status: 200 }],
  ]) {
    it(`is not asked twice after ${name}`, async () => {
      const { daily, api } = await waiting(options);
      if (trouble) daily.fail(trouble);
      const error = await failure(api.ensureRoom('office'));
      assert.deepEqual({ code: error.code, status: error.status }, wanted);
      assert.equal(daily.requests.length, 1);
    });
  }

  it('refuses what is not as documented: a property of a wrong type', async () => {
    const { api } = await waiting();
    const owner = { room: 'office', userName: 'Maya', userId: 'm', seconds: NaN };
    const { code, status } = await failure(api.createOwnerToken(owner));
    assert.deepEqual({ code, status }, { code: 'invalid-request-error', status: 400 });
  });

  for (const [name, trouble, wanted, retryAfter] of [
    ['a wrong key', { status: 401, body: { error: 'authentication-error' } }, [502, 'daily-failed'], null],
    ['too many requests', busy({ 'Retry-After': '30' }), [503, 'daily-is-busy'], '30'],
    ['silence', { silent: true }, [504, 'daily-is-late'], null],
  ]) {
    it(`is not what the browser is told about, after ${name}`, async () => {
      const { daily, logged, post, cookieOf } = await site({ api: { timeout: 50, patience: 40 } });
      const cookie = await cookieOf('maya');
      daily.fail(trouble);
      const response = await post('/room', {}, { cookie });
      assert.equal(response.headers.get('Retry-After'), retryAfter);
      const text = await response.text();
      assert.deepEqual([response.status, JSON.parse(text)], [wanted[0], { error: wanted[1] }]);
      assert.equal(logged.length, 1);
      assert.match(logged[0], /^GET \/rooms\/maya-office: /);
      assert.ok(!`${logged}${text}`.includes(API_KEY), 'The key is nowhere.');
    });
  }
});

describe('signing in', () => {
  it('gives a cookie that no script reads and no other site sends with a POST', async () => {
    const { logIn } = await site();
    const response = await logIn('maya');
    assert.equal(response.status, 303);
    assert.match(
      response.headers.get('Set-Cookie'),
      /^session=[\w.-]+; Max-Age=28800; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  it('over https binds the cookie to this host', () => {
    const sessions = createSessions({ hosts: new Map(), sessionSecret: 'x', sessionSeconds: 60, isSecure: true });
    assert.match(sessions.begin({ id: 'maya', password: 'p' }), /^__Host-session=.*; Path=\/; HttpOnly; .*; Secure$/);
  });

  it('does not say whether it is the user or the password that is wrong', async () => {
    const { logIn } = await site();
    const answers = await Promise.all([logIn('maya', 'wrong'), logIn('nobody'), logIn('', '')]);
    const pages = await Promise.all(answers.map((answer) => answer.text()));
    assert.deepEqual(
      answers.map(({ status, headers }) => [status, headers.get('Set-Cookie')]),
      Array(3).fill([401, null]),
    );
    assert.equal(new Set(pages).size, 1);
    assert.match(pages[0], /role="alert">User or password is wrong/);
  });

  it('cannot be tried without end', async () => {
    const { logIn } = await site();
    for (let i = 0; i < 10; i += 1) assert.equal((await logIn('maya', 'wrong')).status, 401);
    const refused = await logIn('maya');
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('Retry-After')) > 0);
    assert.equal((await logIn('omar')).status, 303);
  });

  it('ends with the time, with a new password, and with the host', async () => {
    const host = { id: 'maya', name: 'Maya', room: 'office', password: 'one' };
    const hosts = new Map([['maya', host]]);
    let time = 0;
    const options = { hosts, sessionSecret: 'x'.repeat(32), sessionSeconds: 60, isSecure: false, now: () => time };
    const { begin, hostOf } = createSessions(options);
    const request = { headers: { cookie: `other=1; ${begin(host).split(';')[0]}` } };
    assert.equal((await hostOf(request)).name, 'Maya');
    time = 59_999;
    assert.equal((await hostOf(request)).name, 'Maya');
    time = 60_000;
    assert.equal(await hostOf(request), undefined);
    time = 0;
    hosts.set('maya', { ...host, password: 'two' });
    assert.equal(await hostOf(request), undefined);
    hosts.delete('maya');
    assert.equal(await hostOf(request), undefined);
  });

  it('ends with signing out', async () => {
    const { post, cookieOf } = await site();
    const response = await post('/logout', '', { cookie: await cookieOf('maya') });
    assert.match(response.headers.get('Set-Cookie'), /^session=; Max-Age=0/);
  });
});

describe('the server', () => {
  it('serves nothing from outside of its folders', async () => {
    const { url } = await site();
    for (const path of [
      '/pages/../server.mjs',
      '/pages/%2e%2e%2fserver.mjs',
      '/pages/..%2fpackage.json',
      '/pages/%00.js',
    ])
      assert.equal((await fetch(url + path)).status, 404, path);
    assert.equal((await fetch(`${url}/%ff`)).status, 400);
    assert.equal((await fetch(`${url}/pages/host.js`)).status, 200);
  });

  it('says at the start what it lacks', () => {
    const good = { DAILY_API_KEY: 'k', SESSION_SECRET: 's'.repeat(32) };
    assert.equal(readSettings(good).origin, 'http://localhost:3000');
    for (const [change, message] of [
      [{ DAILY_API_KEY: ' ' }, /^DAILY_API_KEY is not set/],
      [{ SESSION_SECRET: undefined }, /^SESSION_SECRET is not set/],
      [{ SESSION_SECRET: 'short' }, /^SESSION_SECRET is too short/],
      [{ ORIGIN: 'http://example.com' }, /without https/],
      [{ TOKEN_SECONDS: '1e9' }, /^TOKEN_SECONDS is to be a whole number from 60 to 86400/],
    ])
      assert.throws(() => readSettings({ ...good, ...change }), { message });
  });

  it('counts for a time, and forgets', () => {
    let time = 0;
    const limit = new RateLimit({ limit: 2, seconds: 10, now: () => time });
    assert.deepEqual([limit.take('a'), limit.take('a'), limit.take('a'), limit.take('b')], [0, 0, 10, 0]);
    time = 9001;
    assert.equal(limit.take('a'), 1);
    time = 10_000;
    assert.equal(limit.take('a'), 0);
  });

  it('starts as its README says: with a host from the command line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'token-server-'));
    try {
      const HOSTS_FILE = join(folder, 'hosts.json');
      const script = new URL('../../examples/token-server/add-host.mjs', import.meta.url).pathname;
      const child = promisify(execFile)(process.execPath, [script, 'maya', 'Maya Okafor', 'maya-office'], {
        env: { ...process.env, HOSTS_FILE },
      });
      child.child.stdin.end(`${PASSWORD}\n`);
      await child;
      const text = await readFile(HOSTS_FILE, 'utf8');
      assert.ok(!text.includes(PASSWORD));
      assert.equal((await stat(HOSTS_FILE)).mode & 0o077, 0, 'for nobody else to read');
      const { checkPassword, readHosts } = await import('../../examples/token-server/src/hosts.mjs');
      const host = (await readHosts(HOSTS_FILE)).get('maya');
      assert.equal(host.room, 'maya-office');
      assert.deepEqual([await checkPassword(host, PASSWORD), await checkPassword(host, 'other')], [true, false]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
