// The button "Notify me of knocks" in a real browser, up to the notification. Browsers reach no push service in tests: its double gives the
// subscription, and what it decrypts is handed to the browser's service worker.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { browserNames, byRole, launch, open, troubles } from '../e2e/browsers.mjs';
import { startPushDouble } from './push-double.mjs';
import { PASSWORD, startSite } from './token-server.mjs';

const KEYS_SCRIPT = new URL('../../examples/token-server/push-keys.mjs', import.meta.url).pathname;

// Only Chromium's protocol hands a message to a service worker.
describe('notifications in Chromium', { skip: !browserNames.includes('chromium') }, () => {
  let browser, site, service, keys, folder, file;

  before(async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [KEYS_SCRIPT]);
    keys = Object.fromEntries(
      stdout
        .trim()
        .split('\n')
        .map((line) => /^(\w+)=(.*)$/.exec(line).slice(1)),
    );
    service = await startPushDouble({ publicKey: keys.VAPID_PUBLIC_KEY });
    folder = await mkdtemp(join(tmpdir(), 'subscriptions-'));
    file = join(folder, 'subscriptions.json');
    site = await startSite({
      environment: {
        ...keys,
        PUSH_HOSTS: 'localhost',
        SUBSCRIPTIONS_FILE: file,
        ELEMENTS_FOLDER: 'dist',
        ELEMENTS_SCRIPT: 'local-room/daily-knock.js',
      },
      agent: service.agent,
    });
    browser = await launch('chromium');
    await browser.defaultBrowserContext().overridePermissions(site.url, ['notifications']);
  });

  after(async () => {
    await browser?.close();
    await Promise.all([site?.close(), service?.close()]);
    await rm(folder, { recursive: true });
  });

  const knock = (name) => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const payload = { room: 'maya-office', user_name: name, session_id: randomUUID() };
    const body = JSON.stringify({ type: 'waiting-participant.joined', id: randomUUID(), payload });
    const key = Buffer.from(keys.DAILY_WEBHOOK_SECRET, 'base64');
    const signature = createHmac('sha256', key).update(`${timestamp}.${body}`).digest('base64');
    const headers = { 'X-Webhook-Signature': signature, 'X-Webhook-Timestamp': timestamp };
    return fetch(`${site.url}/webhook`, { method: 'POST', headers, body });
  };

  async function signIn(page) {
    await page.locator(byRole('textbox', 'User')).fill('maya');
    await page.locator(byRole('textbox', 'Password')).fill(PASSWORD);
    await page.locator(byRole('button', 'Sign in')).click();
    await page.waitForSelector(byRole('button', 'Notify me of knocks'));
  }

  const isPressed = (page, pressed) =>
    page.waitForFunction((want) => document.querySelector('#notify').ariaPressed === want, {}, String(pressed));

  it('a host asks for them, reads who knocks, and no longer after signing out', async () => {
    const { page, problems } = await open(browser, 'about:blank');
    await page.evaluateOnNewDocument(
      (given) => {
        let current;
        function wrap(subscription) {
          const bytes = Uint8Array.from(atob(given.key.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
            c.charCodeAt(0),
          );
          return {
            ...subscription,
            options: { applicationServerKey: bytes.buffer },
            toJSON: () => subscription,
            unsubscribe: async () => Boolean((current = undefined) ?? true),
          };
        }
        PushManager.prototype.getSubscription = async () => current ?? null;
        PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
          if (applicationServerKey !== given.key) throw new Error('Another key.');
          return (current = wrap(given.subscription));
        };
      },
      { subscription: service.subscribe('laptop'), key: keys.VAPID_PUBLIC_KEY },
    );
    await page.goto(site.url);
    await signIn(page);
    await isPressed(page, false);
    await page.locator(byRole('button', 'Notify me of knocks')).click();
    await page.waitForSelector(byRole('status', 'This browser shows you each knock'));
    await isPressed(page, true);

    await knock('Gus <b>');
    const [{ text }] = await service.came(1);
    const worker = await page.createCDPSession();
    const registered = new Promise((resolve) =>
      worker.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => first && resolve(first)),
    );
    await worker.send('ServiceWorker.enable');
    const { registrationId, scopeURL } = await registered;
    assert.equal(scopeURL, `${site.url}/pages/`);
    // Without a desktop that shows notifications, Chromium lists none of them afterwards.
    const target = await browser.waitForTarget((each) => each.type() === 'service_worker');
    const scope = await target.worker();
    await scope.evaluate(() => {
      const { registration } = globalThis;
      const show = registration.showNotification.bind(registration);
      globalThis.shown = new Promise((resolve, reject) => {
        registration.showNotification = (title, options) =>
          show(title, options).then(() => resolve({ title, body: options.body, tag: options.tag }), reject);
      });
    });
    await worker.send('ServiceWorker.deliverPushMessage', { origin: site.url, registrationId, data: text });
    assert.deepEqual(await scope.evaluate(() => globalThis.shown), {
      title: 'Gus <b> is knocking',
      body: 'Open your room to let them in.',
      tag: 'daily-knock',
    });

    await page.locator(byRole('button', 'Sign out')).click();
    await page.waitForSelector(byRole('heading', 'Sign in'));
    assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), {});
    assert.deepEqual(troubles(problems), []);
    await page.close();
  });
});
