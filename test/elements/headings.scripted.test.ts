import '../../src/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { DailyWaitingList } from '../../src/elements/waiting-list/waiting-list.js';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { knockForm, ownerInCall, ROOM } from '../support/fixtures.js';
import { WaitingListHarness } from '../support/harness/waiting-list-harness.js';

describe('heading levels', () => {
  const daily = eachTest(() => new FakeDaily());

  for (const [said, level] of [
    [undefined, 2],
    ['1', 1],
    ['4', 4],
    ['6', 6],
    ['0', 2],
    ['7', 2],
    ['2.5', 2],
    ['two', 2],
  ] as const) {
    it(`are of level ${level} where the page says ${said ?? 'nothing'}`, async () => {
      const { form, page } = await knockForm(html`<daily-knock-form></daily-knock-form>`);
      if (said !== undefined) form.setAttribute('heading-level', said);
      await page.rendered();
      expect(page.headingLevel).to.equal(level);
      const list = await fixture<DailyWaitingList>(html`<daily-waiting-list></daily-waiting-list>`);
      if (said !== undefined) list.setAttribute('heading-level', said);
      expect((await new WaitingListHarness(list).rendered()).headingLevel).to.equal(level);
    });
  }

  for (const [level, below] of [
    [3, 4],
    [6, 6],
  ] as const) {
    it(`of a call have level ${level}, and ${below} for the list in it`, async () => {
      const { page } = await ownerInCall(daily, {
        template: html`<daily-owner-room room-url=${ROOM} user-name="Olga" heading-level=${level}></daily-owner-room>`,
      });
      expect(page.headingLevel).to.equal(level);
      expect((await page.waitingList()).headingLevel).to.equal(below);
    });
  }
});
