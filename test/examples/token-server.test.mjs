// The example of a site's server: who gets a token, what Daily is asked, and what comes of Daily's errors.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createDailyApi } from '../../examples/token-server/src/daily-api.mjs';
import { createLog } from '../../examples/token-server/src/log.mjs';
import { RateLimit } from '../../examples/token-server/src/rate-limit.mjs';
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
    assert.deepEqual(claims, { room_name: 'maya-office', is_owner: true, user_name: 'maya <b>', user_id: 'public-0' });
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
    for (const cookie of [
      undefined,
      `${name}=`,
      `${name}=${value.slice(1)}`,
      `${name}=${value}${value}`,
      `${name}=${value.toLowerCase()}`,
      `${name}=%E0%A4%A`,
      `${name}="${'x'.repeat(4000)}`,
      `__proto__=${value}; constructor=${value}`,
      ';;=;',
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
    const own = { id: 'u1', publicId: 'p1', name: 'Uma', room: 'uma' };
    const { post } = await site({ hostOf: async (c) => (c.req.header('X-User') === 'u1' ? own : undefined) });
    assert.equal((await post('/room')).status, 401);
    const room = await (await post('/room', {}, { headers: { 'X-User': 'u1' } })).json();
    assert.equal(room.userName, 'Uma');
  });
});

describe('the room', () => {
  it('of a guest’s page is not made by the guest, and the page’s words are text', async () => {
    const { url, daily, post, cookieOf } = await site();
    assert.equal((await fetch(`${url}/visit/public-0`)).status, 404);
    assert.equal((await fetch(`${url}/visit/nobody`)).status, 404);
    assert.equal(daily.rooms.size, 0);
    const { guests } = await (await post('/room', {}, { cookie: await cookieOf('maya') })).json();
    const page = await (await fetch(guests)).text();
    assert.match(
      page,
      /<daily-knock-form room-url="https:\/\/example\.daily\.co\/maya-office" data-lobby="\/lobby\/public-0">/,
    );
    assert.match(page, /At maya &#60;b&#62;’s door/);
  });

  it('of a guest’s page is asked for once in a while, however many come', async () => {
    const { daily, post, cookieOf, url } = await site();
    const { guests } = await (await post('/room', {}, { cookie: await cookieOf('maya') })).json();
    const before = daily.requests.length;
    const visits = await Promise.all(Array.from({ length: 50 }, () => fetch(guests)));
    assert.ok(visits.every(({ status }) => status === 200));
    assert.equal(daily.requests.length, before);
    const none = await Promise.all(Array.from({ length: 50 }, () => fetch(`${url}/visit/public-1`)));
    assert.ok(none.every(({ status }) => status === 404));
    assert.equal(daily.requests.length, before + 1);
    const { guests: other } = await (await post('/room', {}, { cookie: await cookieOf('omar') })).json();
    assert.equal((await fetch(other)).status, 200, 'there as soon as the host has been');
  });

  it('is asked for again after a moment, and at once after a failure', async () => {
    const daily = await double();
    const api = createDailyApi({ apiKey: API_KEY, apiUrl: daily.apiUrl, keep: 50 });
    daily.fail({ status: 403, body: {} }, { status: 403, body: {} });
    await assert.rejects(Promise.all([api.knownRoom('office'), api.knownRoom('office')]));
    assert.equal(daily.requests.length, 1);
    await assert.rejects(api.knownRoom('office'));
    assert.equal(await api.knownRoom('office'), undefined);
    assert.equal(daily.requests.length, 3);
    const start = Date.now();
    while (daily.requests.length === 3) {
      await Promise.all([api.knownRoom('office'), nextTurn()]);
      assert.ok(Date.now() < start + 5000, 'asked again');
    }
    assert.ok(Date.now() >= start + 40);
  });

  it('of an answer that is none is a failure', async () => {
    const { daily, post, cookieOf } = await site();
    const cookie = await cookieOf('maya');
    for (const body of [{}, [], { url: 5 }, { url: 'nowhere' }]) {
      daily.fail({ status: 200, body });
      assert.deepEqual(await errorOf(await post('/room', {}, { cookie })), [502, 'daily-failed']);
    }
  });

  it('’s link for guests tells nothing of the sign-in name, and neither does the token', async () => {
    const { daily, post, cookieOf } = await site();
    const cookie = await cookieOf('maya');
    const { url, guests } = await (await post('/room', {}, { cookie })).json();
    assert.ok(!guests.includes('maya'));
    assert.equal((await (await post('/room', {}, { cookie })).json()).guests, guests, 'stays the same');
    await post('/owner-token', { roomUrl: url }, { cookie });
    assert.equal(daily.requests.at(-1).body.properties.user_id, 'public-0');
    assert.equal((await fetch(guests.replace('public-0', 'maya'))).status, 404);
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
      assert.match(logged[0], /^[\d:.TZ-]+ GET \/rooms\/maya-office: /);
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
      /^session=[\w-]{43}; Max-Age=28800; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  it('over https binds the cookie to this host', async () => {
    const { logIn } = await site({ environment: { ORIGIN: 'https://video.example' } });
    const response = await logIn('maya', PASSWORD, { Origin: 'https://video.example' });
    assert.match(
      response.headers.get('Set-Cookie'),
      /^__Host-session=[\w-]{43}; Max-Age=28800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    assert.match(response.headers.get('Strict-Transport-Security'), /^max-age=/);
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

  // What the proxy has seen stands last; before it is what the visitor wrote.
  const from = (address) => ({ 'X-Forwarded-For': `203.0.113.99, ${address}` });
  const proxied = { environment: { BEHIND_PROXY: '1' } };

  it('cannot be tried without end from one address, and the host still comes in from another', async () => {
    const { logIn } = await site(proxied);
    for (let i = 0; i < 10; i += 1) {
      assert.equal((await logIn('maya', 'wrong', from('198.51.100.1'))).status, 401);
    }
    const refused = await logIn('maya', PASSWORD, from('198.51.100.1'));
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('Retry-After')) > 0);
    assert.equal((await logIn('omar', PASSWORD, from('198.51.100.1'))).status, 303);
    assert.equal((await logIn('maya', PASSWORD, from('198.51.100.2'))).status, 303);
  });

  it('counts what is tried at once, and a network of IPv6 as one address', async () => {
    const { logIn } = await site(proxied);
    const tries = Array.from({ length: 14 }, (_, i) => logIn('maya', 'wrong', from(`2001:db8::${i}`)));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    assert.equal(statuses.filter((status) => status === 401).length, 10);
    assert.equal((await logIn('maya', PASSWORD, from('2001:db8::abcd'))).status, 429);
    assert.equal((await logIn('maya', PASSWORD, from('2001:db8:0:1::'))).status, 303);
  });

  it('limits the accounts that one address tries', async () => {
    const { logIn } = await site(proxied);
    const statuses = [];
    for (let i = 0; i < 60; i += 15) {
      const some = Array.from({ length: 15 }, (_, j) => logIn(`u${i + j}`, 'wrong', from('198.51.100.1')));
      statuses.push(...(await Promise.all(some)).map(({ status }) => status));
    }
    assert.equal(statuses.filter((status) => status === 401).length, 50);
    assert.equal(statuses.filter((status) => status === 429).length, 10);
    assert.equal((await logIn('omar', PASSWORD, from('198.51.100.2'))).status, 303);
  });

  it('says that it is busy rather than to check everything at once, and counts only what it checks', async () => {
    const { logIn } = await site(proxied);
    const some = Array.from({ length: 40 }, (_, i) => logIn('maya', PASSWORD, from(`198.51.100.${i}`)));
    const statuses = (await Promise.all(some)).map(({ status }) => status);
    assert.deepEqual([...new Set(statuses)].sort(), [303, 503]);
    assert.equal((await logIn('maya', PASSWORD, from('198.51.100.39'))).status, 303);
  });

  it('does not count those who sign in', async () => {
    const { logIn } = await site();
    for (let i = 0; i < 12; i += 1) assert.equal((await logIn('maya')).status, 303);
  });

  it('believes X-Forwarded-For only behind a proxy, and only an address', async () => {
    for (const [options, told] of [
      [{}, (i) => from(`198.51.100.${i}`)],
      [proxied, (i) => from(`nonsense-${i}`)],
    ]) {
      const { logIn } = await site(options);
      for (let i = 0; i < 10; i += 1) await logIn('maya', 'wrong', told(i));
      assert.equal((await logIn('maya', PASSWORD, told(10))).status, 429);
    }
  });

  const joins = async ({ post }, cookie) => (await post('/room', {}, { cookie })).status === 200;

  it('ends with the time, with a new password, and with the host', async () => {
    let time = 1000;
    const started = await site({ now: () => time, environment: { SESSION_SECONDS: '60' } });
    const { hosts } = started;
    const cookie = await started.cookieOf('maya');
    time = 61_000;
    assert.ok(await joins(started, `other=1; ${cookie}`));
    time = 61_001;
    assert.ok(!(await joins(started, cookie)));

    const again = await started.cookieOf('maya');
    const host = hosts.get('maya');
    hosts.set('maya', { ...host, password: 'another' });
    assert.ok(!(await joins(started, again)));
    hosts.delete('maya');
    assert.ok(!(await joins(started, again)));
  });

  it('ends with signing out, also for a copy of the cookie', async () => {
    const started = await site();
    const [cookie, elsewhere] = [await started.cookieOf('maya'), await started.cookieOf('maya')];
    assert.ok(await joins(started, cookie));
    const response = await started.post('/logout', '', { cookie });
    assert.match(response.headers.get('Set-Cookie'), /^session=; Max-Age=0/);
    assert.ok(!(await joins(started, cookie)));
    assert.ok(await joins(started, elsewhere));
  });

  it('ends in every browser when the host says so, and for no other host', async () => {
    const started = await site();
    const [one, two, other] = await Promise.all(['maya', 'maya', 'omar'].map(started.cookieOf));
    assert.equal((await started.post('/logout-everywhere', '', { cookie: one })).status, 303);
    assert.deepEqual(
      [await joins(started, one), await joins(started, two), await joins(started, other)],
      [false, false, true],
    );
    await started.post('/logout-everywhere', '');
    assert.ok(await joins(started, other));
  });

  it('again in one browser ends the session before', async () => {
    const started = await site();
    const cookie = await started.cookieOf('maya');
    await started.logIn('maya', PASSWORD, { Cookie: cookie });
    assert.ok(!(await joins(started, cookie)));
  });
});

describe('the server', () => {
  it('serves nothing from outside of its folders', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'elements-'));
    await mkdir(join(folder, 'inner'));
    await writeFile(join(folder, 'inner', 'inside.js'), '1');
    await writeFile(join(folder, '.env'), '1');
    await symlink(new URL('../../package.json', import.meta.url), join(folder, 'outside.json'));
    await symlink(new URL('../../test', import.meta.url), join(folder, 'outside'));
    const { url } = await site({ environment: { ELEMENTS_FOLDER: folder } });
    await rm(folder, { recursive: true });
    for (const path of [
      '/pages/../server.mjs',
      '/pages/%2e%2e%2fserver.mjs',
      '/pages/..%2fpackage.json',
      '/pages/..%5cpackage.json',
      '/pages/%00.js',
      '/pages/%E0%A4%A',
      '/pages/host.html',
      '/pages/',
      '/pages//etc/passwd',
      '/elements/.env',
      '/elements/outside.json',
      '/elements/outside/tsconfig.json',
      '/elements/inner/../../package.json',
      '/%ff',
      '/visit/%E0%A4%A',
      '/visit/__proto__',
    ])
      assert.equal((await fetch(url + path)).status, 404, path);
    assert.equal((await fetch(`${url}/pages/host.js`)).status, 200);
    assert.equal(await (await fetch(`${url}/elements/inner/inside.js`)).text(), '1');
  });

  it('answers HEAD without a body, and part of a file with all of it', async () => {
    const { url } = await site();
    const whole = await (await fetch(`${url}/pages/host.js`)).text();
    const head = await fetch(`${url}/pages/host.js`, { method: 'HEAD' });
    assert.deepEqual(
      [head.status, head.headers.get('Content-Length'), await head.text()],
      [200, String(Buffer.byteLength(whole)), ''],
    );
    const part = await fetch(`${url}/pages/host.js`, { headers: { Range: 'bytes=0-1' } });
    assert.deepEqual([part.status, await part.text()], [200, whole]);
  });

  it('keeps its pages to themselves', async () => {
    const { url, post } = await site();
    for (const path of ['/login', '/visit/nobody', '/nothing', '/pages/host.js']) {
      const { headers } = await fetch(url + path);
      assert.equal(headers.get('Cross-Origin-Opener-Policy'), 'same-origin', path);
      assert.match(headers.get('Content-Security-Policy'), /^default-src 'none'; .*frame-ancestors 'none'/, path);
      assert.equal(headers.get('X-Content-Type-Options'), 'nosniff', path);
    }
    const { headers } = await post('/room');
    assert.equal(headers.get('Cache-Control'), 'no-store');
  });

  it('does with other methods nothing', async () => {
    const { url, post, cookieOf } = await site();
    const cookie = await cookieOf('maya');
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'QUERY']) {
      const { status, headers } = await fetch(`${url}/logout`, { method, headers: { Cookie: cookie, Origin: url } });
      assert.deepEqual([status, headers.get('Allow')], [405, 'POST'], method);
    }
    const disguised = await fetch(`${url}/login?_method=POST`, { headers: { 'X-HTTP-Method-Override': 'POST' } });
    assert.equal(disguised.status, 200);
    assert.equal((await post('/room', {}, { cookie })).status, 200, 'still signed in');
  });

  it('answers what it cannot read with 4xx, and logs nothing of it', async () => {
    const { url, logged, post, cookieOf } = await site();
    const cookie = await cookieOf('maya');
    for (const [body, status] of [
      ['null', 403],
      ['5', 403],
      ['[]', 403],
      ['"x"', 403],
      ['{"__proto__":{"roomUrl":"https://example.daily.co/maya-office"}}', 403],
      ['{"roomUrl":{"toString":1}}', 403],
      ['', 400],
      ['{"roomUrl":', 400],
    ])
      assert.equal((await post('/owner-token', body, { cookie })).status, status, body);
    const form = { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
    for (const body of ['', 'user', 'user=__proto__&password=x', 'user=%E0%A4%A&password=%00', '&&&='])
      assert.equal((await post('/login', new URLSearchParams(body), form)).status, 401, body);
    const cookies = await fetch(url, { headers: { Cookie: 'x'.repeat(20_000) } });
    assert.equal(cookies.status, 431);
    assert.deepEqual(logged, []);
  });

  it('logs in one line what it did not expect, and says nothing of it to the browser', async () => {
    const hostOf = async () => {
      throw new Error('database is\nfull of \u001b[31msecrets');
    };
    const { post, logged } = await site({ hostOf });
    const response = await post('/room');
    assert.deepEqual(await errorOf(response), [500, 'failed']);
    assert.equal(logged.length, 1);
    assert.match(
      logged[0],
      /POST \/room: Error: database is\\u\{a\}full of \\u\{1b\}\[31msecrets token-server\.test\.mjs:\d+:\d+$/,
    );
    for (let i = 0; i < 200; i += 1) await post('/room');
    assert.equal(logged.length, 60);
  });

  it('logs so many lines a minute, and then how many it left out', () => {
    let time = 0;
    const lines = [];
    const log = createLog({ write: (line) => lines.push(line), most: 2, now: () => time });
    for (let i = 0; i < 5; i += 1) log('x'.repeat(1000));
    time = 60_000;
    log('later');
    assert.equal(lines.length, 4);
    assert.ok(lines[0].length < 500);
    assert.match(lines[2], /^3 more lines/);
    assert.match(lines[3], /^1970-01-01T00:01:00.000Z later$/);
  });

  it('limits every route by address', async () => {
    const { url } = await site();
    for (const path of ['/', '/login', '/visit/nobody', '/lobby/nobody', '/nothing']) {
      const statuses = [];
      for (let i = 0; i < 301; i += 1) statuses.push((await fetch(url + path, { redirect: 'manual' })).status);
      assert.ok(!statuses.slice(0, 300).includes(429), path);
      assert.equal(statuses[300], 429, path);
    }
    assert.equal((await fetch(`${url}/pages/host.js`)).status, 200);
  });

  it('says at the start what it lacks', () => {
    const good = { DAILY_API_KEY: 'k', ELEMENTS_FOLDER: tmpdir() };
    assert.equal(readSettings(good).origin, 'http://localhost:3000');
    for (const [change, message] of [
      [{ DAILY_API_KEY: ' ' }, /^DAILY_API_KEY is not set/],
      [{ ORIGIN: 'http://example.com' }, /without https/],
      [{ ORIGIN: 'example.com' }, /^ORIGIN is example.com: it is to be an address/],
      [{ ORIGIN: 'ftp://localhost' }, /^ORIGIN is ftp:/],
      [{ ELEMENTS_FOLDER: '/nowhere' }, /^ELEMENTS_FOLDER is \/nowhere, where there is nothing/],
      [{ TOKEN_SECONDS: '1e9' }, /^TOKEN_SECONDS is to be a whole number from 60 to 86400/],
    ])
      assert.throws(() => readSettings({ ...good, ...change }), { message });
  });

  it('counts for a time, and forgets', () => {
    let time = 1000;
    const limit = new RateLimit({ limit: 2, seconds: 10, now: () => time });
    assert.deepEqual([limit.take('a'), limit.take('a'), limit.take('a'), limit.take('b')], [0, 0, 10, 0]);
    time = 10_001;
    assert.equal(limit.take('a'), 1);
    time = 11_001;
    assert.equal(limit.take('a'), 0);
    limit.giveBack('a');
    assert.deepEqual([limit.take('a'), limit.take('a'), limit.take('a')], [0, 0, 10]);
  });

  it('counts for many, and for no more than fit', () => {
    const limit = new RateLimit({ limit: 1, seconds: 10 });
    limit.take('first');
    for (let i = 0; i < 4000; i += 1) limit.take(`some-${i}`);
    assert.notEqual(limit.take('first'), 0);
    for (let i = 0; i < 5000; i += 1) limit.take(`more-${i}`);
    assert.equal(limit.take('first'), 0, 'forgotten');
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
      assert.match(host.publicId, /^[\w-]{22}$/);
      assert.deepEqual([await checkPassword(host, PASSWORD), await checkPassword(host, 'other')], [true, false]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
