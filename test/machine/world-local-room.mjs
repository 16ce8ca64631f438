// The same world in the local room: daily-js runs the local room's call machine, and the tabs of one browser meet.
import { readFile } from 'node:fs/promises';
import { serve } from '../../scripts/server.mjs';
import { launch } from './browser.mjs';
import { PAGES } from './pages.mjs';
import { RECORDER } from './trace.mjs';
import { DAILY_JS } from './world-machine.mjs';

/** The local room knows these switches of the double's. */
const SWITCHES = ['publicAccess', 'ownersCanAdmin', 'waitingListForAll'];

export class LocalRoomWorld {
  name = 'local-room';
  /** What becomes of what each page records. */
  recorders = new Map();
  /** A quicker clock than Daily's, in seconds: the order of things is the same. */
  timing = { knockInterval: 0.75, knockTimeout: 3, sweepInterval: 0.5 };

  static async open() {
    const world = new LocalRoomWorld();
    world.site = await serve({ pages: { ...PAGES, '/daily.js': { body: await readFile(DAILY_JS, 'utf8') } } });
    world.browser = await launch();
    // One profile for all: the tabs of the local room meet in its storage.
    world.context = await world.browser.newContext();
    // For the whole context, and before any page: in a page of its own the function was sometimes missing.
    await world.context.exposeBinding('recordDaily', ({ page }, entry) => world.recorders.get(page)?.(entry));
    world.maker = await world.context.newPage();
    await world.maker.goto(`${world.site.url}/maker`);
    return world;
  }

  async close() {
    await this.browser?.close();
    await this.site?.close();
  }

  async elementOptions() {
    return {};
  }

  async callOptions(options) {
    const folder = `${this.site.url}/dist/local-room`;
    return { ...options, dailyConfig: { avoidEval: true, bundlePathOverride: folder, ...options.dailyConfig } };
  }

  async createRoom({ privacy, properties, behavior = {}, timing }) {
    const known = Object.fromEntries(Object.entries(behavior).filter(([name]) => SWITCHES.includes(name)));
    const { name, url } = await this.#api('createRoom', {
      privacy,
      properties,
      behavior: known,
      timing,
    });
    return { name, url };
  }

  async createToken(room, properties = { is_owner: true }) {
    return this.#api('createToken', { properties: { room_name: room.name, ...properties } });
  }

  async deleteRoom(room) {
    await this.#api('deleteRoom', room.name);
  }

  async eject(room, sessionId) {
    await this.#api('eject', room.name, sessionId);
  }

  async refuseAsFull(room, sessionId) {
    await this.#api('failNow', room.name, sessionId, { how: 'meeting-full', msg: 'Meeting is full' });
  }

  async cut(room, sessionId) {
    if (await this.#isIn(room, sessionId)) await this.#api('failNow', room.name, sessionId, { how: 'interrupted' });
    // Somebody who has not joined yet is on the way for as long as a scenario waits before it restores.
    else await this.#api('failNext', room.name, { on: 'join', how: 'request-late', after: 2500 });
  }

  async restore(room, sessionId) {
    if (await this.#isIn(room, sessionId)) await this.#api('failNow', room.name, sessionId, { how: 'connected' });
  }

  async #isIn(room, sessionId) {
    const sessions = await this.sessionsIn(room);
    return sessions.some(({ id }) => id === sessionId);
  }

  async loseNextAnswer(room) {
    await this.#api('failNext', room.name, { on: 'decision', how: 'message-lost' });
  }

  async muffleKnocks(room, _sessionId, muffled) {
    if (muffled) await this.#api('failNext', room.name, { on: 'request-access', how: 'message-lost', times: 'always' });
    else await this.#api('clearFaults', room.name);
  }

  /** Who is in the room: those in the lobby who do not knock as well, whom the API does not list. */
  async sessionsIn(room) {
    return this.maker.evaluate(async (name) => {
      const database = await new Promise((resolve, reject) => {
        const opening = indexedDB.open('daily-knock-local-room');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const [store] = database.objectStoreNames;
      const stored = await new Promise((resolve, reject) => {
        const reading = database.transaction(store).objectStore(store).get(name);
        reading.onsuccess = () => resolve(reading.result);
        reading.onerror = () => reject(reading.error);
      });
      database.close();
      return Object.values(stored?.sessions ?? {}).map(({ id, access }) => ({ id, inCall: access === 'full' }));
    }, room.name);
  }

  /** A tab beside the others. */
  async openPage(path, { record, scripts = [] }) {
    const page = await this.context.newPage();
    this.recorders.set(page, record);
    for (const script of [...scripts, RECORDER]) await page.addInitScript(script);
    page.setDefaultTimeout(60_000);
    await page.goto(this.site.url + (path === '/call' ? path : `/local-room${path}`));
    return page;
  }

  async closePage(page) {
    await page.close();
  }

  #api(name, ...values) {
    return this.maker.evaluate(
      async ([method, args]) => (await import('/dist/local-room/index.js'))[method](...args),
      [name, values],
    );
  }
}
