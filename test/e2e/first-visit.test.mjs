// People who see the elements for the first time, on the demo and on a CMS page. They find things by role and text. Counts each
// click and key from arrival to the call.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { serve } from '../../scripts/server.mjs';
import { browserNames, byRole, launch, open, troubles } from './browsers.mjs';

/** A visitor who reads, clicks and types, and nothing else. */
class Visitor {
  clicks = 0;
  keys = 0;

  static async arrive(browser, url) {
    const visitor = new Visitor();
    visitor.arrivedAt = performance.now();
    Object.assign(visitor, await open(browser, url));
    return visitor;
  }

  /** The number of fields that they have to fill. */
  async emptyFields(form) {
    const fields = await this.page.$$(`${form} >>> input:required`);
    const values = await Promise.all(fields.map((field) => field.evaluate((input) => input.value)));
    return values.filter((value) => value === '').length;
  }

  async click(role, name) {
    const target = await this.page.waitForSelector(byRole(role, name));
    await target.scrollIntoView();
    await target.click();
    this.clicks += 1;
  }

  async type(name, text) {
    await this.click('textbox', name);
    await this.page.keyboard.type(text);
    this.keys += text.length;
  }

  async reads(role, name) {
    await this.page.waitForSelector(byRole(role, name));
  }

  get effort() {
    return { clicks: this.clicks, keys: this.keys };
  }

  get seconds() {
    return (performance.now() - this.arrivedAt) / 1000;
  }

  isUntroubled() {
    assert.deepEqual(troubles(this.problems), []);
  }
}

for (const browserName of browserNames) {
  describe(`a first visit in ${browserName}`, () => {
    let server, browser;
    before(async () => {
      server = await serve();
      browser = await launch(browserName);
    });
    after(async () => {
      await browser?.close();
      await server?.close();
    });

    it('the demo: the owner joins with one click, the guest with a name and one click', async (context) => {
      const owner = await Visitor.arrive(browser, `${server.url}/owner.html`);
      await owner.click('button', 'Join');
      await owner.reads('heading', 'Waiting room');
      assert.deepEqual(owner.effort, { clicks: 1, keys: 0 });

      const guest = await Visitor.arrive(browser, `${server.url}/guest.html`);
      await guest.reads('heading', 'Knock to come in');
      assert.equal(await guest.emptyFields('daily-knock-form'), 1);
      await guest.type('Your name', 'Ana');
      await guest.click('button', 'Knock');
      await guest.reads('heading', 'Waiting to be let in');
      // One click into the field, one on Knock.
      assert.deepEqual(guest.effort, { clicks: 2, keys: 3 });

      await owner.click('button', 'Allow guest Ana');
      await guest.reads('button', 'Leave');
      assert.deepEqual(owner.effort, { clicks: 2, keys: 0 });
      context.diagnostic(
        `Seconds from arrival to the call: owner and guest ${owner.seconds.toFixed(1)}, guest ${guest.seconds.toFixed(1)}`,
      );
      for (const visitor of [owner, guest]) visitor.isUntroubled();
    });

    it('the demo on a phone: what there is to do is in the first screen', async () => {
      for (const [path, name] of [
        ['owner.html', 'Join'],
        ['guest.html', 'Knock'],
      ]) {
        const { page } = await Visitor.arrive(browser, `${server.url}/${path}`);
        await page.setViewport({ width: 390, height: 844 });
        const button = await page.waitForSelector(byRole('button', name));
        const { y, height } = await button.boundingBox();
        assert.ok(y + height <= 844, `${name} ends at ${y + height} px`);
        await page.close();
      }
    });

    it('a CMS page: the guest needs the same, among the other things of the page', async () => {
      const staff = await Visitor.arrive(browser, `${server.url}/`);
      const token = await staff.page.evaluate(async () => {
        const { openRoom, ownerToken, OFFICE_HOURS } = await import('/local-room.js');
        await openRoom(OFFICE_HOURS);
        return ownerToken(OFFICE_HOURS);
      });
      await staff.page.goto(`${server.url}/cms.html`);
      const summary = await staff.page.waitForSelector(byRole('button', 'For our staff'));
      await summary.click();
      await staff.page.locator('daily-owner-room >>> input[name="userName"], daily-owner-room >>> input').fill('Ines');
      await staff.page.locator('daily-owner-room >>> input[type="password"]').fill(token);
      await staff.click('button', 'Join');
      await staff.reads('heading', 'Waiting room');

      const guest = await Visitor.arrive(browser, `${server.url}/cms.html`);
      assert.equal(await guest.emptyFields('daily-knock-form'), 1);
      await guest.type('Your name', 'Ana');
      await guest.click('button', 'Knock');
      await guest.reads('heading', 'Waiting to be let in');
      await staff.click('button', 'Allow guest Ana');
      await guest.reads('button', 'Leave');
      assert.deepEqual(guest.effort, { clicks: 2, keys: 3 });
      for (const visitor of [staff, guest]) visitor.isUntroubled();
    });
  });
}
