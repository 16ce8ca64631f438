/**
 * Notifications for hosts whose page is closed, as Web Push. Each browser that a host has asked in has a subscription: an address at
 * the browser's push service, and the keys that only that browser can decrypt with. The address is a secret: who knows it can send to it.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import webPush from 'web-push';
import { writeJson } from './json-file.mjs';
import { RateLimit } from './rate-limit.mjs';

/** Browsers of one host. The oldest goes first. */
const MOST_OF_A_HOST = 10;
/** Afterwards a knock is no news: the push service drops it. */
const TTL_SECONDS = 120;
const MOST_OF_A_NAME = 80;

/**
 * @typedef {import('./hosts.mjs').Host} Host
 * @typedef {{ endpoint: string, keys: { p256dh: string, auth: string }, sign: string }} Subscription
 *
 * @param {object} options
 * @param {{ subject: string, publicKey: string, privateKey: string }} options.vapid
 * @param {string[]} options.hosts where push services are: a name, or `*.` and what it ends with
 * @param {string} options.file
 * @param {(line: string) => void} options.log
 * @param {import('node:https').Agent} [options.agent] for tests with a double of a push service
 * @param {() => number} [options.now]
 */
export async function createPush({ vapid, hosts, file, log, agent, now }) {
  /** @type {Map<string, Subscription[]>} by the host's id */
  const subscriptions = new Map(Object.entries(await read(file)));
  // Whoever knocks again and again does not ring again and again.
  const knocks = new RateLimit({ limit: 6, seconds: 60, now });
  let writing = Promise.resolve();

  const change = (id, list) => {
    if (list.length > 0) subscriptions.set(id, list);
    else subscriptions.delete(id);
  };

  const drop = (id, endpoint) => {
    const list = subscriptions.get(id) ?? [];
    const others = list.filter((each) => each.endpoint !== endpoint);
    if (others.length < list.length) change(id, others);
  };

  /** One after the other, so that the last one written is the newest. */
  const write = () => {
    writing = writing
      .then(() => writeJson(file, Object.fromEntries(subscriptions)))
      .catch((error) => log(`${file} cannot be written: ${error.message}`));
    return writing;
  };

  const send = async (id, { endpoint, keys }, payload) => {
    try {
      await webPush.sendNotification({ endpoint, keys }, payload, {
        vapidDetails: vapid,
        TTL: TTL_SECONDS,
        urgency: 'high',
        topic: 'knock',
        timeout: 10_000,
        ...(agent && { agent }),
      });
    } catch ({ statusCode, code }) {
      if (statusCode !== 404 && statusCode !== 410)
        return log(`The push service ${new URL(endpoint).host} has taken no notification: ${statusCode ?? code}`);
      // The host has withdrawn the permission, or the browser is no more.
      drop(id, endpoint);
      await write();
    }
  };

  return {
    publicKey: vapid.publicKey,

    /** @param {Host} host @param {unknown} given a browser's subscription @returns {Promise<boolean>} whether it is one */
    async subscribe(host, given) {
      const subscription = readSubscription(given, hosts);
      if (!subscription) return false;
      // A browser tells only the host who has asked in it last.
      for (const id of [...subscriptions.keys()]) drop(id, subscription.endpoint);
      const list = [...(subscriptions.get(host.id) ?? []), { ...subscription, sign: signOf(host) }];
      change(host.id, list.slice(-MOST_OF_A_HOST));
      await write();
      return true;
    },

    /** @param {Host} host @param {unknown} endpoint */
    async unsubscribe({ id }, endpoint) {
      drop(id, endpoint);
      await write();
    },

    /** @param {Host} host */
    async unsubscribeAll({ id }) {
      subscriptions.delete(id);
      await write();
    },

    /** Tells a host that somebody knocks, in every browser that they have asked in. @param {Host} host @param {string} name */
    async notify(host, name) {
      const sign = signOf(host);
      const list = (subscriptions.get(host.id) ?? []).filter((each) => each.sign === sign);
      if (list.length === 0 || knocks.take(host.id)) return;
      const payload = JSON.stringify({ name: shortName(name) });
      await Promise.all(list.map((subscription) => send(host.id, subscription, payload)));
    },
  };
}

/** A new password ends notifications, as it ends sessions. The file says nothing of the password. */
const signOf = ({ password }) =>
  createHash('sha256')
    .update(password ?? '')
    .digest('base64url');

async function read(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}

/** Without what is invisible, turns the writing round or breaks the line. The page's own elements show more; a notification is short. */
export function shortName(name) {
  // The note of a knock is for the owner's page, and not for the screen of a locked telephone.
  const text = name
    .split('\u2063', 1)[0]
    .toWellFormed()
    .replaceAll(/[\p{Z}\p{Cc}]+/gu, ' ')
    .replaceAll(/[\p{Cf}\p{Co}\p{Cn}\p{DI}]/gu, '')
    .trim();
  const letters = [...text];
  return letters.length > MOST_OF_A_NAME ? `${letters.slice(0, MOST_OF_A_NAME - 1).join('')}…` : text;
}

/** Only addresses of push services: this server sends nothing to where a page tells it to. */
function readSubscription(given, hosts) {
  const { endpoint, keys } = given ?? {};
  const { p256dh, auth } = keys ?? {};
  if (![endpoint, p256dh, auth].every((each) => typeof each === 'string' && each.length <= 1024)) return undefined;
  if (!URL.canParse(endpoint)) return undefined;
  const { protocol, hostname, username, password, href } = new URL(endpoint);
  if (protocol !== 'https:' || username || password) return undefined;
  const isService = hosts.some((host) =>
    host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host,
  );
  const isKey = (text, length) => /^[\w-]+$/.test(text) && Buffer.from(text, 'base64url').length === length;
  if (!isService || !isKey(p256dh, 65) || !isKey(auth, 16)) return undefined;
  return { endpoint: href, keys: { p256dh, auth } };
}
