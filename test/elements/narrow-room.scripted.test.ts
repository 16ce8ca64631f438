// An owner's room too narrow for the waiting list beside the call, as on a phone: the call stays visible.
import '../../src/define.js';
import { expect, html } from '@open-wc/testing';
import { withNote } from '../../src/core/note.js';
import { eachTest } from '../support/each-test.js';
import { FakeChannel } from '../support/fake-channel.js';
import { FakeDaily } from '../support/fake-daily.js';
import { type Owner, ownerInCall, ROOM } from '../support/fixtures.js';
import type { WaitingListHarness } from '../support/harness/waiting-list-harness.js';
import { ANA, BEA, CLEO } from '../support/people.js';
import { renderSecondsAgo } from '../support/timers.js';
import { listRead, nextTasks, until } from '../support/until.js';

const SHOW_ALL = 'Show all 3 people who wait, +2';
const OPEN = 'Open the waiting room';

/** One click of a series, as a mouse makes it. */
const click = (target: Element, count: number, place: MouseEventInit = {}): boolean =>
  target.dispatchEvent(
    new MouseEvent('click', { detail: count, bubbles: true, composed: true, cancelable: true, ...place }),
  );

/** Presses the page beside the sheet. */
function pressBeside({ sheet }: WaitingListHarness): void {
  sheet!.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
  click(sheet!, 1);
}

describe("an owner's narrow room", () => {
  const daily = eachTest(() => new FakeDaily());

  async function inCall(
    waiting = [ANA, BEA, CLEO],
    channel?: FakeChannel,
  ): Promise<Owner & { list: WaitingListHarness; decided: () => unknown[] }> {
    const template = html`<daily-owner-room
      style="inline-size: 358px"
      room-url=${ROOM}
      user-name="Olga"
      .channel=${channel}
    ></daily-owner-room>`;
    const owner = await ownerInCall(daily, { waiting, template });
    owner.call.participantJoins({ id: 'h', name: 'Hana' });
    const list = await owner.page.waitingList();
    await until(() => list.bar !== undefined, 'the bar');
    await owner.page.rendered();
    const decided = (): unknown[] => owner.call.answers.map(([id]) => id);
    return { ...owner, list, decided };
  }

  it('has room for a name on a small phone', async () => {
    const { room, list } = await inCall([{ id: 'a', name: 'Amara Osei' }, BEA]);
    room.style.inlineSize = '288px';
    const allow = list.button('Allow guest Amara Osei').getBoundingClientRect();
    const { left } = list.placeOf('name');
    expect(allow.left - left).to.be.at.least(90);
  });

  it('says who has waited longest and how many more wait, above the controls; the pictures stay in sight', async () => {
    const { room, page, list } = await inCall();
    expect(list.bar).to.equal('A Ana just now Allow +2');
    expect(list.buttonNames).to.deep.equal(['Allow guest Ana', SHOW_ALL]);
    const { top } = room.getBoundingClientRect();
    const place = (element: Element): DOMRect => element.getBoundingClientRect();
    const bar = place(list.element);
    const pictures = page.allElements.filter((each) => each.localName === 'daily-video-tile').map(place);
    expect(pictures).to.have.length(2);
    for (const picture of pictures) expect(picture.bottom).to.be.at.most(bar.top);
    for (const name of ['Microphone', 'Camera', 'Leave']) {
      const button = place(page.button(name));
      expect(button.top, name).to.be.at.least(bar.bottom);
      expect(button.bottom - top, name).to.be.at.most(844 - 32);
    }
  });

  it('moves nothing for a knock', async () => {
    const { page, list, call } = await inCall([]);
    const places = (): number[] => ['Microphone', 'Leave'].map((name) => page.button(name).getBoundingClientRect().top);
    const before = places();
    expect(list.bar).to.equal('Nobody is waiting. People who knock appear here.');
    expect(list.buttonNames).to.deep.equal([OPEN]);
    call.knockFrom(ANA);
    await list.shows('Ana');
    expect(list.buttonNames).to.deep.equal(['Allow guest Ana', OPEN]);
    expect(places()).to.deep.equal(before);
    await page.announces('Ana is knocking');
  });

  it('moves nothing for a knock by a person of the same name', async () => {
    const ana = { ...ANA, name: withNote('Ana', 'The budget') };
    const { page, list, call } = await inCall([ana]);
    expect(list.bar).to.equal('A Ana The budget Allow');
    const place = (): number => page.button('Leave').getBoundingClientRect().top;
    const before = place();
    call.knockFrom({ id: 'a2', name: 'Ana' });
    await list.shows('number 1');
    expect(place()).to.equal(before);
    expect(list.bar).to.equal('A Ana number 1 of this name Allow +1');
  });

  it('lets in from the bar; then the next has their turn', async () => {
    const { list, call, decided } = await inCall();
    await list.allow('Ana');
    expect(list.bar).to.equal('A Ana Letting in… Allow +2');
    call.acceptDecision('a');
    await list.shows('Bea');
    expect(decided()).to.deep.equal(['a']);
    expect(list.focused, 'no button of another person').to.equal('Bea');
    expect(list.element.shadowRoot!.activeElement!.matches('button')).to.be.false;
  });

  it('keeps the place of a person who has gone for a second, so that nobody lets in the next one unseen', async () => {
    const { list, call, decided } = await renderSecondsAgo(() => inCall([ANA, BEA]));
    const height = list.element.getBoundingClientRect().height;
    const allow = list.button('Allow guest Ana').getBoundingClientRect();
    click(list.button('Allow guest Ana'), 1);
    call.acceptDecision('a');
    await list.shows('Let in');
    expect(list.bar).to.equal('A Ana Let in');
    expect(list.element.getBoundingClientRect().height).to.equal(height);
    const place = { clientX: allow.x + 5, clientY: allow.y + 5 };
    list.element.dispatchEvent(new PointerEvent('pointermove', { ...place, composed: true }));
    const below = list.element.shadowRoot!.elementFromPoint(place.clientX, place.clientY)!;
    click(below, 1, place);
    expect(decided()).to.deep.equal(['a']);
    await list.shows('Bea');
    expect(list.buttonNames).to.deep.equal(['Allow guest Bea', OPEN]);
    call.unlist('b');
    await list.shows('No longer waiting');
    await list.shows('Nobody is waiting.');
  });

  it('says where a person with a note went', async () => {
    const { list, call } = await inCall([{ ...ANA, name: withNote('Ana', 'Knee') }]);
    expect(list.bar).to.equal('A Ana Knee Allow');
    call.unlist('a');
    await list.shows('No longer waiting');
    expect(list.bar).to.equal('A Ana No longer waiting');
  });

  it('lets in one person with a double click, or with a second tap in the same place', async () => {
    const { list, call, decided } = await renderSecondsAgo(() => inCall());
    click(list.button('Allow guest Ana'), 1);
    await nextTasks();
    call.acceptDecision('a');
    await list.shows('Bea');
    click(list.button('Allow guest Bea'), 2);
    click(list.button('Allow guest Bea'), 1);
    await nextTasks();
    expect(decided()).to.deep.equal(['a']);
  });

  it('says in the bar that a decision failed', async () => {
    const { list, call } = await inCall();
    await list.allow('Ana');
    call.failDecision('a', new Error('network'));
    await list.shows('That did not go through. Please try again.');
    expect(list.alerts).to.have.length(1);
  });

  describe('opens a sheet', () => {
    it('with all people and what can be done about them; the focus is on the first person', async () => {
      const { list, page } = await inCall();
      await list.openSheet();
      expect(list.names).to.deep.equal(['Ana', 'Bea', 'Cleo']);
      expect(list.buttonNames.slice(0, 5)).to.deep.equal([
        'Close',
        'Allow all',
        'Deny all',
        'Allow guest Ana',
        'Deny guest Ana',
      ]);
      expect(list.autoAdmit?.name).to.equal('Let people in automatically');
      expect(page.findButton('Open in a small window')?.getBoundingClientRect().height).to.be.greaterThan(0);
      expect(list.focused).to.equal('Ana');
      expect(list.sheet!.matches(':modal')).to.be.true;
      list.cancelMotion();
      await expect(list.element).to.be.accessible();
    });

    it('in which no knock and nobody who leaves moves a row', async () => {
      const { list, call } = await inCall();
      await list.openSheet();
      list.cancelMotion();
      const top = (): number => list.button('Allow guest Ana').getBoundingClientRect().top;
      const before = top();
      call.knockFrom({ id: 'd', name: 'Dora' });
      await list.shows('Dora');
      expect(top()).to.equal(before);
      for (const id of ['c', 'd']) call.unlist(id);
      await until(() => list.rows.length === 2 && list.gone.length === 0, 'their rows to go');
      expect(top()).to.equal(before);
    });

    it('which is no backdrop where it is empty', async () => {
      const { list } = await inCall([ANA]);
      await list.openSheet();
      list.cancelMotion();
      const { left, bottom } = list.sheet!.getBoundingClientRect();
      const lowest = list.element.shadowRoot!.elementFromPoint(left + 20, bottom - 5);
      expect(list.sheet!.contains(lowest) && lowest !== list.sheet).to.be.true;
    });

    const WAYS: Record<string, (list: WaitingListHarness) => unknown> = {
      'its button': (list) => list.press('Close'),
      // As the browser does for Escape.
      Escape: (list) => list.sheet!.close(),
      'a click beside it': (list) => pressBeside(list),
    };
    for (const [how, close] of Object.entries(WAYS))
      it(`and closes it with ${how}; the focus is back`, async () => {
        const { list } = await inCall();
        await renderSecondsAgo(() => list.openSheet());
        await close(list);
        await until(() => list.bar, 'the bar');
        expect(list.sheet).to.equal(null);
        expect(list.focused).to.equal(SHOW_ALL);
      });

    it('and a second click beside it presses nothing below', async () => {
      const { list, page, room } = await inCall();
      await renderSecondsAgo(() => list.openSheet());
      pressBeside(list);
      await until(() => list.bar, 'the bar');
      click(page.button('Leave'), 2);
      await nextTasks();
      expect(room.state).to.equal('joined');
    });

    it('in which a second click decides about nobody', async () => {
      const { list, decided } = await renderSecondsAgo(() => inCall());
      click(list.button('Allow guest Ana'), 1);
      click(list.opener!, 1);
      await until(() => list.sheet, 'the sheet');
      click(list.button('Deny guest Ana'), 2);
      click(list.button('Allow guest Bea'), 2);
      expect(decided()).to.deep.equal(['a']);
    });

    it('in which a second tap where the bar was does nothing, later it decides', async () => {
      const { list, decided } = await renderSecondsAgo(() => inCall());
      click(list.opener!, 1);
      await until(() => list.sheet, 'the sheet');
      // Each tap is a first click on some phones, and the finger has moved a little.
      list.element.dispatchEvent(new PointerEvent('pointermove', { clientX: 2, clientY: 2, composed: true }));
      for (const name of ['Allow guest Ana', 'Deny guest Bea', 'Deny all', 'Close']) click(list.button(name), 1);
      pressBeside(list);
      await list.rendered();
      expect(decided()).to.deep.equal([]);
      expect(list.sheet).to.exist;
      expect(list.question).to.equal('');
      await until(() => {
        click(list.button('Allow guest Ana'), 1);
        return decided().length > 0;
      }, 'the decision');
      expect(decided()).to.deep.equal(['a']);
    });

    it('and a second tap on its Close lets nobody in from the bar', async () => {
      const { list, decided } = await renderSecondsAgo(async () => {
        const owner = await inCall();
        await owner.list.openSheet();
        return owner;
      });
      click(list.button('Close'), 1);
      await until(() => list.bar, 'the bar');
      click(list.button('Allow guest Ana'), 1);
      click(list.opener!, 1);
      await list.rendered();
      expect(decided()).to.deep.equal([]);
      expect(list.sheet).to.equal(null);
    });

    it('whose Escape closes it, and does not reach the page', async () => {
      const { list, room } = await inCall();
      await list.openSheet();
      let reached = false;
      room.addEventListener('keydown', () => (reached = true));
      const key = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true });
      list.element.shadowRoot!.activeElement!.dispatchEvent(key);
      expect(reached).to.be.false;
      expect(key.defaultPrevented, 'the browser closes it').to.be.false;
    });

    it('in which Escape takes back a question first', async () => {
      const { list } = await inCall();
      await list.openSheet();
      await list.press('Deny all');
      expect(list.question).to.equal('Deny 3 people?');
      const key = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true });
      list.element.shadowRoot!.activeElement!.dispatchEvent(key);
      await list.rendered();
      expect(list.question).to.equal('');
      expect(key.defaultPrevented, 'the sheet stays').to.be.true;
    });

    it('that follows the room, and asks as the list does', async () => {
      const { list, call, decided } = await inCall([ANA]);
      await list.openSheet();
      call.knockFrom(BEA);
      await list.shows('Bea');
      await list.all('Allow');
      expect(decided()).to.deep.equal(['a', 'b']);
      call.acceptDecision('a');
      call.acceptDecision('b');
      await list.shows('Nobody is waiting.');
      expect(list.sheet, 'is closed by whoever opened it').to.exist;
    });

    it('that goes when the room is wide, with the focus on something that stays', async () => {
      const { list, room } = await inCall();
      await list.openSheet();
      room.parentElement!.style.inlineSize = '1000px';
      room.style.inlineSize = '1000px';
      await until(() => list.bar === undefined && !list.sheet, 'the list');
      expect(list.names).to.deep.equal(['Ana', 'Bea', 'Cleo']);
    });

    for (const how of ['typed', 'chosen'])
      it(`whose ${how} message is kept when it is closed`, async () => {
        const { list } = await inCall([ANA, BEA], new FakeChannel());
        await list.openSheet();
        await until(() => list.findButton('Write to all'), 'the box');
        await list.press('Write to all');
        if (how === 'typed') list.typeMessage('Five min');
        else await list.press('I am running five minutes late.');
        const { message } = list;
        expect(message).to.not.equal('');
        list.sheet!.close();
        await until(() => list.bar, 'the bar');
        await list.openSheet();
        expect(list.message).to.equal(message);
      });

    it('that stays when text is selected beyond its edge', async () => {
      const { list } = await renderSecondsAgo(async () => {
        const owner = await inCall();
        await owner.list.openSheet();
        return owner;
      });
      list.button('Allow all').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
      click(list.sheet!, 1);
      await list.rendered();
      expect(list.sheet).to.exist;
    });

    it('whose message is kept when the room becomes wide', async () => {
      const { list, room } = await inCall([ANA, BEA], new FakeChannel());
      await list.openSheet();
      await until(() => list.findButton('Write to all'), 'the box');
      await list.press('Write to all');
      list.typeMessage('Five min');
      room.parentElement!.style.inlineSize = '1000px';
      room.style.inlineSize = '1000px';
      await until(() => !list.sheet, 'the list');
      expect(list.message).to.equal('Five min');
    });
  });

  it("has the page's own list where it was: first", async () => {
    const { page, room } = await inCall();
    const own = Object.assign(document.createElement('p'), { slot: 'waiting-list', textContent: 'My own list' });
    room.append(own);
    await until(() => own.getBoundingClientRect().height > 0, 'the list');
    await listRead();
    await page.rendered();
    expect(own.getBoundingClientRect().bottom).to.be.at.most(page.button('Leave').getBoundingClientRect().top);
  });

  it('has a bar in each call anew', async () => {
    const { page, room, call } = await inCall();
    const list = await page.waitingList();
    await list.openSheet();
    call.participantChanges({ id: 'local', name: 'Olga', owner: false });
    await until(() => !page.hasWaitingList, 'no list');
    expect(room.state).to.equal('joined');
    call.participantChanges({ id: 'local', name: 'Olga', owner: true });
    await until(() => page.hasWaitingList, 'the list');
    expect((await page.waitingList()).sheet).to.equal(null);
  });
});
