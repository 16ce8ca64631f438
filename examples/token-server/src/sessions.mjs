/**
 * Signing in, kept in a signed cookie. Nothing is stored here: the cookie says who and until when, and the signature says
 * that this server wrote it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * @param {object} options
 * @param {Map<string, import('./hosts.mjs').Host & { password: string }>} options.hosts
 * @param {string} options.sessionSecret
 * @param {number} options.sessionSeconds
 * @param {boolean} options.isSecure
 * @param {() => number} [options.now] milliseconds since 1970
 */
export function createSessions({ hosts, sessionSecret, sessionSeconds, isSecure, now = Date.now }) {
  // The prefix makes browsers refuse a cookie of this name that another host of the domain, or plain http, has set.
  const name = isSecure ? '__Host-session' : 'session';
  const attributes = `; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;

  // The password's hash goes into the signature: a new password, or a host who is no more, ends all their sessions.
  const sign = (payload, host) =>
    createHmac('sha256', sessionSecret).update(`${payload}.${host.password}`).digest('base64url');

  return {
    /** The value of Set-Cookie for somebody who has just signed in. */
    begin(host) {
      const payload = Buffer.from(JSON.stringify([host.id, Math.floor(now() / 1000) + sessionSeconds])).toString(
        'base64url',
      );
      return `${name}=${payload}.${sign(payload, host)}; Max-Age=${sessionSeconds}${attributes}`;
    },

    /** The value of Set-Cookie for somebody who signs out. */
    end: () => `${name}=; Max-Age=0${attributes}`,

    /**
     * Who has sent a request. **This is the function to replace**: a site that has accounts looks up its own session here.
     * @param {import('node:http').IncomingMessage} request
     * @returns {Promise<import('./hosts.mjs').Host | undefined>}
     */
    async hostOf(request) {
      const [payload, signature] = (cookieOf(request, name) ?? '').split('.');
      if (!payload || !signature) return undefined;
      let id, expires;
      try {
        [id, expires] = JSON.parse(Buffer.from(payload, 'base64url').toString());
      } catch {
        return undefined;
      }
      const host = hosts.get(id);
      if (!host || !isSame(signature, sign(payload, host)) || !(now() / 1000 < expires)) return undefined;
      return { id: host.id, name: host.name, room: host.room };
    },
  };
}

function cookieOf({ headers }, name) {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

function isSame(given, right) {
  const [a, b] = [given, right].map((text) => Buffer.from(text));
  return a.length === b.length && timingSafeEqual(a, b);
}
