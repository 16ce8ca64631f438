/**
 * Who is signed in. A cookie holds a random token and nothing else; what it stands for is kept here, so that a session ends when
 * it is ended, whoever has a copy of the cookie. In the memory of one process: a restart ends all sessions.
 */
import { createHash, randomBytes } from 'node:crypto';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { LRUCache } from 'lru-cache';

const COOKIE = 'session';

/**
 * @param {object} options
 * @param {Map<string, import('./hosts.mjs').Host>} options.hosts
 * @param {number} options.sessionSeconds
 * @param {boolean} options.isSecure
 * @param {() => number} [options.now] milliseconds
 */
export function createSessions({ hosts, sessionSeconds, isSecure, now = Date.now }) {
  /** @type {LRUCache<string, { id: string, password: string }>} */
  const sessions = new LRUCache({ max: 10_000, ttl: sessionSeconds * 1000, ttlResolution: 0, perf: { now } });
  // The prefix makes browsers refuse a cookie of this name that another host of the domain, or plain http, has set.
  const prefix = isSecure ? 'host' : undefined;
  const options = { prefix, path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure };
  // Looked up by its hash: how long that takes tells nothing about the tokens there are.
  const keyOf = (token) => createHash('sha256').update(token).digest('base64url');
  const keyIn = (c) => keyOf(getCookie(c, COOKIE, prefix) ?? '');

  return {
    /** @param {import('hono').Context} c of somebody who has just given the right password */
    begin(c, { id, password }) {
      sessions.delete(keyIn(c));
      const token = randomBytes(32).toString('base64url');
      sessions.set(keyOf(token), { id, password });
      setCookie(c, COOKIE, token, { ...options, maxAge: sessionSeconds });
    },

    /** @param {import('hono').Context} c of somebody who signs out */
    end(c) {
      sessions.delete(keyIn(c));
      deleteCookie(c, COOKIE, options);
    },

    /** Signs a host out in every browser. @param {string} id */
    endAll(id) {
      for (const [key, session] of sessions) if (session.id === id) sessions.delete(key);
    },

    /**
     * Who has sent a request. **This is the function to replace**: a site that has accounts looks up its own session here.
     * @param {import('hono').Context} c
     * @returns {Promise<import('./hosts.mjs').Host | undefined>}
     */
    async hostOf(c) {
      const session = sessions.get(keyIn(c));
      const host = session && hosts.get(session.id);
      // A new password, or a host who is no more, ends all their sessions.
      return host?.password === session?.password ? host : undefined;
    },
  };
}
