// The people of the scenarios: each has a tab with one of the elements, and acts as a person does.
import assert from 'node:assert/strict';
import { byRole, open, troubles } from './browsers.mjs';

const EVENTS = [
  ...['joined', 'knock', 'before-admit', 'before-reject', 'admitted', 'rejected', 'withdrawn'],
  ...['before-knock', 'waiting', 'unanswered', 'message', 'left', 'error'],
];

/** A page with one element and a record of every event that reaches the document. */
const page = (element) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>A page</title>
    <script>
      globalThis.events = [];
      for (const name of ${JSON.stringify(EVENTS)}) {
        document.addEventListener('daily-' + name, ({ detail }) => {
          const { error, ...rest } = detail;
          events.push({ event: name, ...rest, ...(error ? { code: error.code } : {}) });
        });
      }
    </script>
    <script type="module" src="/dist/local-room/daily-knock.js"></script>
  </head>
  <body>${element}</body>
</html>`;

/** For the server. */
export const PAGES = {
  '/owner': page('<daily-owner-room></daily-owner-room>'),
  '/guest': page('<daily-knock-form></daily-knock-form>'),
};

/** A person with a tab open, with a call element in it. */
export class Person {
  /**
   * @param {import('puppeteer-core').Page} page
   * @param {string} tag or a selector, if the element is not in the document itself
   * @param {string[]} problems
   */
  constructor(page, tag, problems) {
    this.page = page;
    this.tag = tag;
    this.problems = problems;
  }

  /** Moves the mouse to a button and clicks. A mouse that rests where rows have just moved may mean another person: the list refuses it. */
  async click(name) {
    await this.page.mouse.move(0, 0);
    await this.page.locator(byRole('button', name)).click();
  }

  /** Decides about all, and says yes where that is asked because somebody has only just come. */
  async clickForAll(verb) {
    await this.click(`${verb} all`);
    if (await this.page.$(byRole('button', 'Cancel'))) await this.click(verb);
  }

  /** Uses the local room's channel between tabs. */
  async usesChannel() {
    await this.page.$eval(this.tag, async (element) => {
      const { createLobbyChannel } = await import('/dist/local-room/index.js');
      element.channel = createLobbyChannel(element.roomUrl);
    });
  }

  /** Types a message into the open box, and sends it. */
  async writes(to, text) {
    await this.click(to);
    await this.page.locator(byRole('textbox', to)).fill(text);
    await this.click('Send');
  }

  /** Waits until a named function is true in the page. By a timer: a page behind another window may have no animation frames. */
  async until(isTrue, ...args) {
    await this.page.waitForFunction(isTrue, { polling: 100 }, ...args).catch((cause) => {
      throw new Error(`${isTrue.name}(${args}) did not become true`, { cause });
    });
  }

  /** Waits until the element is in a state. */
  async becomes(state) {
    await this.page.waitForSelector(`${this.tag}[state="${state}"]`);
  }

  /** Waits until something with a role and a (part of its) name is shown. */
  async sees(role, name) {
    await this.page.waitForSelector(byRole(role, name));
  }

  async doesNotSee(role, name) {
    const found = await this.page.$(byRole(role, name));
    assert.equal(found, null, `A ${role} "${name}" is not shown`);
  }

  /** Waits until something is no longer shown. */
  async losesSightOf(role, name) {
    await this.page.waitForSelector(byRole(role, name), { hidden: true });
  }

  /** The events so far: their names without `daily-`, and the codes of errors. */
  async events() {
    const events = await this.page.evaluate(() => globalThis.events);
    return events.map(({ event, code }) => (code ? `${event} ${code}` : event));
  }

  /** The details of all events of a name. */
  async details(event) {
    const events = await this.page.evaluate(() => globalThis.events);
    return events.filter((entry) => entry.event === event);
  }

  /** Waits until as many events of a name have come. */
  async receives(event, count = 1) {
    await this.until(
      function hasReceived(name, wanted) {
        return globalThis.events.filter((entry) => entry.event === name).length >= wanted;
      },
      event,
      count,
    );
  }

  /** Waits until this many pictures move: the same page's videos show two different moments. */
  async seesMoving(count) {
    await this.until(
      function isMoving(root, wanted) {
        const tiles = [...root.shadowRoot.querySelectorAll('daily-video-tile')];
        const videos = tiles.map((tile) => tile.shadowRoot.querySelector('video'));
        globalThis.firstTimes ??= new Map();
        const moving = videos.filter((video) => {
          if (!video || video.videoWidth === 0) return false;
          if (!globalThis.firstTimes.has(video)) globalThis.firstTimes.set(video, video.currentTime);
          return video.currentTime > globalThis.firstTimes.get(video);
        });
        return moving.length === wanted && videos.length === wanted;
      },
      await this.page.waitForSelector(this.tag),
      count,
    );
  }

  async close() {
    await this.page.close();
  }

  /** Fails if the page has complained of anything. */
  isUntroubled() {
    assert.deepEqual(troubles(this.problems), []);
  }
}

/**
 * An owner with a page open and everything filled in.
 * @param {import('./room.mjs').Stage} stage
 * @param {{ name?: string, token: string }} options
 */
export async function anOwner(stage, { name = 'Olga', token }) {
  const { page, problems } = await open(stage.browser, `${stage.url}/owner`);
  await page.evaluate(
    async (roomUrl, userName, ownerToken) => {
      await customElements.whenDefined('daily-owner-room');
      Object.assign(document.querySelector('daily-owner-room'), { roomUrl, userName, token: ownerToken });
    },
    stage.room.url,
    name,
    token,
  );
  return new Person(page, 'daily-owner-room', problems);
}

/**
 * A guest with a page open, and the room's link in it.
 * @param {import('./room.mjs').Stage} stage
 */
export async function aGuest(stage) {
  const { page, problems } = await open(stage.browser, `${stage.url}/guest`);
  await page.evaluate(async (roomUrl) => {
    await customElements.whenDefined('daily-knock-form');
    document.querySelector('daily-knock-form').roomUrl = roomUrl;
  }, stage.room.url);
  return new Person(page, 'daily-knock-form', problems);
}

/** A guest types their name and knocks. */
export async function knocks(guest, name) {
  await guest.page.locator(byRole('textbox', 'Your name')).fill(name);
  await guest.click('Knock');
}

/** An owner joins. */
export async function joins(owner) {
  await owner.click('Join');
  await owner.becomes('joined');
}
