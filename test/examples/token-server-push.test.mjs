// Notifications for hosts whose page is closed: from Daily's webhook, signed as Daily signs it, to what a browser decrypts.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, before, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { shortName } from '../../examples/token-server/src/push.mjs';
import { readSettings } from '../../examples/token-server/src/settings.mjs';
import { startPushDouble } from './push-double.mjs';
import { startSite } from './token-server.mjs';

const run = promisify(execFile);
const KEYS_SCRIPT = new URL('../../examples/token-server/push-keys.mjs', import.meta.url).pathname;

/** What Daily's documentation of `waiting-participant.joined` has. */
const knock = (changes = {}, id = randomUUID()) =>
  JSON.stringify({
    version: '1.0.0',
    type: 'waiting-participant.joined',
    id,
    payload: {
      joined_at: 1_700_000_000.123,
      session_id: randomUUID(),
      room: 'maya-office',
      user_id: randomUUID(),
      user_name: 'Gus',
      owner: false,
      networkQualityState: 'unknown',
      will_eject_at: 0,
      permissions: { hasPresence: true, canSend: true, canReceive: { base: true }, canAdmin: false },
      ...changes,
    },
    event_ts: 1_700_000_000.456,
  });

describe('notifications of knocks', () => {
  let keys;
  const open = [];

  before(async () => {
    const { stdout } = await run(process.execPath, [KEYS_SCRIPT]);
    keys = Object.fromEntries(
      stdout
        .trim()
        .split('\n')
        .map((line) => /^(\w+)=(.*)$/.exec(line).slice(1)),
    );
  });

  afterEach(() => Promise.all(open.splice(0).map((close) => close())));

  async function start({ environment, now, file } = {}) {
    const service = await startPushDouble({ publicKey: keys.VAPID_PUBLIC_KEY });
    const folder = await mkdtemp(join(tmpdir(), 'subscriptions-'));
    const SUBSCRIPTIONS_FILE = file ?? join(folder, 'subscriptions.json');
    const site = await startSite({
      environment: { ...keys, PUSH_HOSTS: 'localhost', SUBSCRIPTIONS_FILE, ...environment },
      agent: service.agent,
      now,
    });
    open.push(() => Promise.all([site.close(), service.close()]).then(() => rm(folder, { recursive: true })));

    const deliver = (body, { secret = keys.DAILY_WEBHOOK_SECRET, timestamp, signature, headers } = {}) => {
      const at = String(timestamp ?? Math.floor((now?.() ?? Date.now()) / 1000));
      const signed = createHmac('sha256', Buffer.from(secret, 'base64')).update(`${at}.${body}`).digest('base64');
      return fetch(`${site.url}/webhook`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-Webhook-Signature': signature ?? signed,
          'X-Webhook-Timestamp': at,
          ...headers,
        },
        body,
      });
    };
    const subscribe = async (user, browser, given = service.subscribe(browser)) => {
      const cookie = await site.cookieOf(user);
      const response = await site.post('/subscribe', given, { cookie });
      return { response, cookie, given };
    };
    return { ...site, service, deliver, subscribe, file: SUBSCRIPTIONS_FILE };
  }

  /** Waits for what no answer tells of. */
  const until = async (condition, what) => {
    for (const end = Date.now() + 5000; !(await condition()); await nextTurn())
      if (Date.now() > end) throw new Error(`Waited in vain for ${what}`);
  };
  const statusOf = async (response) => [response.status, (await response.json()).error];
  /** What would have been sent before is there once this is. */
  const onlyThis = async ({ service, deliver }, count) => {
    await deliver(knock({ user_name: 'The last' }));
    await service.came(count);
    return service.messages.map(({ text }) => JSON.parse(text).name).sort();
  };

  it('reach every browser that the host has asked in, encrypted for it, and no other host', async () => {
    const site = await start();
    for (const [user, browser] of [
      ['maya', 'phone'],
      ['maya', 'laptop'],
      ['omar', 'desk'],
    ]) {
      const { response } = await site.subscribe(user, browser);
      assert.equal(response.status, 200);
    }
    assert.equal((await site.deliver(knock())).status, 200);
    const messages = await site.service.came(2);
    assert.deepEqual(messages.map(({ browser }) => browser).sort(), ['laptop', 'phone']);
    for (const { text, headers } of messages) {
      assert.deepEqual(JSON.parse(text), { name: 'Gus' });
      assert.equal(headers['content-encoding'], 'aes128gcm');
      assert.equal(headers.urgency, 'high');
      assert.ok(Number(headers.ttl) > 0 && Number(headers.ttl) <= 300, 'a late one is of no use');
    }
    assert.deepEqual(site.logged, []);
  });

  it('are not sent for other rooms, other events, or what is no event', async () => {
    const site = await start();
    await site.subscribe('maya', 'phone');
    for (const body of [
      knock({ room: 'elsewhere' }),
      knock({ room: undefined }),
      knock().replace('waiting-participant.joined', 'waiting-participant.left'),
      '{}',
      'null',
      '[1]',
      '"waiting-participant.joined"',
      '{"type":"waiting-participant.joined","payload":null}',
      '{"type":"waiting-participant.joined","payload":{"room":"__proto__"}}',
    ])
      assert.equal((await site.deliver(body)).status, 200, body);
    assert.deepEqual(await statusOf(await site.deliver('{')), [400, 'not-json']);
    assert.deepEqual(await onlyThis(site, 1), ['The last']);
  });

  it('answers Daily’s trial, which may come before the secret is known, and does nothing', async () => {
    const site = await start();
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(`${site.url}/webhook`, { method: 'POST', headers, body: '{"test":"test"}' });
    assert.equal(response.status, 200);
    const more = await fetch(`${site.url}/webhook`, { method: 'POST', headers, body: '{"test":"test","type":"x"}' });
    assert.deepEqual(await statusOf(more), [401, 'wrong-signature']);
  });

  it('refuses what Daily has not signed', async () => {
    const site = await start();
    await site.subscribe('maya', 'phone');
    const right = createHmac('sha256', Buffer.from(keys.DAILY_WEBHOOK_SECRET, 'base64'));
    const other = Buffer.from('another secret of some length').toString('base64');
    const hex = createHmac('sha256', Buffer.from(other, 'base64')).update('x').digest('hex');
    for (const options of [
      { secret: other },
      { signature: '' },
      { signature: 'x' },
      { signature: hex },
      { signature: right.update(knock()).digest('base64') },
      // Earlier than any that is signed here: a later one may come true while this runs.
      { headers: { 'X-Webhook-Timestamp': String(Math.floor(Date.now() / 1000) - 1) } },
    ])
      assert.deepEqual(await statusOf(await site.deliver(knock(), options)), [401, 'wrong-signature']);
    const unsigned = await fetch(`${site.url}/webhook`, { method: 'POST', body: knock() });
    assert.deepEqual(await statusOf(unsigned), [401, 'wrong-signature']);
    assert.deepEqual(await onlyThis(site, 1), ['The last']);
  });

  it('refuses deliveries that are too old, or from the future, in seconds and milliseconds', async () => {
    const site = await start();
    await site.subscribe('maya', 'phone');
    const seconds = Math.floor(Date.now() / 1000);
    for (const timestamp of [seconds - 302, seconds + 302, (seconds - 302) * 1000, 'NaN', '', '-1', 'Infinity'])
      assert.deepEqual(await statusOf(await site.deliver(knock(), { timestamp })), [401, 'too-old'], `${timestamp}`);
    for (const timestamp of [seconds - 290, (seconds - 290) * 1000])
      assert.equal((await site.deliver(knock(), { timestamp })).status, 200, `${timestamp}`);
    await site.service.came(2);
  });

  it('refuses a delivery that is replayed, for as long as it is not too old', async () => {
    let time = 1_700_000_000_000;
    const site = await start({ now: () => time });
    await site.subscribe('maya', 'phone');
    const body = knock({ user_name: 'Gus' });
    // The clock of whoever signs may be ahead.
    const timestamp = time / 1000 + 299;
    assert.equal((await site.deliver(body, { timestamp })).status, 200);
    for (const later of [0, 1000, 300_000, 597_000]) {
      time = 1_700_000_000_000 + later;
      assert.deepEqual(await statusOf(await site.deliver(body, { timestamp })), [409, 'replayed'], `${later}`);
    }
    time += 3_600_000;
    assert.deepEqual(await statusOf(await site.deliver(body, { timestamp })), [401, 'too-old']);
    assert.deepEqual(await onlyThis(site, 2), ['Gus', 'The last']);
  });

  it('takes an event that Daily sends again, and sends no second notification', async () => {
    const site = await start();
    await site.subscribe('maya', 'phone');
    const id = randomUUID();
    const seconds = Math.floor(Date.now() / 1000);
    for (const timestamp of [seconds - 1, seconds])
      assert.equal((await site.deliver(knock({}, id), { timestamp })).status, 200);
    assert.deepEqual(await onlyThis(site, 2), ['Gus', 'The last']);
  });

  it('refuses a long delivery', async () => {
    const site = await start();
    const response = await site.deliver(knock({ user_name: 'x'.repeat(70_000) }));
    assert.deepEqual(await statusOf(response), [413, 'too-long']);
  });

  it('says a hostile or long name shortly, in one line, and without what is invisible', async () => {
    const site = await start();
    await site.subscribe('maya', 'phone');
    await site.deliver(knock({ user_name: `<b>\u202eGus\u2066\n\u0000\u{e0041}${'x'.repeat(10_000)}` }));
    const [{ text }] = await site.service.came(1);
    assert.equal(JSON.parse(text).name, `<b>Gus ${'x'.repeat(72)}…`);
    assert.equal(shortName('👩‍👧'.repeat(100)).length < 200, true);
    assert.equal(shortName('\u200b\u2060 \t'), '');
    assert.equal(shortName('Gus \u2063– about my contract'), 'Gus');
    assert.equal(shortName('\ud800'), '\ufffd');
    for (const user_name of [undefined, null, 5, { toString: 1 }, '']) await site.deliver(knock({ user_name }));
    const messages = await site.service.came(6);
    assert.deepEqual(
      messages.slice(1).map((each) => JSON.parse(each.text).name),
      ['', '', '', '', ''],
    );
  });

  it('does not ring for each of many knocks', async () => {
    let time = 1_700_000_000_000;
    const site = await start({ now: () => time });
    await site.subscribe('maya', 'phone');
    for (let i = 0; i < 20; i += 1) await site.deliver(knock({ user_name: `Gus ${i}` }));
    time += 60_001;
    assert.equal((await onlyThis(site, 7)).length, 7);
  });

  it('end when the host no longer wants them', async () => {
    const site = await start();
    const { cookie, given } = await site.subscribe('maya', 'phone');
    await site.subscribe('maya', 'laptop');
    await site.post('/unsubscribe', { endpoint: given.endpoint }, { cookie: await site.cookieOf('omar') });
    await site.post('/unsubscribe', {}, { cookie });
    await site.deliver(knock());
    await site.service.came(2);
    assert.equal((await site.post('/unsubscribe', { endpoint: given.endpoint }, { cookie })).status, 200);
    await onlyThis(site, 3);
    assert.equal(site.service.messages.at(-1).browser, 'laptop');
  });

  it('end where the host signs out, and everywhere if they say so', async () => {
    const site = await start();
    const { cookie, given } = await site.subscribe('maya', 'phone');
    const laptop = await site.subscribe('maya', 'laptop');
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    await site.post('/logout', new URLSearchParams({ endpoint: given.endpoint }), { cookie, headers: form });
    await site.deliver(knock());
    const [{ browser }] = await site.service.came(1);
    assert.equal(browser, 'laptop');
    await site.post('/logout-everywhere', '', { cookie: laptop.cookie, headers: form });
    assert.deepEqual(JSON.parse(await readFile(site.file, 'utf8')), {});
  });

  it('end with the host’s password, and with the host', async () => {
    const site = await start();
    await site.subscribe('maya', 'phone');
    const maya = site.hosts.get('maya');
    site.hosts.set('maya', { ...maya, password: 'another' });
    await site.deliver(knock());
    site.hosts.delete('maya');
    await site.deliver(knock());
    site.hosts.set('maya', maya);
    assert.deepEqual(await onlyThis(site, 1), ['The last']);
  });

  it('in a browser that two hosts use are those of the last one', async () => {
    const site = await start();
    const { given } = await site.subscribe('maya', 'shared');
    await site.subscribe('omar', 'shared', given);
    await site.deliver(knock());
    await site.deliver(knock({ room: 'omar-office', user_name: 'Ola' }));
    const [{ text }] = await site.service.came(1);
    assert.equal(JSON.parse(text).name, 'Ola');
  });

  for (const gone of [404, 410])
    it(`are no longer sent to a subscription that has expired (${gone})`, async () => {
      const site = await start();
      await site.subscribe('maya', 'phone');
      site.service.answerWith(gone);
      await site.deliver(knock());
      await site.service.came(1);
      await until(async () => (await readFile(site.file, 'utf8')).trim() === '{}', 'the end of the subscription');
      site.service.answerWith(201);
      await site.subscribe('maya', 'laptop');
      await site.deliver(knock());
      await site.service.came(2);
      assert.equal(site.service.messages.at(-1).browser, 'laptop');
      assert.deepEqual(site.logged, []);
    });

  it('go on after the push service has failed, and the log does not have the secret address', async () => {
    const site = await start();
    const { given } = await site.subscribe('maya', 'phone');
    site.service.answerWith(503);
    await site.deliver(knock());
    await until(() => site.logged.length, 'the log');
    assert.match(site.logged[0], /The push service localhost:\d+ has taken no notification: 503$/);
    assert.ok(!site.logged[0].includes(new URL(given.endpoint).pathname));
    site.service.answerWith(201);
    await onlyThis(site, 2);
  });

  it('outlive a restart, in a file that nobody else can read', async () => {
    const first = await start();
    await first.subscribe('maya', 'phone');
    assert.equal((await stat(first.file)).mode & 0o077, 0);
    const text = await readFile(first.file, 'utf8');
    assert.ok(!text.includes(first.hosts.get('maya').password));
    const second = await start({ file: first.file });
    await second.deliver(knock());
    // The double of the first site is the push service of that browser.
    await until(() => second.logged.length || first.service.messages.length, 'the attempt');
  });

  it('keep the newest ten browsers of a host', async () => {
    const site = await start();
    const cookie = await site.cookieOf('maya');
    for (let i = 0; i < 12; i += 1) await site.post('/subscribe', site.service.subscribe(`b${i}`), { cookie });
    await site.deliver(knock());
    await site.service.came(10);
    const browsers = site.service.messages.map(({ browser }) => browser).sort();
    assert.deepEqual(browsers, ['b10', 'b11', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8', 'b9']);
  });

  it('are for signed-in hosts, on the site’s own pages', async () => {
    const site = await start();
    const cookie = await site.cookieOf('maya');
    const given = site.service.subscribe('phone');
    for (const path of ['/subscribe', '/unsubscribe']) {
      assert.deepEqual(await statusOf(await site.post(path, given)), [401, 'not-signed-in']);
      const headers = { Origin: 'https://other.example', 'Sec-Fetch-Site': 'cross-site' };
      assert.deepEqual(await statusOf(await site.post(path, given, { cookie, headers })), [403, 'other-site']);
      const long = { ...given, more: 'x'.repeat(5000) };
      assert.deepEqual(await statusOf(await site.post(path, long, { cookie })), [413, 'too-long']);
    }
  });

  it('are sent to push services only', async () => {
    const site = await start({ environment: { PUSH_HOSTS: 'push.example *.push.example' } });
    const cookie = await site.cookieOf('maya');
    const { keys: good } = site.service.subscribe('phone');
    const at = (endpoint, more = {}) => ({ endpoint, keys: { ...good, ...more } });
    for (const bad of [
      null,
      [],
      {},
      at('https://localhost/push'),
      at('http://push.example/1'),
      at('https://push.example.evil/1'),
      at('https://evilpush.example/1'),
      at('https://169.254.169.254/'),
      at('https://user@push.example/1'),
      at('push.example/1'),
      at(5),
      at(`https://push.example/${'x'.repeat(1024)}`),
      at('https://push.example/1', { auth: 'short' }),
      at('https://push.example/1', { p256dh: 'short' }),
      at('https://push.example/1', { p256dh: 5 }),
      { endpoint: 'https://push.example/1' },
    ])
      assert.deepEqual(await statusOf(await site.post('/subscribe', bad, { cookie })), [400, 'no-subscription']);
    for (const endpoint of ['https://push.example/1', 'https://eu.push.example/1'])
      assert.equal((await site.post('/subscribe', at(endpoint), { cookie })).status, 200, endpoint);
  });

  it('are neither offered nor sent without keys, and with some of them the server does not start', async () => {
    const site = await startSite();
    open.push(() => site.close());
    const cookie = await site.cookieOf('maya');
    for (const path of ['/subscribe', '/unsubscribe', '/webhook'])
      assert.equal((await site.post(path, {}, { cookie })).status, 404, path);
    const page = await (await fetch(site.url, { headers: { Cookie: cookie } })).text();
    assert.match(page, /data-key=""/);

    const good = { DAILY_API_KEY: 'k', ELEMENTS_FOLDER: tmpdir(), ...keys };
    assert.equal(readSettings(good).push.vapid.publicKey, keys.VAPID_PUBLIC_KEY);
    for (const [change, message] of [
      [{ VAPID_PRIVATE_KEY: '' }, /^VAPID_PRIVATE_KEY is not set: notifications need/],
      [{ DAILY_WEBHOOK_SECRET: undefined }, /^DAILY_WEBHOOK_SECRET is not set/],
      [{ DAILY_WEBHOOK_SECRET: 'c2hvcnQ=' }, /^DAILY_WEBHOOK_SECRET is to be the base64 of 16 bytes/],
      [{ VAPID_PUBLIC_KEY: 'x' }, /^The VAPID settings are wrong/],
      [{ VAPID_SUBJECT: 'me' }, /^The VAPID settings are wrong/],
    ])
      assert.throws(() => readSettings({ ...good, ...change }), { message });
  });
});
