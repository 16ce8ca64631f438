/**
 * The three calls of Daily's REST API that are needed, with what a server needs besides: a time limit, patience with
 * "too many requests", and errors that say what happened. https://docs.daily.co/reference/rest-api
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';

/** Why a call of Daily's API failed. Never contains the key or a token. */
export class DailyApiError extends Error {
  /**
   * @param {string} code what Daily's answer named `error`; or `timeout`, `unreachable`, `unexpected-answer`
   * @param {string} message for the server's log
   * @param {{ status?: number, retryAfter?: number, cause?: unknown }} [details] `retryAfter` in seconds
   */
  constructor(code, message, { status, retryAfter, cause } = {}) {
    super(message, { cause });
    this.name = 'DailyApiError';
    this.code = code;
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** A room is as this project needs it when people who have no token must knock. */
const isGuarded = (room) => room.privacy === 'private' && room.config?.enable_knocking === true;
const GUARDED = { privacy: 'private', properties: { enable_knocking: true } };

/**
 * @param {object} options
 * @param {string} options.apiKey
 * @param {string} [options.apiUrl]
 * @param {number} [options.timeout] milliseconds for one request
 * @param {number} [options.patience] milliseconds for a call with all its attempts: a browser is waiting
 * @param {number} [options.keep] milliseconds for which `knownRoom` keeps an answer
 * @param {(ms: number) => Promise<unknown>} [options.wait]
 */
export function createDailyApi({
  apiKey,
  apiUrl = 'https://api.daily.co/v1',
  timeout = 5000,
  patience = 12_000,
  keep = 30_000,
  wait = sleep,
}) {
  /** One request, once. */
  async function ask(method, path, body, limit) {
    const what = `${method} ${path}`;
    let response, text;
    try {
      response = await fetch(apiUrl + path, {
        method,
        headers: {
          Authorization: `Bearer ${apiKey}`,
          ...(body ? { 'Content-Type': 'application/json' } : {}),
        },
        body: body && JSON.stringify(body),
        redirect: 'error', // The key goes nowhere else.
        signal: AbortSignal.timeout(limit),
      });
      text = await response.text();
    } catch (cause) {
      throw cause.name === 'TimeoutError'
        ? new DailyApiError('timeout', `${what}: no answer within ${limit} ms`, { cause })
        : new DailyApiError('unreachable', `${what}: ${cause.cause?.code ?? cause.message}`, { cause });
    }
    const { status } = response;
    const answer = parse(text);
    if (response.ok && answer) return answer;
    const code = typeof answer?.error === 'string' ? answer.error : 'unexpected-answer';
    throw new DailyApiError(code, `${what}: ${status} ${code}${answer?.info ? ` (${answer.info})` : ''}`, {
      status,
      retryAfter: secondsOf(response.headers.get('Retry-After')),
    });
  }

  /** A request that is repeated where that helps. All three calls may be: none does harm when it is done twice. */
  async function call(method, path, body) {
    const end = Date.now() + patience;
    let pause = 250;
    for (;;) {
      try {
        return await ask(method, path, body, Math.max(1, Math.min(timeout, end - Date.now())));
      } catch (error) {
        if (!isPassing(error)) throw error;
        // As long as Daily says; else longer each time, and not at the same moment as everybody else.
        const ms = error.retryAfter === undefined ? pause * (1 + Math.random()) : error.retryAfter * 1000;
        if (Date.now() + ms >= end) throw error;
        await wait(ms);
        pause *= 2;
      }
    }
  }

  /** A room in an answer. */
  async function callForRoom(method, path, body) {
    const room = await call(method, path, body);
    if (typeof room.url === 'string' && URL.canParse(room.url)) return room;
    throw new DailyApiError('unexpected-answer', `${method} ${path}: an answer without the room's url`);
  }

  const pathOf = (name) => `/rooms/${encodeURIComponent(name)}`;

  /** @returns the room, or `undefined` if there is none of this name (Daily counts an expired one as none) */
  async function findRoom(name) {
    try {
      return await callForRoom('GET', pathOf(name));
    } catch (error) {
      if (error.status === 404) return undefined;
      throw error;
    }
  }

  /** @type {LRUCache<string, ReturnType<typeof findRoom>>} what is being asked, or was a moment ago */
  const known = new LRUCache({ max: 1000, ttl: keep });
  const remember = (name, answer) => {
    known.set(name, answer);
    // A failure is for those who were waiting for it, and not for the next ones.
    answer.catch(() => known.peek(name) === answer && known.delete(name));
    return answer;
  };

  /** The room, made if there is none, and in any case private and with knocking. */
  async function ensureRoom(name) {
    let room = await findRoom(name);
    if (!room) {
      try {
        return await callForRoom('POST', '/rooms', { name, ...GUARDED });
      } catch (error) {
        // "Invalid" if somebody made it meanwhile, or an answer was lost and this was the second attempt.
        room = error.status === 400 ? await findRoom(name) : undefined;
        if (!room) throw error;
      }
    }
    return isGuarded(room) ? room : callForRoom('POST', pathOf(name), GUARDED);
  }

  return {
    findRoom,

    /** `findRoom` for guests: however many come, Daily is asked once in a while. */
    knownRoom: (name) => known.get(name) ?? remember(name, findRoom(name)),

    /** For the host, and thus looked up each time. Guests know of it at once. */
    async ensureRoom(name) {
      const room = await ensureRoom(name);
      remember(name, Promise.resolve(room));
      return room;
    },

    /**
     * A token for one room and one owner.
     * @param {{ room: string, userName: string, userId: string, seconds: number }} owner
     * @returns {Promise<{ token: string, expires: number }>} `expires` in seconds since 1970
     */
    async createOwnerToken({ room, userName, userId, seconds }) {
      const expires = Math.floor(Date.now() / 1000) + seconds;
      const { token } = await call('POST', '/meeting-tokens', {
        properties: { room_name: room, is_owner: true, user_name: userName, user_id: userId, exp: expires },
      });
      if (typeof token !== 'string' || !token) {
        throw new DailyApiError('unexpected-answer', 'POST /meeting-tokens: an answer without a token');
      }
      return { token, expires };
    },
  };
}

/** Whether a second attempt can go better. */
const isPassing = ({ code, status }) =>
  code === 'timeout' || code === 'unreachable' || status === 429 || (status !== undefined && status >= 500);

function parse(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Retry-After is a number of seconds or a date (RFC 9110, 10.2.3). */
function secondsOf(header) {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}
