// Where questions are asked: rooms and tokens come from Daily's REST API, or from a double of it; pages are tabs of Chromium.
import { readFile } from 'node:fs/promises';
import { serve } from '../../scripts/server.mjs';
import { launch } from '../machine/browser.mjs';
import { PAGES } from '../machine/pages.mjs';
import { RECORDER } from '../machine/trace.mjs';
import { DAILY_JS } from '../machine/world-machine.mjs';

/** What a `Stage` needs (test/machine/person.mjs). */
export class LiveWorld {
  timing = { knockInterval: 3, knockTimeout: 12, sweepInterval: 2 };

  /** @param {{ api: import('./rest.mjs').RestApi, tabs: CloudTabs, webhook?: { url: string, port: number } }} options */
  constructor({ api, tabs, webhook }) {
    Object.assign(this, { api, tabs, webhook });
  }

  createRoom(options) {
    return this.api.createRoom(options);
  }

  createToken(room, properties) {
    return this.api.createToken(room, properties);
  }

  deleteRoom(room) {
    return this.api.delete(`/rooms/${room.name}`);
  }

  eject(room, sessionId) {
    return this.api.eject(room, sessionId);
  }

  callOptions(options) {
    return this.tabs.callOptions(options);
  }

  openPage(path, options) {
    return this.tabs.openPage(path, options);
  }

  closePage(page, sessionId) {
    return this.tabs.closePage(page, sessionId);
  }
}

/** Tabs whose daily-js, the published one, speaks to Daily's cloud. */
export class CloudTabs {
  static async open() {
    const tabs = new CloudTabs();
    const dailyJs = await readFile(DAILY_JS, 'utf8');
    tabs.site = await serve({ pages: { ...PAGES, '/daily.js': dailyJs } });
    // A signal is the caller's matter: rooms are deleted before the process ends.
    tabs.browser = await launch({ localOnly: false, handleSIGINT: false, handleSIGTERM: false });
    return tabs;
  }

  async close() {
    await this.browser?.close();
    await this.site?.close();
  }

  async callOptions(options) {
    return options;
  }

  /** A tab in a browser profile of its own. */
  async openPage(path, { record, scripts = [] }) {
    const context = await this.browser.newContext();
    await context.exposeBinding('recordDaily', (_source, entry) => record(entry));
    for (const script of [...scripts, RECORDER]) await context.addInitScript(script);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(this.site.url + path);
    return page;
  }

  async closePage(page) {
    await page.context().close();
  }
}
