import { expect } from '@open-wc/testing';
import '../../src/elements/owner-room/define.js';
import { FakeDaily } from '../support/fake-daily.js';
import { forGood } from '../support/for-good.js';
import type { OwnerRoomHarness } from '../support/harness/owner-room-harness.js';
import { ownerRoom, TOKEN } from '../support/owner.js';
import { settled } from '../support/until.js';

describe('the token field of <daily-owner-room>', () => {
  let daily: FakeDaily;
  beforeEach(() => (daily = new FakeDaily()));
  afterEach(() => daily.restore());

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
    await settled();
    expect(values[0]).to.equal('');
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
    await settled();
    expect(field.value, 'moved').to.equal(TOKEN);
    await forGood(() => room.remove());
    expect(field.value, 'removed').to.equal('');
    parent.append(room);
    await page.drawn();
    expect(tokenField(page).value, 'put back').to.equal('');
  });
});
