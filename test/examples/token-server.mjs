// The example's server as it is started for a site, with hosts, and beside a double of Daily's API.
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createApp } from '../../examples/token-server/src/app.mjs';
import { createDailyApi } from '../../examples/token-server/src/daily-api.mjs';
import { hashPassword } from '../../examples/token-server/src/hosts.mjs';
import { listen } from '../../examples/token-server/src/listen.mjs';
import { createLobby } from '../../examples/token-server/src/lobby.mjs';
import { createLog } from '../../examples/token-server/src/log.mjs';
import { createPush } from '../../examples/token-server/src/push.mjs';
import { createSessions } from '../../examples/token-server/src/sessions.mjs';
import { readSettings } from '../../examples/token-server/src/settings.mjs';
import { createWebhook } from '../../examples/token-server/src/webhook.mjs';
import { startDailyDouble } from './daily-double.mjs';

export const API_KEY = 'key-that-nobody-may-see';
export const PASSWORD = 'a long enough password';
const password = await hashPassword(PASSWORD);
// Some files, whether dist/ has been built or not.
const ELEMENTS_FOLDER = fileURLToPath(new URL('../../examples/token-server/pages', import.meta.url));

/**
 * @param {object} [options]
 * @param {Record<string, string>} [options.environment]
 * @param {Partial<Parameters<typeof createDailyApi>[0]>} [options.api]
 * @param {Partial<Parameters<typeof startDailyDouble>[0]>} [options.double]
 * @param {Parameters<typeof import('../../examples/token-server/src/lobby.mjs').createLobby>[0]} [options.lobby]
 * @param {(c: import('hono').Context) => Promise<object | undefined>} [options.hostOf] in place of the cookie
 * @param {() => number} [options.now] the clock of sessions and deliveries
 * @param {import('node:https').Agent} [options.agent] for a double of a push service
 */
export async function startSite({ environment = {}, api = {}, double = {}, lobby = {}, hostOf, now, agent } = {}) {
  const daily = await startDailyDouble({ apiKey: API_KEY, ...double });
  let app;
  const server = await listen(
    { fetch: (request, env) => app.fetch(request, env) },
    { port: 0, address: 'localhost', maxConnections: 500, log: console.error },
  );
  const url = `http://localhost:${server.address().port}`;
  const settings = readSettings({
    ...{ ORIGIN: url, DAILY_API_KEY: API_KEY, DAILY_API_URL: daily.apiUrl, ELEMENTS_FOLDER },
    ...environment,
  });
  const hosts = new Map(
    ['maya', 'omar'].map((id, i) => [
      id,
      { id, publicId: `public-${i}`, name: `${id} <b>`, room: `${id}-office`, password },
    ]),
  );
  const sessions = createSessions({ ...settings, hosts, now });
  const logged = [];
  const log = createLog({ write: (line) => logged.push(line) });
  const lobbyOfSite = createLobby(lobby);
  const { push } = settings;
  app = createApp({
    ...settings,
    ...{ hosts, sessions, lobby: lobbyOfSite, hostOf: hostOf ?? sessions.hostOf, log },
    ...(push && {
      notifications: await createPush({ ...push, log, agent, now }),
      webhook: createWebhook({ ...push, now }),
    }),
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

  const logIn = (user, given = PASSWORD, headers = {}) =>
    post('/login', new URLSearchParams({ user, password: given }), {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    });

  return {
    url,
    daily,
    hosts,
    logged,
    lobby: lobbyOfSite,
    post,
    logIn,
    /** Drops all connections and takes no more, until `comeBack()`. */
    goDown: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
    comeBack: async () => {
      server.listen(Number(new URL(url).port), 'localhost');
      await once(server, 'listening');
    },
    /** The cookie of somebody who has just signed in. */
    cookieOf: async (user) => (await logIn(user)).headers.getSetCookie()[0].split(';')[0],
    close: async () => {
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), daily.close()]);
    },
  };
}
