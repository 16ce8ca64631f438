/**
 * What Daily tells this server by itself, and how to know that it is Daily.
 * https://docs.daily.co/reference/rest-api/webhooks
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** How old a delivery may be, and how far the clocks may differ. */
const TOLERANCE_SECONDS = 300;

/** With this body Daily tries an address before it makes the webhook. The secret may not be known here yet. */
export const isTrial = (body) => /^\s*\{\s*"test"\s*:\s*"test"\s*\}\s*$/.test(body);

/**
 * @param {object} options
 * @param {string} options.webhookSecret in base64, as Daily has it
 * @param {() => number} [options.now] milliseconds since 1970
 */
export function createWebhook({ webhookSecret, now = Date.now }) {
  const key = Buffer.from(webhookSecret, 'base64');
  const digest = (text) => createHash('sha256').update(text).digest();
  // For as long as a timestamp is accepted: from the farthest future to the farthest past.
  const cache = () => new LRUCache({ max: 10_000, ttl: 2 * TOLERANCE_SECONDS * 1000, ttlResolution: 0, perf: { now } });
  /** @type {LRUCache<string, true>} */
  const deliveries = cache();
  /** @type {LRUCache<string, true>} */
  const events = cache();

  return {
    /**
     * Why a delivery is refused, if it is.
     * @param {{ signature: string | undefined, timestamp: string | undefined, body: string }} delivery
     * @returns {'wrong-signature' | 'too-old' | 'replayed' | undefined}
     */
    refusal({ signature = '', timestamp = '', body }) {
      const right = createHmac('sha256', key).update(`${timestamp}.${body}`).digest('base64');
      // By their digests, which have the same length whatever is sent.
      if (!timingSafeEqual(digest(right), digest(signature))) return 'wrong-signature';
      // Daily's documentation does not say whether it counts seconds or milliseconds.
      const seconds = Number(timestamp) / (Number(timestamp) > 1e11 ? 1000 : 1);
      if (!(Math.abs(now() / 1000 - seconds) <= TOLERANCE_SECONDS)) return 'too-old';
      if (deliveries.has(right)) return 'replayed';
      deliveries.set(right, true);
      return undefined;
    },

    /**
     * The knock that an event is about. Daily may send an event again, under a new timestamp, which is no second knock.
     * @param {unknown} event
     * @returns {{ room: string, name: string } | undefined}
     */
    knockOf(event) {
      const { type, id, payload } = event ?? {};
      const { room, user_name: name } = payload ?? {};
      if (type !== 'waiting-participant.joined' || typeof room !== 'string') return undefined;
      if (typeof id === 'string') {
        if (events.has(id)) return undefined;
        events.set(id, true);
      }
      return { room, name: typeof name === 'string' ? name : '' };
    },
  };
}
