/**
 * What hosts say to those who wait, by server-sent events. A guest's page listens with the session id of its knock, which only the guest
 * and the hosts of the room know, and gets what is for this id. In the memory of one process: with several of them, send each room's
 * guests and hosts to the same one.
 */
import { LRUCache } from 'lru-cache';

const ID = /^[\w-]{16,64}$/;
const MOST_RECIPIENTS = 1000;
const LONGEST_TEXT = 1000;

/**
 * @typedef {{ to: 'all' | string[], text?: string, position?: number, length?: number }} Message
 * @typedef {{ delivered: string[], undelivered: string[] }} Result the session ids that it has reached, and those that it has not
 */

/** @param {unknown} id */
export const isSessionId = (id) => typeof id === 'string' && ID.test(id);

const isPlace = (value) => value === undefined || (Number.isSafeInteger(value) && value > 0);
const isText = (value) => value === undefined || (typeof value === 'string' && value.length <= LONGEST_TEXT);
const isTo = (to) => to === 'all' || (Array.isArray(to) && to.length <= MOST_RECIPIENTS && to.every(isSessionId));

/** @param {unknown} message @returns {message is Message} */
export const isMessage = (message) =>
  typeof message === 'object' &&
  message !== null &&
  isTo(message.to) &&
  isText(message.text) &&
  isPlace(message.position) &&
  isPlace(message.length);

/**
 * @param {object} [options]
 * @param {number} [options.most] streams at once
 * @param {number} [options.mostFrom] of one address
 * @param {number} [options.receiptMs] how long a page may take to say that it has received words
 */
export function createLobby({ most = 250, mostFrom = 50, receiptMs = 4000 } = {}) {
  /** @type {Map<string, Map<string, { address: string, write: (event: object) => void, close: () => void, gone: Promise<void> }>>} */
  const rooms = new Map();
  /** Whoever connects (again) learns their place at once, and not with the next change. */
  const places = new LRUCache({ max: 5000, ttl: 10 * 60_000 });
  /** Words whose receipt is waited for, by their number and the session id. */
  const awaited = new Map();
  const counts = new Map();
  let total = 0;
  let number = 0;

  const count = (address, change) => {
    total += change;
    const left = (counts.get(address) ?? 0) + change;
    if (left > 0) counts.set(address, left);
    else counts.delete(address);
  };

  /** Whether the page has it. An open connection proves nothing: it may lead to nowhere, or end in a proxy that keeps things back. */
  const deliver = async (stream, id, { text, position, length }) => {
    const data = JSON.stringify({ to: [id], text, position, length });
    if (text === undefined) {
      stream.write({ data });
      return true;
    }
    number += 1;
    const key = `${number} ${id}`;
    let timer;
    const received = new Promise((resolve) => {
      awaited.set(key, () => resolve(true));
      timer = setTimeout(resolve, receiptMs, false);
      stream.gone.then(() => resolve(false));
    });
    stream.write({ data, id: String(number) });
    return received.finally(() => {
      clearTimeout(timer);
      awaited.delete(key);
    });
  };

  return {
    /** How many listen. */
    get size() {
      return total;
    },

    /** Whether one more may listen from this address. */
    hasRoom: (address) => total < most && (counts.get(address) ?? 0) < mostFrom,

    /**
     * Adds a guest's stream. A stream of the same guest that is still there is closed: it is the one that was lost.
     * @param {string} room
     * @param {string} id the session id
     * @param {{ address: string, write: (event: { data: string, id?: string }) => void, close: () => void }} stream
     * @returns {() => void} to be called when it has ended
     */
    add(room, id, { address, write, close }) {
      const streams = rooms.get(room) ?? new Map();
      rooms.set(room, streams);
      streams.get(id)?.close();
      let end;
      const gone = new Promise((resolve) => (end = resolve));
      const stream = { address, write, close, gone };
      streams.set(id, stream);
      count(address, 1);
      const place = places.get(`${room} ${id}`);
      if (place) void deliver(stream, id, place);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        count(address, -1);
        end();
        if (streams.get(id) === stream) streams.delete(id);
        if (streams.size === 0 && rooms.get(room) === streams) rooms.delete(room);
      };
    },

    /** @param {string} room @param {Message} message @returns {Promise<Result>} */
    async send(room, { to, ...words }) {
      const streams = rooms.get(room) ?? new Map();
      const ids = to === 'all' ? [...streams.keys()] : [...new Set(to)];
      if (words.text === undefined && to !== 'all') for (const id of ids) places.set(`${room} ${id}`, words);
      const results = await Promise.all(
        ids.map(async (id) => {
          const stream = streams.get(id);
          return [id, stream !== undefined && (await deliver(stream, id, words))];
        }),
      );
      const idsOf = (outcome) => results.filter(([, hasIt]) => hasIt === outcome).map(([id]) => id);
      return { delivered: idsOf(true), undelivered: idsOf(false) };
    },

    /** A guest's page has received words. @param {string} id the session id @param {string} event their number */
    received: (id, event) => awaited.get(`${event} ${id}`)?.(),
  };
}
