// The browsers that README.md names, played by taking from a current one what they do not have: a whole knock goes through all the same.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { serve } from '../../scripts/server.mjs';
import { browserNames, byRole, launch, open, troubles } from '../e2e/browsers.mjs';

/** What runs in a page before everything else. */
const LACKS = {
  'plain names of custom states': () => {
    const { add } = CustomStateSet.prototype;
    CustomStateSet.prototype.add = function (name) {
      if (!name.startsWith('--')) throw new DOMException(`'${name}' does not start with '--'.`, 'SyntaxError');
      return add.call(this, name);
    };
  },
  'custom states': () => delete ElementInternals.prototype.states,
  attachInternals: () => delete HTMLElement.prototype.attachInternals,
  'Intl.Segmenter': () => delete Intl.Segmenter,
  'the screen wake lock': () => delete Navigator.prototype.wakeLock,
  'a choice of speakers': () => delete HTMLMediaElement.prototype.setSinkId,
  'scrollMargin of IntersectionObserver': () => {
    const Own = IntersectionObserver;
    globalThis.IntersectionObserver = class extends Own {
      constructor(callback, options) {
        super(callback, { ...options, scrollMargin: undefined });
      }
    };
  },
  notifications: () => delete globalThis.Notification,
  sounds: () => delete globalThis.AudioContext,
  workers: () => delete globalThis.Worker,
  'navigator.permissions': () => delete Navigator.prototype.permissions,
  'navigator.userActivation': () => delete Navigator.prototype.userActivation,
  'permissions policies': () => delete Document.prototype.featurePolicy,
};

const REFUSALS = {
  sounds: () => {
    globalThis.AudioContext = class {
      constructor() {
        throw new DOMException('There are too many of them.', 'NotSupportedError');
      }
    };
  },
  workers: () => {
    globalThis.Worker = class {
      constructor() {
        throw new DOMException('A policy forbids it.', 'SecurityError');
      }
    };
  },
  notifications: () => {
    globalThis.Notification = class {
      static permission = 'default';
      static requestPermission() {
        throw new TypeError('Only a service worker may.');
      }
    };
  },
  'the screen wake lock': () =>
    Object.defineProperty(Navigator.prototype, 'wakeLock', {
      value: { request: () => Promise.reject(new DOMException('No.', 'NotAllowedError')) },
    }),
  'navigator.permissions': () =>
    Object.defineProperty(Navigator.prototype, 'permissions', {
      value: { query: () => Promise.reject(new TypeError('No such name.')) },
    }),
};

const SILENCES = {
  sounds: () => {
    AudioContext.prototype.resume = AudioContext.prototype.close = () => new Promise(() => {});
  },
  notifications: () => {
    globalThis.Notification = class {
      static permission = 'default';
      static requestPermission = () => new Promise(() => {});
    };
  },
  'the screen wake lock': () =>
    Object.defineProperty(Navigator.prototype, 'wakeLock', { value: { request: () => new Promise(() => {}) } }),
  'navigator.permissions': () =>
    Object.defineProperty(Navigator.prototype, 'permissions', { value: { query: () => new Promise(() => {}) } }),
};

const pick = (from, ...names) => names.map((name) => from[name]);
const NEW_IN_THE_OTHERS = ['permissions policies', 'scrollMargin of IntersectionObserver'];
const BROWSERS = {
  'Chrome and Edge 123': pick(LACKS, 'plain names of custom states'),
  'Firefox 121': pick(LACKS, 'custom states', 'Intl.Segmenter', 'the screen wake lock', ...NEW_IN_THE_OTHERS),
  'Safari 17.5': pick(LACKS, 'a choice of speakers', 'notifications', ...NEW_IN_THE_OTHERS),
  'a browser that has none of what can be done without': Object.values(LACKS).slice(1),
  'a browser that refuses all that it may': Object.values(REFUSALS),
  'a browser that leaves all that it may unanswered': Object.values(SILENCES),
};

const LONG = `Gus ${'x'.repeat(100)}`;
const page = (taken, room) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>
  <script>${taken.map((take) => `(${take})();`).join('\n')}</script>
  <script type="module" src="/dist/local-room/daily-knock.js?room=${room}"></script>
  <daily-owner-room alerts="sound title notification" room-url="https://local-room.localhost/${room}" user-name="Olga"></daily-owner-room>
  <daily-knock-form alerts="sound title notification" room-url="https://local-room.localhost/${room}"></daily-knock-form>`;

for (const browserName of browserNames) {
  describe(`${browserName} in place of`, () => {
    let browser, site;

    before(async () => {
      const pages = Object.values(BROWSERS).map((taken, index) => [`/${index}`, page(taken, `older-${index}`)]);
      site = await serve({ pages: Object.fromEntries(pages) });
      browser = await launch(browserName);
    });

    after(async () => {
      await browser?.close();
      await site?.close();
    });

    for (const [index, name] of Object.keys(BROWSERS).entries()) {
      it(`${name}: an owner admits a guest`, async () => {
        const { page: tab, problems } = await open(browser, `${site.url}/${index}`);
        await tab.evaluate(async (room) => {
          const { createToken } = await import('/dist/local-room/index.js');
          const token = await createToken({ properties: { room_name: room, is_owner: true } });
          await customElements.whenDefined('daily-owner-room');
          document.querySelector('daily-owner-room').token = token;
        }, `older-${index}`);
        await tab.locator(byRole('button', 'Join')).click();
        await tab.waitForSelector('daily-owner-room[state=joined]');
        await tab.locator(byRole('textbox', 'Your name')).fill(LONG);
        await tab.locator(byRole('button', 'Knock')).click();
        await tab.waitForSelector('daily-knock-form[state=waiting]');
        await tab.locator(byRole('button', 'Allow guest Gus')).click();
        await tab.waitForSelector('daily-knock-form[state=admitted]');
        await tab.waitForSelector(byRole('group', 'Olga'));
        // Firefox says so where what asks had still to be fetched when the button was pressed.
        const seen = troubles(problems).filter((problem) => !problem.includes('Notification permission may only'));
        assert.deepEqual(seen, []);
        await tab.close();
      });
    }
  });
}
