import '../../src/elements/owner-room/define.js';
import { expect, html } from '@open-wc/testing';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { ownerRoom, ROOM, TOKEN } from '../support/fixtures.js';
import type { OwnerRoomHarness } from '../support/harness/owner-room-harness.js';
import { removeForGood } from '../support/timers.js';
import { nextTasks } from '../support/until.js';

describe('the token field of <daily-owner-room>', () => {
  const daily = eachTest(() => new FakeDaily());

  const tokenField = (page: OwnerRoomHarness) => page.field('Owner token');

  it('is a password field that password managers are asked to leave alone', async () => {
    const { page } = await ownerRoom();
    const field = tokenField(page);
    expect(field.type).to.equal('password');
    expect(field.getAttribute('autocomplete')).to.equal('one-time-code');
    for (const name of ['data-1p-ignore', 'data-bwignore', 'data-lpignore'])
      expect(field.hasAttribute(name), name).to.be.true;
    expect(page.field('Your name').hasAttribute('data-1p-ignore'), 'a name may be filled in').to.be.false;
  });

  it('is empty by the time it goes away', async () => {
    const { page } = await ownerRoom();
    page.fillName('Olga');
    page.fillToken(TOKEN);
    const field = tokenField(page);
    const values: string[] = [];
    new MutationObserver(() => {
      if (!field.isConnected) values.push(field.value);
    }).observe(field.getRootNode(), { childList: true, subtree: true });
    await page.join();
    await page.reaches('connecting');
    await nextTasks();
    expect(values[0]).to.equal('');
  });

  for (const [how, begin] of [
    ['Join is pressed', (page: OwnerRoomHarness) => void page.join()],
    ['the page calls join()', (page: OwnerRoomHarness) => void page.element.join()],
  ] as const) {
    it(`uses its current value when ${how}, even without an event`, async () => {
      const { page } = await ownerRoom();
      page.setValue('Owner token', TOKEN);
      begin(page);
      const call = await daily.made();
      await call.asked('join');
      expect(call.calls('join')[0]![0]).to.include({ token: TOKEN });
      call.fatal('connection-error', 'Gone');
      await page.reaches('failed');
      expect(tokenField(page).value).to.equal(TOKEN);
    });
  }

  for (const typed of [
    `\u200b${TOKEN}\ufeff`,
    `eyJhbGciOiJIUzI1NiJ9\u00ad.owner-\u2060secret`,
    ` ${TOKEN}. `,
    `"${TOKEN}"`,
    `“${TOKEN}”.`,
    `${TOKEN}。`,
    `<${TOKEN}>`,
    `${ROOM}?t=${TOKEN}`,
    `${ROOM}?x=1&t=${TOKEN}&y=2`,
    `Your link: ${ROOM}?t=${TOKEN}.`,
    `token=${TOKEN}`,
  ])
    it(`joins with the token of ${JSON.stringify(typed)}`, async () => {
      const { page } = await ownerRoom();
      page.setValue('Owner token', typed);
      void page.join();
      const call = await daily.made();
      await call.asked('join');
      expect(call.calls('join')[0]![0]).to.include({ token: TOKEN });
    });

  for (const typed of ['My token is below', ROOM, `Bearer ${TOKEN}`, '"\u200b"', `{ "token": "${TOKEN}" }`])
    it(`asks for a token in place of ${JSON.stringify(typed)}`, async () => {
      const { room, page } = await ownerRoom();
      page.setValue('Owner token', typed);
      await page.join();
      await page.rendered();
      expect(room.state).to.equal('idle');
      expect(room.error).to.include({ code: 'missing-token' });
      expect(page.isMarkedWrong('Owner token')).to.be.true;
      expect(page.focused).to.equal('Owner token');
      expect(page.alerts).to.deep.equal([]);
      expect(tokenField(page).value, 'to be corrected').to.equal(typed);
      expect(daily.calls).to.have.length(0);
    });

  it('keeps its value in every render, and has it in no attribute', async () => {
    const { room, page } = await ownerRoom(html`<daily-owner-room></daily-owner-room>`);
    page.setValue('Owner token', TOKEN);
    await page.join();
    expect(page.isMarkedWrong('Your name')).to.be.true;
    room.lang = 'de';
    await page.shows('Raum');
    const field = page.field(page.labels.at(-1)!);
    expect(field.value).to.equal(TOKEN);
    expect(field.outerHTML).not.to.include(TOKEN);
    expect(room.shadowRoot!.innerHTML).not.to.include(TOKEN);
  });

  it('keeps focus and text when the page sets the link meanwhile', async () => {
    const { room, page } = await ownerRoom(html`<daily-owner-room></daily-owner-room>`);
    page.fillLink('https://example.daily.co/other');
    page.fillToken(TOKEN);
    const field = tokenField(page);
    room.roomUrl = ROOM;
    await page.rendered();
    expect(page.labels).to.deep.equal(['Your name', 'Owner token']);
    expect(tokenField(page)).to.equal(field);
    expect(field.value).to.equal(TOKEN);
    expect(page.focused).to.equal('Owner token');
  });

  it('has what was typed again after a failure', async () => {
    const { page } = await ownerRoom();
    page.fillName('Olga');
    page.fillToken(TOKEN);
    await page.join();
    const call = await daily.made();
    await call.asked('join');
    call.fatal('connection-error', 'Gone');
    await page.reaches('failed');
    expect(tokenField(page).value).to.equal(TOKEN);
  });

  it('is emptied when the element is removed, and not when it is moved', async () => {
    const { room, page } = await ownerRoom();
    page.fillToken(TOKEN);
    const field = tokenField(page);
    const parent = room.parentElement!;
    const other = document.createElement('div');
    parent.append(other);
    other.append(room);
    await nextTasks();
    expect(field.value, 'moved').to.equal(TOKEN);
    await removeForGood(() => room.remove());
    expect(field.value, 'removed').to.equal('');
    parent.append(room);
    await page.rendered();
    expect(tokenField(page).value, 'put back').to.equal('');
  });
});
