// The owner's waiting list in a small window that stays on top.
import '../../src/elements/owner-room/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakePictureInPicture } from '../support/fake-picture-in-picture.js';
import { ownerInCall, ROOM } from '../support/fixtures.js';
import { WaitingListHarness } from '../support/harness/waiting-list-harness.js';
import { ANA, BEA } from '../support/people.js';
import { removeForGood } from '../support/timers.js';
import { nextTasks, until } from '../support/until.js';

const OPEN = 'Open in a small window';
const CLOSE = 'Close the small window';
const AWAY = 'The list is in a small window, which stays on top of the others.';

describe('the small window', () => {
  const daily = eachTest(() => new FakeDaily());
  const pip = eachTest(() => new FakePictureInPicture());

  afterEach(() => {
    document.documentElement.removeAttribute('lang');
  });

  const listInWindow = () =>
    until(() => pip.document?.querySelector('daily-waiting-list'), 'the list in the window').then((list) =>
      new WaitingListHarness(list).rendered(),
    );

  async function open(options: Parameters<typeof ownerInCall>[1] = { waiting: [ANA] }) {
    const owner = await ownerInCall(daily, options);
    await owner.page.press(OPEN);
    const list = await listInWindow();
    await until(() => list.names.length > 0, 'the people');
    return { ...owner, list };
  }

  it('shows the list, which works there; the page says where it is', async () => {
    const { page, list, call } = await open();
    expect(page.hasWaitingList).to.be.false;
    expect(page.text).to.include(AWAY);
    call.knockFrom(BEA);
    await list.rendered();
    expect(list.names).to.deep.equal(['Ana', 'Bea']);
    await list.allow('Ana');
    expect(call.answers).to.deep.equal([['a', { grantRequestedAccess: true }]]);
    call.acceptDecision('a');
    await until(() => list.names.join() === 'Bea', 'the other one');
  });

  it('has the focus in it, on the person who has waited longest', async () => {
    const { list } = await open();
    await until(() => list.focused, 'the focus');
    expect(list.focused).to.equal('Ana');
  });

  it('closes by the button, and the list is back', async () => {
    const { page } = await open();
    await page.press(CLOSE);
    expect(pip.document).to.be.undefined;
    const list = await page.waitingList();
    expect(list.names).to.deep.equal(['Ana']);
    expect(page.text).not.to.include(AWAY);
    expect(page.focused).to.equal(OPEN);
    await page.press(OPEN);
    expect((await listInWindow()).names).to.deep.equal(['Ana']);
  });

  it('brings the list back when the visitor closes it', async () => {
    const { page } = await open();
    pip.close();
    const list = await page.waitingList();
    expect(list.names).to.deep.equal(['Ana']);
    expect(page.findButton(OPEN)).to.exist;
  });

  it('is styled as the page styles the element, in its language and direction', async () => {
    document.documentElement.lang = 'ar';
    const { page } = await ownerInCall(daily, {
      waiting: [ANA],
      template: html`<daily-owner-room
        style="--daily-accent: rgb(1, 2, 3); --daily-radius: 3px; color-scheme: dark; font-family: serif"
        room-url=${ROOM}
        user-name="Olga"
      ></daily-owner-room>`,
    });
    await page.press('فتح في نافذة صغيرة');
    const list = await listInWindow();
    const { documentElement: root } = pip.document!;
    const style = pip.document!.defaultView!.getComputedStyle(list.element);
    expect(style.getPropertyValue('--daily-accent').trim()).to.equal('rgb(1, 2, 3)');
    expect([style.colorScheme, style.fontFamily]).to.deep.equal(['dark', 'serif']);
    expect([root.lang, root.dir]).to.deep.equal(['ar', 'rtl']);
    expect(list.heading).to.equal('غرفة الانتظار');
    expect(pip.document!.title).to.equal('غرفة الانتظار');
  });

  it('is light or dark as the page is, where that is left to the browser', async () => {
    const { list } = await open({
      waiting: [ANA],
      template: html`<daily-owner-room
        style="color-scheme: light dark"
        room-url=${ROOM}
        user-name="Olga"
      ></daily-owner-room>`,
    });
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
    expect(getComputedStyle(list.element).colorScheme).to.equal(isDark ? 'dark' : 'light');
  });

  it('announces there who knocks and what becomes of them', async () => {
    const { list, call } = await open();
    call.knockFrom(BEA);
    await list.announces('Bea is knocking');
    await list.deny('Bea');
    call.acceptDecision('b');
    await list.announces('Turned away: Bea.');
  });

  it('announces there that the page lets everybody in', async () => {
    const { room, list } = await open();
    room.autoAdmit = true;
    await list.announces('Whoever knocks comes in at once.');
    room.autoAdmit = false;
    await list.announces('Whoever knocks waits until you let them in.');
  });

  it('does not let the events of another room into it, nor its own out of it', async () => {
    const { list, room } = await open();
    const heard: unknown[] = [];
    pip.document!.defaultView!.addEventListener('daily-knock', (event) => heard.push(event));
    const other = await fixture(html`<div></div>`);
    const detail = { id: 'x', name: 'Eve', since: new Date() };
    room.append(other);
    other.dispatchEvent(new CustomEvent('daily-knock', { bubbles: true, composed: true, detail }));
    room.dispatchEvent(
      new CustomEvent('daily-knock', { bubbles: true, composed: true, detail: { ...detail, name: 'Bea' } }),
    );
    await list.announces('Bea is knocking');
    expect(heard).to.deep.equal([]);
  });

  it('keeps the title of the page counting', async () => {
    const title = document.title;
    document.title = 'Consulting';
    try {
      const { call } = await open();
      call.knockFrom(BEA);
      await until(() => document.title === '(2) Consulting', 'the count');
    } finally {
      document.title = title;
    }
  });

  for (const [why, end] of [
    ['the owner leaves', ({ page }) => page.press('Leave')],
    ['the call fails', ({ call }) => call.fatal('ejected')],
    ['the rights are lost', ({ call }) => call.participantChanges({ id: 'local', name: 'Olga', owner: false })],
    ['the element is removed', ({ room }) => removeForGood(() => room.remove())],
  ] as [string, (owner: Awaited<ReturnType<typeof open>>) => unknown][])
    it(`closes when ${why}`, async () => {
      const owner = await open();
      await end(owner);
      await until(() => !pip.document, 'the end');
    });

  it('stays when the element is moved within the page', async () => {
    const { room, list, call } = await open();
    (await fixture(html`<section></section>`)).append(room);
    call.knockFrom(BEA);
    await list.rendered();
    expect(list.names).to.deep.equal(['Ana', 'Bea']);
  });

  it('that the browser refuses is said, and can be asked for again', async () => {
    pip.refusal = new DOMException('No.', 'NotAllowedError');
    const { page } = await ownerInCall(daily, { waiting: [ANA] });
    await page.press(OPEN);
    await page.shows('The small window did not open. Please try again.');
    expect((await page.waitingList()).names).to.deep.equal(['Ana']);
    pip.refusal = undefined;
    await page.press(OPEN);
    await listInWindow();
    expect(page.text).not.to.include('did not open');
  });

  it('that opens when the call is over closes again', async () => {
    const { page } = await ownerInCall(daily, { waiting: [ANA] });
    page.button(OPEN).click();
    await page.press('Leave');
    await nextTasks();
    expect(pip.requests).to.have.length(1);
    expect(pip.document).to.be.undefined;
  });

  it('is not offered where the browser has none, nor to an owner without the right to answer', async () => {
    const withoutRights = await ownerInCall(daily, { me: { owner: false } });
    expect(withoutRights.page.findButton(OPEN)).to.be.undefined;
    pip.remove();
    const { page } = await ownerInCall(daily, { waiting: [ANA] });
    expect(page.findButton(OPEN)).to.be.undefined;
  });

  it('is not offered in another document', async () => {
    const frame = await fixture<HTMLIFrameElement>(html`<iframe></iframe>`);
    const { room, page } = await ownerInCall(daily, { waiting: [ANA] });
    frame.contentDocument!.body.append(room);
    await page.rendered();
    expect(page.findButton(OPEN)).to.be.undefined;
    room.remove();
  });
});
