// What the questions need of Daily's REST API (https://docs.daily.co/reference/rest-api). It keeps a list of what it has made, and
// takes that away again.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export const PREFIX = 'daily-knock-live-';
/** What is left behind by a run that was killed ends by itself. */
const LIFE_SECONDS = 20 * 60;
const TRIES = 6;

export class RestApi {
  #key;
  /** Whatever must not be shown: the key, and each token. @type {Set<string>} */
  #secrets = new Set();
  /** What is there because of us, as paths to delete. @type {Set<string>} */
  made = new Set();
  #isClosed = false;

  constructor({ apiKey, apiUrl = 'https://api.daily.co/v1', wait = sleep }) {
    this.#key = apiKey;
    this.#secrets.add(apiKey);
    Object.assign(this, { apiUrl, wait });
  }

  /** A text without the key and the tokens. */
  hide(text) {
    let result = String(text);
    for (const secret of this.#secrets) result = result.replaceAll(secret, '<secret>');
    return result;
  }

  async request(method, path, body) {
    for (let tries = 1; ; tries += 1) {
      const response = await fetch(this.apiUrl + path, {
        method,
        headers: {
          Authorization: `Bearer ${this.#key}`,
          ...(body ? { 'Content-Type': 'application/json' } : {}),
        },
        body: body && JSON.stringify(body),
        redirect: 'error', // The key goes nowhere else.
        signal: AbortSignal.timeout(15_000),
      });
      const text = await response.text();
      if (response.ok) return text ? JSON.parse(text) : {};
      if (response.status === 429 && tries < TRIES) {
        await this.wait(1000 * tries);
        continue;
      }
      const error = new Error(this.hide(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`));
      throw Object.assign(error, { status: response.status });
    }
  }

  /** The name of the key's domain. */
  async domain() {
    return (await this.request('GET', '/')).domain_name;
  }

  async createRoom({ privacy = 'private', properties } = {}) {
    if (this.#isClosed) throw new Error('no room is made any more');
    const name = PREFIX + randomUUID().slice(0, 13);
    const rules = { enable_knocking: true, exp: secondsFromNow(LIFE_SECONDS), ...properties };
    this.made.add(`/rooms/${name}`); // Before it is there: the answer may be lost.
    const { url } = await this.request('POST', '/rooms', { name, privacy, properties: rules });
    if (this.#isClosed) await this.delete(`/rooms/${name}`);
    return { name, url };
  }

  async createToken(room, properties) {
    const rules = { room_name: room.name, exp: secondsFromNow(LIFE_SECONDS), ...properties };
    const { token } = await this.request('POST', '/meeting-tokens', { properties: rules });
    this.#secrets.add(token);
    return token;
  }

  async eject(room, sessionId) {
    return this.request('POST', `/rooms/${room.name}/eject`, { ids: [sessionId] });
  }

  async createWebhook(url, eventTypes) {
    const { uuid } = await this.request('POST', '/webhooks', { url, eventTypes });
    this.made.add(`/webhooks/${uuid}`);
    return `/webhooks/${uuid}`;
  }

  async delete(path) {
    try {
      await this.request('DELETE', path);
    } catch (error) {
      if (error.status !== 404) throw error; // A room that is over is gone for Daily.
    }
    this.made.delete(path);
  }

  /** Deletes all that is left; afterwards nothing is made. @returns {Promise<string[]>} what could not be deleted, and why */
  async deleteAll() {
    this.#isClosed = true;
    const problems = [];
    for (const path of [...this.made])
      await this.delete(path).catch((error) => problems.push(this.hide(`${path}: ${error.message}`)));
    return problems;
  }
}

export function secondsFromNow(seconds) {
  return Math.floor(Date.now() / 1000) + seconds;
}
