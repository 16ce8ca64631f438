import '../../src/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { withNote } from '../../src/core/note.js';
import type { DailyVideoTile } from '../../src/elements/video-tile/video-tile.js';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakeNotifications } from '../support/fake-notifications.js';
import { FakeVisibility } from '../support/fake-visibility.js';
import { guestIn, knockForm, ownerInCall, ownerRoom, ROOM, waitingList } from '../support/fixtures.js';
import { VideoTileHarness } from '../support/harness/video-tile-harness.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { until } from '../support/until.js';

describe('the direction', () => {
  const daily = eachTest(() => new FakeDaily());

  afterEach(() => {
    document.documentElement.removeAttribute('lang');
    document.documentElement.removeAttribute('dir');
  });

  describe('of a name beside words', () => {
    const CASES = [
      ['a Hebrew name in English', 'en', 'דנה 12', '(you)', 'left'],
      ['a Hebrew name with a bracket, in English', 'en', 'דנה (', '(you)', 'left'],
      ['a Latin name in English', 'en', 'Ana', '(you)', 'left'],
      ['a Latin name in Arabic', 'ar', 'Ana 12', '(أنت)', 'right'],
      ['an Arabic name in Arabic', 'ar', 'دانا', '(أنت)', 'right'],
      ['a name that begins with a number, in Hebrew', 'he', '12 Ana', '(אני)', 'right'],
    ] as const;
    for (const [what, lang, name, you, side] of CASES) {
      it(`${what}: the name comes first, then the rest of the sentence`, async () => {
        const call = ScriptedCall.inRoom({ name });
        const tile = await fixture<DailyVideoTile>(
          html`<daily-video-tile lang=${lang} session-id="local" .call=${call.asCall}></daily-video-tile>`,
        );
        const page = new VideoTileHarness(tile);
        await until(() => page.label.includes(you), `"${you}"`);
        const [first, second] = [page.placeOf(name), page.placeOf(you)];
        if (side === 'left') expect(first.right, 'end of the name').to.be.at.most(second.left + 1);
        else expect(first.left, 'end of the name').to.be.at.least(second.right - 1);
      });
    }
  });

  it('of a note changes nothing about where it begins: where the name does', async () => {
    document.documentElement.lang = 'ar';
    const waiting = [{ id: 'a', name: withNote('Ana', 'About the contract') }];
    const list = await waitingList(ScriptedCall.inRoom({ owner: true }, waiting));
    await list.shows('قبول');
    expect(list.placeOf('note').right).to.be.closeTo(list.placeOf('name').right, 1);
  });

  it('of the notification and its words is that of the language', async () => {
    const notifications = new FakeNotifications();
    const visibility = new FakeVisibility(false);
    document.documentElement.lang = 'ar';
    const { call, page } = await ownerInCall(daily, {
      template: html`<daily-owner-room alerts="notification" room-url=${ROOM} user-name="Olga"></daily-owner-room>`,
    });
    call.knockFrom({ id: 'x', name: 'Ana (2' });
    await page.rendered();
    await until(() => notifications.open.length > 0, 'the notification');
    visibility.restore();
    notifications.restore();
    expect(notifications.open.map(({ title, dir, lang }) => ({ title, dir, lang }))).to.deep.equal([
      { title: '\u2068Ana (2\u2069 على الباب', dir: 'rtl', lang: 'ar' },
    ]);
  });

  it('of a link and a token is from left to right everywhere, that of a name follows what is typed', async () => {
    document.documentElement.lang = 'he';
    const { page } = await ownerRoom(html`<daily-owner-room></daily-owner-room>`);
    await until(() => page.labels.includes('השם שלך'), 'Hebrew');
    const directions = (): string[] => page.labels.map((label) => getComputedStyle(page.field(label)).direction);
    expect(directions(), 'while empty').to.deep.equal(['rtl', 'ltr', 'ltr']);
    page.fill('השם שלך', 'Ana');
    await page.rendered();
    expect(directions(), 'a Latin name').to.deep.equal(['ltr', 'ltr', 'ltr']);
    page.fill('השם שלך', 'דנה');
    await page.rendered();
    expect(directions(), 'a Hebrew name').to.deep.equal(['rtl', 'ltr', 'ltr']);
  });

  it('of an icon that points somewhere is that of the text', async () => {
    document.documentElement.lang = 'ar';
    const { page } = await guestIn('admitted', daily);
    await until(() => page.findButton('مغادرة'), 'the button to leave');
    expect(page.isIconMirrored('مغادرة')).to.be.true;
    expect(page.isIconMirrored('الكاميرا'), 'a camera points nowhere').to.be.false;
    document.documentElement.lang = 'en';
    await until(() => page.findButton('Leave'), 'English');
    expect(page.isIconMirrored('Leave')).to.be.false;
  });

  it('is that of the words also where the page has another, and where it has none', async () => {
    for (const dir of ['', 'ltr', 'rtl']) {
      document.documentElement.dir = dir;
      document.documentElement.lang = 'ar';
      const { form, page } = await guestIn('admitted', daily);
      daily.calls.at(-1)!.cameraError('permissions');
      await until(() => page.findButton('مغادرة'), 'Arabic');
      await until(() => page.alerts.length > 0, 'the alert');
      expect(page.directions(), `in a page of direction "${dir}"`).to.deep.equal(['rtl']);
      form.remove();
    }
  });

  it('and the language are set for browsers and screen readers, also for the English fallback', async () => {
    document.documentElement.lang = 'eo';
    const { page } = await knockForm();
    expect(page.languages()).to.deep.equal(['en']);
    document.documentElement.lang = 'pt_BR';
    await until(() => page.heading === 'Bata à porta para entrar', 'Portuguese');
    expect(page.languages()).to.deep.equal(['pt-BR']);
  });
});
