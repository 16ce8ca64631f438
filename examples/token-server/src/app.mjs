/**
 * What the server answers:
 *
 *   GET  /                the host's page, or the way to sign in
 *   GET  /login           the form
 *   POST /login, /logout  from that form; with a session or without one, back to /
 *   POST /room            a host's own room, made if need be: { url, userName, guests }
 *   POST /owner-token     a token for it: { token, expires }
 *   GET  /visit/HOST      the page for guests of a host
 *   GET  /elements/…      the files of daily-knock
 */
import { DailyApiError } from './daily-api.mjs';
import { checkPassword } from './hosts.mjs';
import { Refusal, bodyOf, jsonOf, refuseOtherSites, sendFile } from './http.mjs';
import { createPages } from './pages.mjs';
import { RateLimit } from './rate-limit.mjs';

/**
 * @param {object} options the settings, and
 * @param {(request: import('node:http').IncomingMessage) => Promise<import('./hosts.mjs').Host | undefined>} options.hostOf
 *   who has sent a request: sessions.mjs has the example's, your site has its own
 * @param {ReturnType<import('./daily-api.mjs').createDailyApi>} options.daily
 * @param {(message: string) => void} [options.log]
 * @returns {import('node:http').RequestListener}
 */
export function createApp({ hostOf, daily, hosts, sessions, log = console.error, ...settings }) {
  const { origin, tokenSeconds, behindProxy, elementsFolder } = settings;
  const pages = createPages(settings);
  const limits = {
    token: new RateLimit({ limit: 10, seconds: 60 }),
    loginFrom: new RateLimit({ limit: 20, seconds: 300 }),
    loginAs: new RateLimit({ limit: 10, seconds: 300 }),
    visit: new RateLimit({ limit: 60, seconds: 60 }),
  };

  const addressOf = ({ headers, socket }) =>
    (behindProxy && headers['x-forwarded-for']?.split(',').at(-1).trim()) || socket.remoteAddress;

  const within = (limit, key) => {
    const seconds = limit.take(key);
    if (seconds) throw new Refusal(429, 'too-many-requests', { 'Retry-After': String(seconds) });
  };

  const signedIn = async (request) => {
    const host = await hostOf(request);
    if (!host) throw new Refusal(401, 'not-signed-in');
    return host;
  };

  const routes = {
    'GET /': async (request, response) => {
      const host = await hostOf(request);
      return host ? pages.send(response, 'host') : redirect(response, '/login');
    },

    'GET /login': async (request, response) => pages.send(response, 'login'),

    'POST /login': async (request, response) => {
      const form = new URLSearchParams(await bodyOf(request, 'application/x-www-form-urlencoded'));
      const [id, password] = ['user', 'password'].map((name) => form.get(name) ?? '');
      within(limits.loginFrom, addressOf(request));
      within(limits.loginAs, id);
      const host = hosts.get(id);
      if (!(await checkPassword(host, password))) return pages.send(response, 'login-again', 401);
      return redirect(response, '/', { 'Set-Cookie': sessions.begin(host) });
    },

    'POST /logout': async (request, response) => redirect(response, '/login', { 'Set-Cookie': sessions.end() }),

    'POST /room': async (request, response) => {
      const host = await signedIn(request);
      within(limits.token, host.id);
      const { url } = await daily.ensureRoom(host.room);
      return sendJson(response, { url, userName: host.name, guests: `${origin}/visit/${encodeURIComponent(host.id)}` });
    },

    'POST /owner-token': async (request, response) => {
      const host = await signedIn(request);
      within(limits.token, host.id);
      const { roomUrl } = await jsonOf(request);
      // Which room is the host's is known here. What the page asks for is only checked, to say a mistake early.
      const room = await daily.ensureRoom(host.room);
      if (roomUrl !== room.url) throw new Refusal(403, 'not-your-room');
      const owner = { room: room.name, userName: host.name, userId: host.id, seconds: tokenSeconds };
      return sendJson(response, await daily.createOwnerToken(owner));
    },

    'GET /visit/': async (request, response, id) => {
      within(limits.visit, addressOf(request));
      const host = hosts.get(id);
      // A guest makes no room: it is there once its host has been.
      const room = host && (await daily.findRoom(host.room));
      if (!room) return pages.send(response, 'no-visit', 404);
      return pages.send(response, 'visit', 200, { host: host.name, room: room.url });
    },

    'GET /favicon.ico': async (request, response) => response.writeHead(204).end(),
    'GET /elements/': async (request, response, path) => sendFile(response, elementsFolder, path),
    'GET /pages/': async (request, response, path) => sendFile(response, pages.folder, path),
  };

  const find = (method, pathname) => {
    const [, folder, rest] = /^(\/[^/]+\/)(.+)$/.exec(pathname) ?? [];
    const route = (of) => routes[`${of} ${pathname}`] ?? routes[`${of} ${folder}`];
    const found = route(method === 'HEAD' ? 'GET' : method);
    if (found) return (request, response) => found(request, response, rest);
    const allowed = ['GET', 'POST'].filter(route);
    throw allowed.length
      ? new Refusal(405, 'not-allowed', { Allow: allowed.join(', ') })
      : new Refusal(404, 'not-found');
  };

  return async (request, response) => {
    // Who is signed in, a token, a refusal: nothing of it is for anybody's cache.
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    try {
      const pathname = pathOf(request, origin);
      const route = find(request.method, pathname);
      if (request.method === 'POST') refuseOtherSites(request, origin);
      await route(request, response);
    } catch (error) {
      const { status, code, headers } = refusalFor(error, log);
      if (response.headersSent) return response.destroy();
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      sendJson(response, { error: code }, status);
    }
  };
}

/** What a browser is told. Why Daily's API failed is for the log: it is nothing that a visitor could do something about. */
function refusalFor(error, log) {
  if (error instanceof Refusal) return error;
  log(error instanceof DailyApiError ? error.message : (error.stack ?? String(error)));
  if (!(error instanceof DailyApiError)) return new Refusal(500, 'failed');
  if (error.code === 'timeout') return new Refusal(504, 'daily-is-late');
  if (error.status === 429) {
    return new Refusal(503, 'daily-is-busy', { 'Retry-After': String(Math.ceil(error.retryAfter ?? 1)) });
  }
  return new Refusal(502, 'daily-failed');
}

function pathOf({ url }, origin) {
  try {
    return decodeURIComponent(new URL(url, origin).pathname);
  } catch {
    throw new Refusal(400, 'bad-address');
  }
}

function sendJson(response, value, status = 200) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}

function redirect(response, to, headers = {}) {
  response.writeHead(303, { ...headers, Location: to }).end();
}
