// The room of a scenario: in the local room a new one for each, on Daily's cloud the one that the environment names.
import { serve } from '../../scripts/server.mjs';
import { launch, open } from './browsers.mjs';
import { PAGES } from './people.mjs';

/** Whether the scenarios run on Daily's cloud. */
export const LIVE = process.env.DAILY_KNOCK_LIVE === '1';

/** A browser, a server, and a room to meet in. */
export class Stage {
  /**
   * @param {string} browserName
   * @param {{ pages?: object, paths?: Record<string, string> }} [site] what else the server has
   */
  static async open(browserName, { pages = PAGES, paths } = {}) {
    const stage = new Stage();
    stage.pages = { ...pages, '/maker': '<!doctype html><title>Maker</title>' };
    stage.server = await serve({ pages: stage.pages, paths });
    stage.url = stage.server.url;
    stage.browser = await launch(browserName);
    stage.maker = (await open(stage.browser, `${stage.url}/maker`)).page;
    return stage;
  }

  /** Makes the room that everybody meets in from now on. */
  async makeRoom(rules = {}) {
    if (LIVE) {
      this.room = { url: process.env.DAILY_ROOM_URL };
      return;
    }
    await this.opened?.evaluate((room) => room.close());
    this.opened = await this.maker.evaluateHandle(
      async (options) => (await import('/dist/local-room/testing.js')).openRoom(options),
      rules,
    );
    this.room = { url: await this.opened.evaluate((room) => room.url) };
  }

  /** A token for the room; on Daily's cloud always the owner's that the environment gives. */
  async token(properties = { is_owner: true }) {
    if (LIVE) return process.env.DAILY_OWNER_TOKEN;
    return this.opened.evaluate((room, options) => room.token(options), properties);
  }

  /** Closes all tabs but the maker's, so that the next scenario begins with nobody. */
  async clear() {
    const pages = await this.browser.pages();
    await Promise.all(
      pages.filter((page) => page !== this.maker && page.url() !== 'about:blank').map((page) => page.close()),
    );
  }

  async close() {
    await this.browser?.close();
    await this.server?.close();
  }
}
