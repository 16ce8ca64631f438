// The example's own pages in real browsers, from signing in to the call: the room and the token come by way of the server, as
// Daily's API would give them; the call is the local room's.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { browserNames, byRole, launch, open, troubles } from '../e2e/browsers.mjs';
import { PASSWORD, startSite } from './token-server.mjs';

for (const browserName of browserNames) {
  describe(`the token server’s pages in ${browserName}`, () => {
    let browser, maker, site;

    const inLocalRoom = (name, argument) =>
      maker.evaluate(
        async (method, options) => (await import('/elements/local-room/index.js'))[method](options),
        name,
        argument,
      );

    before(async () => {
      site = await startSite({
        environment: { ELEMENTS_FOLDER: 'dist', ELEMENTS_SCRIPT: 'local-room/daily-knock.js' },
        double: {
          roomHost: 'https://local-room.localhost',
          onRoom: ({ name, privacy, config }) =>
            inLocalRoom('createRoom', { name, privacy, properties: config, ifExists: 'update' }),
          tokenFor: (properties) => inLocalRoom('createToken', { properties }),
        },
      });
      browser = await launch(browserName);
      ({ page: maker } = await open(browser, `${site.url}/login`));
    });

    after(async () => {
      await browser?.close();
      await site?.close();
    });

    const signIn = async () => {
      const opened = await open(browser, site.url);
      const { page } = opened;
      // The browser may still have the session of a test that failed.
      if (page.url() !== `${site.url}/login`) return opened;
      await page.locator(byRole('textbox', 'User')).fill('maya');
      await page.locator(byRole('textbox', 'Password')).fill(PASSWORD);
      await page.locator(byRole('button', 'Sign in')).click();
      return opened;
    };

    it('a host signs in and joins, a guest knocks and is let in; signed out, there is no token', async () => {
      const { page: stranger } = await open(browser, site.url);
      assert.equal(stranger.url(), `${site.url}/login`);
      await stranger.close();
      const { page: host, problems } = await signIn();
      await host.locator(byRole('button', 'Join')).click();
      await host.waitForSelector('daily-owner-room[state=joined]');
      const address = await host.$eval(byRole('link', '/visit/'), ({ href }) => href);

      const { page: guest, problems: guestProblems } = await open(browser, address);
      await guest.locator(byRole('textbox', 'Your name')).fill('Gus');
      await guest.locator(byRole('button', 'Knock')).click();
      await host.locator(byRole('button', 'Allow guest Gus')).click();
      await guest.waitForSelector('daily-knock-form[state=admitted]');
      await guest.waitForSelector(byRole('group', 'maya <b>'));

      const reported = troubles([...problems, ...guestProblems]);
      assert.deepEqual(reported, [], 'Nothing is against the pages’ policy.');
      await guest.close();

      await host.locator(byRole('button', 'Leave')).click();
      await host.waitForSelector('daily-owner-room[state=idle]');
      const { page: elsewhere } = await open(browser, site.url);
      await elsewhere.locator(byRole('button', 'Sign out everywhere')).click();
      await elsewhere.waitForSelector(byRole('heading', 'Sign in'));
      await elsewhere.close();
      await host.locator(byRole('button', 'Join')).click();
      await host.waitForSelector('daily-owner-room[state=failed]');
      assert.equal(await host.$eval('daily-owner-room', ({ error }) => error.code), 'token-failed');
      await host.waitForSelector(byRole('alert', 'You are no longer signed in'));
      assert.equal(site.daily.calls().filter((call) => call === 'POST /meeting-tokens').length, 1);
      await host.close();
    });

    it('a host writes to a guest, and is told of a lost connection until it is back', async () => {
      const { page: host } = await signIn();
      // Wide enough for the whole list beside the call.
      await host.setViewport({ width: 1280, height: 900 });
      await host.locator(byRole('button', 'Join')).click();
      await host.waitForSelector('daily-owner-room[state=joined]');
      const address = await host.$eval(byRole('link', '/visit/'), ({ href }) => href);
      const { page: guest } = await open(browser, address);
      await guest.locator(byRole('textbox', 'Your name')).fill('Gus');
      await guest.locator(byRole('button', 'Knock')).click();
      await guest.waitForSelector(byRole('paragraph', 'You are next.'));

      await host.locator(byRole('button', 'Write to guest Gus')).click();
      await host.locator(byRole('textbox', 'Write to guest Gus')).fill('Five minutes, please.');
      await host.locator(byRole('button', 'Send')).click();
      await host.waitForSelector(byRole('status', 'Delivered.'));
      await guest.waitForSelector(byRole('paragraph', 'Five minutes, please.'));

      await site.goDown();
      await host.locator(byRole('textbox', 'Write to guest Gus')).fill('Now you can come in.');
      await host.locator(byRole('button', 'Send')).click();
      await host.waitForSelector(byRole('status', 'This message was not delivered'));

      await site.comeBack();
      for (const end = Date.now() + 20_000; site.lobby.size === 0; await nextTurn())
        assert.ok(Date.now() < end, 'The guest listens again.');
      await host.locator(byRole('button', 'Send')).click();
      await host.waitForSelector(byRole('status', 'Delivered.'));
      await guest.waitForSelector(byRole('paragraph', 'Now you can come in.'));
      await guest.close();
      await host.close();
    });

    it('a page that opens them gets no hold of them', async () => {
      const { page: opener } = await open(browser, 'about:blank');
      await opener.evaluate((url) => void (globalThis.opened = globalThis.open(url)), `${site.url}/login`);
      // By a timer: a window that another one covers draws nothing, and Puppeteer looks at each drawing.
      await opener.waitForFunction(() => globalThis.opened?.closed, { polling: 50 });
      await opener.close();
    });
  });
}
