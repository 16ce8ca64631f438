// The example's server as it is started for a site, with hosts, and beside a double of Daily's API.
import { createServer } from 'node:http';
import { createApp } from '../../examples/token-server/src/app.mjs';
import { createDailyApi } from '../../examples/token-server/src/daily-api.mjs';
import { hashPassword } from '../../examples/token-server/src/hosts.mjs';
import { createSessions } from '../../examples/token-server/src/sessions.mjs';
import { readSettings } from '../../examples/token-server/src/settings.mjs';
import { startDailyDouble } from './daily-double.mjs';

export const API_KEY = 'key-that-nobody-may-see';
export const PASSWORD = 'a long enough password';
const password = await hashPassword(PASSWORD);

const listen = (server) =>
  new Promise((resolve) => server.listen(0, 'localhost', () => resolve(server.address().port)));

/**
 * @param {object} [options]
 * @param {Record<string, string>} [options.environment]
 * @param {Partial<Parameters<typeof createDailyApi>[0]>} [options.api]
 * @param {Partial<Parameters<typeof startDailyDouble>[0]>} [options.double]
 * @param {(request: import('node:http').IncomingMessage) => Promise<object | undefined>} [options.hostOf] in place of the cookie
 */
export async function startSite({ environment = {}, api = {}, double = {}, hostOf } = {}) {
  const daily = await startDailyDouble({ apiKey: API_KEY, ...double });
  let listener;
  const server = createServer((request, response) => listener(request, response));
  const url = `http://localhost:${await listen(server)}`;
  const settings = readSettings({
    ...{ ORIGIN: url, DAILY_API_KEY: API_KEY, DAILY_API_URL: daily.apiUrl },
    ...{ SESSION_SECRET: 'for-the-tests-only-'.repeat(3), ...environment },
  });
  const hosts = new Map(['maya', 'omar'].map((id) => [id, { id, name: `${id} <b>`, room: `${id}-office`, password }]));
  const sessions = createSessions({ ...settings, hosts });
  const logged = [];
  listener = createApp({
    ...settings,
    ...{ hosts, sessions, hostOf: hostOf ?? sessions.hostOf, log: (message) => logged.push(message) },
    daily: createDailyApi({ ...settings, ...api }),
  });

  /** A request as a page of the site sends it. */
  const post = (path, body, { cookie, headers } = {}) =>
    fetch(url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'Content-Type': 'application/json',
        Origin: url,
        'Sec-Fetch-Site': 'same-origin',
        ...(cookie ? { Cookie: cookie } : {}),
        ...headers,
      },
      body: body instanceof URLSearchParams || typeof body === 'string' ? body : JSON.stringify(body ?? {}),
    });

  const logIn = (user, given = PASSWORD) =>
    post('/login', new URLSearchParams({ user, password: given }), {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });

  return {
    url,
    daily,
    hosts,
    logged,
    post,
    logIn,
    /** The cookie of somebody who has just signed in. */
    cookieOf: async (user) => (await logIn(user)).headers.getSetCookie()[0].split(';')[0],
    close: async () => {
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), daily.close()]);
    },
  };
}
