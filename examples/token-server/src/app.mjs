/**
 * What the server answers:
 *
 *   GET  /                the host's page, or the way to sign in
 *   GET  /login           the form
 *   POST /login           from that form: a session
 *   POST /logout          ends it; /logout-everywhere ends all of the host's
 *   POST /room            a host's own room, made if need be: { url, userName, guests }
 *   POST /owner-token     a token for it: { token, expires }
 *   GET  /visit/ID        the page for guests of a host
 *   POST /subscribe       a host's browser asks to be told of knocks; /unsubscribe takes it back
 *   POST /webhook         Daily tells of a knock
 *   GET  /lobby/ID        server-sent events for a guest who waits for this host; ?id= is the session id of their knock
 *   POST /lobby/ID        from this host: messages and places for people who wait; says whom they have reached
 *   POST /lobby/ID/received  from a guest: this message has arrived
 *   GET  /elements/…      the files of daily-knock
 *   GET  /pages/…         the files of the pages
 */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { streamSSE } from 'hono/streaming';
import { addresses } from './addresses.mjs';
import { DailyApiError } from './daily-api.mjs';
import { headers } from './headers.mjs';
import { checkPassword } from './hosts.mjs';
import { isMessage, isSessionId } from './lobby.mjs';
import { createPages, readFiles } from './pages.mjs';
import { RateLimit } from './rate-limit.mjs';
import { isTrial } from './webhook.mjs';

/** How often a stream says that it is alive. Connections of which nothing is heard for 30 seconds are closed: listen.mjs. */
const BEAT_MS = 15_000;

/** An answer that is not a success, thrown from wherever that is noticed. The code is for the page's script. */
const refusal = (status, code) => new HTTPException(status, { message: code });

/**
 * @param {object} options the settings, and
 * @param {(c: import('hono').Context) => Promise<import('./hosts.mjs').Host | undefined>} options.hostOf
 *   who has sent a request: sessions.mjs has the example's, your site has its own
 * @param {ReturnType<import('./daily-api.mjs').createDailyApi>} options.daily
 * @param {ReturnType<import('./lobby.mjs').createLobby>} options.lobby
 * @param {(line: string) => void} options.log
 * @param {Awaited<ReturnType<import('./push.mjs').createPush>>} [options.notifications]
 * @param {ReturnType<import('./webhook.mjs').createWebhook>} [options.webhook]
 */
export function createApp({ hostOf, daily, hosts, sessions, lobby, log, notifications, webhook, ...settings }) {
  const { origin, tokenSeconds } = settings;
  const page = createPages(settings);
  const files = readFiles(settings);
  const addressOf = addresses(settings);
  const app = new Hono();

  // --- For every route

  const within = (c, limit, key) => {
    const seconds = limit.take(key);
    if (!seconds) return;
    c.header('Retry-After', String(seconds));
    throw refusal(429, 'too-many-requests');
  };

  /** So many requests a minute from one address, for each route by itself. */
  const limited = (most = 300) => {
    const limit = new RateLimit({ limit: most, seconds: 60 });
    return (c, next) => {
      within(c, limit, addressOf(c));
      return next();
    };
  };

  /**
   * Only the site's own pages may ask for anything to be done. Browsers say where a POST comes from, and no page can make them
   * lie; whatever does not say it is refused as well, which Hono's own `csrf` does not do for JSON.
   */
  const ownPages = (c, next) => {
    const site = c.req.header('Sec-Fetch-Site') ?? 'same-origin';
    if (c.req.header('Origin') !== origin || site !== 'same-origin') throw refusal(403, 'other-site');
    return next();
  };

  const only = (type) => (c, next) => {
    const given = c.req.header('Content-Type')?.split(';')[0].trim().toLowerCase();
    if (given !== type) throw refusal(415, 'unsupported-type');
    return next();
  };

  const atMost = (maxSize) =>
    bodyLimit({
      maxSize,
      onError: () => {
        throw refusal(413, 'too-long');
      },
    });
  const small = atMost(4096);

  const jsonOf = (c) =>
    c.req.json().catch(() => {
      throw refusal(400, 'not-json');
    });

  app.use(headers(settings));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => c.json({ error: 'not-allowed' }, 405, { Allow: methods.join(', ') }),
    }),
  );

  // --- Signing in and out

  const attempts = {
    from: new RateLimit({ limit: 50, seconds: 300 }),
    // By both together: somebody else's wrong passwords do not keep a host out.
    asAndFrom: new RateLimit({ limit: 10, seconds: 300 }),
  };
  let checks = 0;

  app.get('/login', limited(), (c) => c.html(page('login')));

  app.post('/login', limited(), ownPages, only('application/x-www-form-urlencoded'), small, async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const [id, password] = ['user', 'password'].map((name) => form.get(name) ?? '');
    const address = addressOf(c);
    const counted = [
      [attempts.from, address],
      [attempts.asAndFrom, `${address} ${id.slice(0, 64)}`],
    ];
    // Only failures count. They are counted before, so that many at once are not more than the limit.
    for (const [limit, key] of counted) within(c, limit, key);
    const forget = () => counted.forEach(([limit, key]) => limit.giveBack(key));
    // A password takes a tenth of a second and 32 MB to check. More at once would only make all of them wait.
    if (checks >= 32) {
      forget();
      throw refusal(503, 'busy');
    }
    const host = hosts.get(id);
    checks += 1;
    const isRight = await checkPassword(host, password).finally(() => (checks -= 1));
    if (!isRight) return c.html(page('login-again'), 401);
    forget();
    sessions.begin(c, host);
    return c.redirect('/', 303);
  });

  app.post('/logout', limited(), ownPages, small, async (c) => {
    const host = notifications && (await hostOf(c));
    // The page names the browser's own subscription: whoever uses it next reads nothing of this host's guests.
    if (host) await notifications.unsubscribe(host, new URLSearchParams(await c.req.text()).get('endpoint'));
    sessions.end(c);
    return c.redirect('/login', 303);
  });

  app.post('/logout-everywhere', limited(), ownPages, async (c) => {
    const host = await hostOf(c);
    if (host) {
      sessions.endAll(host.id);
      await notifications?.unsubscribeAll(host);
    }
    sessions.end(c);
    return c.redirect('/login', 303);
  });

  // --- The host's room

  const tokens = new RateLimit({ limit: 10, seconds: 60 });
  const signedIn = async (c, limit = tokens) => {
    const host = await hostOf(c);
    if (!host) throw refusal(401, 'not-signed-in');
    within(c, limit, host.id);
    return host;
  };

  app.get('/', limited(), async (c) => {
    const host = await hostOf(c);
    if (!host) return c.redirect('/login', 303);
    return c.html(page('host', { pushKey: notifications?.publicKey ?? '', publicId: host.publicId }));
  });

  app.post('/room', limited(), ownPages, small, async (c) => {
    const host = await signedIn(c);
    const { url } = await daily.ensureRoom(host.room);
    const { publicId, name: userName } = host;
    return c.json({ url, userName, guests: `${origin}/visit/${publicId}`, lobby: `/lobby/${publicId}` });
  });

  app.post('/owner-token', limited(), ownPages, only('application/json'), small, async (c) => {
    const host = await signedIn(c);
    const asked = await jsonOf(c);
    // Which room is the host's is known here. What the page asks for is only checked, to say a mistake early.
    const { url } = await daily.ensureRoom(host.room);
    if (asked?.roomUrl !== url) throw refusal(403, 'not-your-room');
    // Everybody in the call can read the user's id: not what the host signs in with.
    const owner = { room: host.room, userName: host.name, userId: host.publicId, seconds: tokenSeconds };
    return c.json(await daily.createOwnerToken(owner));
  });

  // --- Guests

  const hostAt = (c) => [...hosts.values()].find(({ publicId }) => publicId === c.req.param('publicId'));

  app.get('/visit/:publicId', limited(), async (c) => {
    const host = hostAt(c);
    // A guest makes no room: it is there once its host has been.
    const room = host && (await daily.knownRoom(host.room));
    if (!room) return c.html(page('no-visit'), 404);
    const { name, publicId } = host;
    return c.html(page('visit', { host: name, room: room.url, roomHost: new URL(room.url).host, publicId }));
  });

  // --- Messages to people who wait

  const messages = new RateLimit({ limit: 120, seconds: 60 });
  // With many people waiting, each arrival changes many places, which go out in several requests.
  const places = new RateLimit({ limit: 1200, seconds: 60 });

  app.get('/lobby/:publicId', limited(), (c) => {
    const [host, id, address] = [hostAt(c), c.req.query('id'), addressOf(c)];
    if (!host) return c.notFound();
    if (!isSessionId(id)) throw refusal(400, 'no-session-id');
    if (!lobby.hasRoom(address)) throw refusal(503, 'busy');
    if (c.req.raw.method === 'HEAD') return c.body(null); // Nobody would read the stream, nor end it.
    c.header('X-Accel-Buffering', 'no'); // For nginx: each event is passed on at once.
    return streamSSE(c, async (stream) => {
      let close;
      const closed = new Promise((resolve) => (close = resolve));
      stream.onAbort(close);
      const write = (event) => void stream.writeSSE(event);
      const end = lobby.add(host.publicId, id, { address, write, close });
      // Keeps proxies from closing it, tells the page that it is alive, and finds out when nobody is there any more.
      const beat = () => void stream.writeSSE({ event: 'beat', data: '' });
      const timer = setInterval(beat, BEAT_MS);
      try {
        beat();
        await closed;
      } finally {
        clearInterval(timer);
        end();
      }
    });
  });

  app.post('/lobby/:publicId', limited(1500), ownPages, only('application/json'), atMost(65_536), async (c) => {
    const host = await hostOf(c);
    if (!host) throw refusal(401, 'not-signed-in');
    if (host.publicId !== c.req.param('publicId')) throw refusal(403, 'not-your-room');
    const sent = (await jsonOf(c))?.messages;
    if (!Array.isArray(sent) || sent.length > 50 || !sent.every(isMessage)) throw refusal(400, 'no-messages');
    within(c, sent.some(({ text }) => text !== undefined) ? messages : places, host.id);
    return c.json({ results: await Promise.all(sent.map((message) => lobby.send(host.publicId, message))) });
  });

  // Whoever knows a session id could say it, which is nobody but the guest and the hosts.
  app.post('/lobby/:publicId/received', limited(), ownPages, only('application/json'), small, async (c) => {
    const { id, event } = (await jsonOf(c)) ?? {};
    if (!isSessionId(id) || !/^\d{1,15}$/.test(event)) throw refusal(400, 'no-receipt');
    lobby.received(id, event);
    return c.json({});
  });

  // --- Notifications

  if (notifications && webhook) {
    const changes = new RateLimit({ limit: 30, seconds: 60 });

    app.post('/subscribe', limited(), ownPages, only('application/json'), small, async (c) => {
      const host = await signedIn(c, changes);
      if (!(await notifications.subscribe(host, await jsonOf(c)))) throw refusal(400, 'no-subscription');
      return c.json({});
    });

    app.post('/unsubscribe', limited(), ownPages, only('application/json'), small, async (c) => {
      const host = await signedIn(c, changes);
      await notifications.unsubscribe(host, (await jsonOf(c))?.endpoint);
      return c.json({});
    });

    app.post('/webhook', limited(3000), atMost(65_536), async (c) => {
      const body = await c.req.text();
      if (isTrial(body)) return c.json({});
      const signature = c.req.header('X-Webhook-Signature');
      const timestamp = c.req.header('X-Webhook-Timestamp');
      const problem = webhook.refusal({ signature, timestamp, body });
      if (problem) throw refusal(problem === 'replayed' ? 409 : 401, problem);
      const knock = webhook.knockOf(await jsonOf(c));
      // Not awaited: Daily gives up a server that answers late.
      for (const host of hosts.values())
        if (host.room === knock?.room)
          notifications.notify(host, knock.name).catch((error) => log(`A notification failed: ${error.message}`));
      return c.json({});
    });
  }

  // --- Files

  const sendFile = (c) => {
    const file = files.get(c.req.path);
    if (!file) return c.notFound();
    c.header('Cache-Control', 'no-cache');
    return c.body(file.body, 200, { 'Content-Type': file.type, 'Content-Length': String(file.body.length) });
  };
  const manyFiles = limited(6000); // A page loads dozens.
  app.get('/elements/*', manyFiles, sendFile);
  app.get('/pages/*', manyFiles, sendFile);
  app.get('/favicon.ico', manyFiles, (c) => c.body(null, 204));

  // --- What went wrong

  app.all('*', limited(), (c) => c.notFound());
  app.notFound((c) => c.json({ error: 'not-found' }, 404));

  app.onError((error, c) => {
    const { status, message } = error instanceof HTTPException ? error : failure(error, c);
    return c.json({ error: message }, status);
  });

  /** Why it failed is for the log: it is nothing that a visitor could do something about. */
  function failure(error, c) {
    if (error instanceof DailyApiError) {
      log(error.message);
      if (error.code === 'timeout') return refusal(504, 'daily-is-late');
      if (error.status !== 429) return refusal(502, 'daily-failed');
      c.header('Retry-After', String(Math.ceil(error.retryAfter ?? 1)));
      return refusal(503, 'daily-is-busy');
    }
    // The visitor broke off while the body was read.
    if (c.req.raw.signal.aborted) return refusal(400, 'broken-off');
    const [, where = ''] = /^ +at .*?([^/\\\s]+:\d+:\d+)\)?$/m.exec(error.stack ?? '') ?? [];
    log(`${c.req.method} ${c.req.path.slice(0, 80)}: ${error.name}: ${error.message} ${where}`);
    return refusal(500, 'failed');
  }

  return app;
}
