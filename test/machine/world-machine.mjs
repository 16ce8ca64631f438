// A world in which daily-js runs Daily's own call machine against the double of Daily's servers.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { serve } from '../../scripts/server.mjs';
import { launch } from './browser.mjs';
import { DailyServers, ROOM_CHECK } from './daily-servers.mjs';
import { PAGES } from './pages.mjs';
import { DAILY_TIMING } from './person.mjs';
import { RECORDER } from './trace.mjs';

/** The published daily-js, as it is. */
export const DAILY_JS = fileURLToPath(new URL('../../node_modules/@daily-co/daily-js/dist/daily.js', import.meta.url));
const CALL_MACHINE = /\/call-machine-object-bundle\.js(?:$|\?)/;

export class MachineWorld {
  name = 'machine';
  /** The machine has its own clock, which nobody can change. */
  timing = DAILY_TIMING;
  /** What pages asked for and did not get. @type {Set<string>} */
  refused = new Set();

  /** @param {{ bundle: string }} options the path of `call-machine-object-bundle.js` */
  static async open({ bundle, dailyJs = DAILY_JS }) {
    const world = new MachineWorld();
    world.machine = await readFile(bundle, 'utf8');
    world.dailyJs = await readFile(dailyJs, 'utf8');
    world.servers = await DailyServers.open();
    world.site = await serve({ pages: PAGES });
    world.browser = await launch();
    return world;
  }

  async close() {
    await this.browser?.close();
    await this.servers?.close();
    await this.site?.close();
  }

  /** Properties for the elements. */
  async elementOptions() {
    return { callOptions: { dailyConfig: { avoidEval: true } } };
  }

  /** Options for `createCallObject()`. */
  async callOptions(options) {
    return { ...options, dailyConfig: { avoidEval: true, ...options.dailyConfig } };
  }

  async createRoom(options) {
    const room = this.servers.createRoom(options);
    return { name: room.name, url: room.url };
  }

  async createToken(room, properties) {
    return this.servers.createToken(room.name, properties);
  }

  async deleteRoom(room) {
    this.servers.deleteRoom(room.name);
  }

  async eject(_room, sessionId) {
    this.servers.eject(sessionId);
  }

  async refuseAsFull(_room, sessionId) {
    this.servers.refuseAsFull(sessionId);
  }

  async sessionsIn(room) {
    return this.servers.sessionsIn(room.name);
  }

  async cut(_room, sessionId, how) {
    this.servers.cut(sessionId, how);
  }

  async restore(_room, sessionId) {
    this.servers.restore(sessionId);
  }

  async loseNextAnswer(_room, sessionId) {
    this.servers.loseNextAnswer(sessionId);
  }

  async muffleKnocks(_room, sessionId, muffled) {
    this.servers.muffleKnocks(sessionId, muffled);
  }

  /** A tab in a browser profile of its own. */
  async openPage(path, { record, scripts = [] }) {
    const context = await this.browser.newContext();
    await context.exposeBinding('recordDaily', (_source, entry) => record(entry));
    for (const script of [...scripts, RECORDER]) await context.addInitScript(script);
    await context.route('**/*', (route) => this.#answer(route));
    const signaling = this.servers.url;
    await context.routeWebSocket(
      (url) => !url.href.startsWith(signaling),
      (socket) => {
        this.refused.add(`WebSocket ${new URL(socket.url()).origin}`);
        void socket.close();
      },
    );
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(this.site.url + path);
    return page;
  }

  /** Closes a tab; resolves when nothing of it is left. */
  async closePage(page, sessionId) {
    await page.context().close();
    if (sessionId) await this.servers.closed(sessionId);
  }

  async #answer(route) {
    const request = route.request();
    const url = request.url();
    if (url.startsWith(`${this.site.url}/daily.js`))
      return route.fulfill({ body: this.dailyJs, contentType: 'text/javascript' });
    if (url.startsWith(this.site.url) || url.startsWith('blob:') || url.startsWith('data:')) return route.continue();
    const headers = { 'access-control-allow-origin': '*' };
    if (CALL_MACHINE.test(url)) return route.fulfill({ body: this.machine, contentType: 'text/javascript', headers });
    const [, , room] = ROOM_CHECK.exec(url) ?? [];
    if (room && request.method() === 'POST') {
      const form = new URLSearchParams(request.postData() ?? '');
      const { status, body } = await this.servers.checkRoom(decodeURIComponent(room), form);
      return route.fulfill({ status, headers, json: body }).catch(() => {}); // The page may have gone meanwhile.
    }
    this.refused.add(`${request.method()} ${url.replace(/[?#].*/, '')}`);
    return route.abort();
  }
}
