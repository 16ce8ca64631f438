// Double presses, long presses, and presses during which the button under the pointer changes.
import '../../src/define.js';
import { expect, html, waitUntil } from '@open-wc/testing';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { bringToLobby, guestIn, knockForm, ownerInCall, waitingList } from '../support/fixtures.js';
import type { WaitingListHarness } from '../support/harness/waiting-list-harness.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { renderSecondsAgo } from '../support/timers.js';
import { nextTasks, until } from '../support/until.js';

const PEOPLE = ['Ana', 'Bea', 'Cleo', 'Dora'].map((name) => ({ id: name[0]!.toLowerCase(), name }));

/** One click of a series, as a mouse makes it. */
const click = (button: HTMLElement, count: number): boolean =>
  button.dispatchEvent(new MouseEvent('click', { detail: count, bubbles: true, composed: true, cancelable: true }));

const hold = (target: HTMLElement, key = 'Enter'): boolean =>
  target.dispatchEvent(
    new KeyboardEvent('keydown', { key, repeat: true, bubbles: true, composed: true, cancelable: true }),
  );

describe('a press', () => {
  const daily = eachTest(() => new FakeDaily());

  it('on the switch below the waiting list, which a knock has just moved, does nothing', async () => {
    const { page, call } = await renderSecondsAgo(() => ownerInCall(daily, { waiting: PEOPLE }));
    const list = await page.waitingList();
    call.knockFrom({ id: 'e', name: 'Eve' });
    await list.shows('Eve');
    const tap = async (): Promise<void> => {
      click(list.autoAdmitSwitch!, 1);
      await list.rendered();
    };
    await tap();
    expect(list.autoAdmit?.on).to.be.false;
    list.element.dispatchEvent(new PointerEvent('pointermove', { clientX: 2, clientY: 1, composed: true }));
    await tap();
    expect(list.autoAdmit?.on).to.be.true;
  });

  it('in a list that stands in the footer of a page decides while people knock', async () => {
    const call = ScriptedCall.inRoom({ owner: true }, PEOPLE);
    const page = await renderSecondsAgo(() => waitingList(call));
    const footer = document.createElement('footer');
    page.element.before(footer);
    footer.append(page.element);
    call.knockFrom({ id: 'e', name: 'Eve' });
    await page.shows('Eve');
    click(page.button('Allow guest Ana'), 1);
    expect(call.answers.map(([id]) => id)).to.deep.equal(['a']);
  });

  describe('in the waiting list', () => {
    let call: ScriptedCall;
    let page: WaitingListHarness;

    beforeEach(async () => {
      call = ScriptedCall.inRoom({ owner: true }, PEOPLE);
      page = await renderSecondsAgo(() => waitingList(call));
    });

    const decided = (): unknown[] => call.answers.map(([id]) => id);
    /** The pointer moves onto something. */
    const point = (x: number): void => {
      page.element.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: 1, composed: true }));
    };

    for (const verb of ['Allow', 'Deny']) {
      it(`${verb} by a double click decides about one person`, async () => {
        click(page.button(`${verb} guest Ana`), 1);
        call.acceptDecision('a');
        await page.rendered();
        click(page.button(`${verb} guest Bea`), 2);
        click(page.button(`${verb} guest Bea`), 3);
        expect(decided()).to.deep.equal(['a']);
      });

      it(`${verb} by a held key decides about one person`, () => {
        expect(hold(page.button(`${verb} guest Ana`)), 'the click that would follow').to.be.false;
      });
    }

    it('Allow all by a double click excludes guests who came between the clicks', async () => {
      click(page.button('Allow all'), 1);
      await nextTasks();
      call.knockFrom({ id: 'e', name: 'Eve' });
      await page.rendered();
      click(page.button('Allow all'), 2);
      expect(decided()).to.deep.equal(['a', 'b', 'c', 'd']);
    });

    it('Allow all and then a person, by a double click, decides once about each', async () => {
      click(page.button('Deny guest Ana'), 1);
      click(page.button('Allow all'), 1);
      await nextTasks();
      click(page.button('Allow guest Ana'), 2);
      expect(decided()).to.deep.equal(['a', 'b', 'c', 'd']);
    });

    it('Allow all by a double click does not confirm its own question', async () => {
      call.knockFrom({ id: 'e', name: 'Eve' });
      await page.rendered();
      click(page.button('Allow all'), 1);
      await page.rendered();
      click(page.button('Allow'), 2);
      click(page.button('Cancel'), 2);
      await page.rendered();
      expect(page.question).to.equal('Allow 5 people?');
      expect(decided()).to.deep.equal([]);
    });

    it('on the answer to a new question does nothing until the pointer has moved', async () => {
      call.knockFrom({ id: 'e', name: 'Eve' });
      await page.rendered();
      click(page.button('Allow all'), 1);
      await page.rendered();
      // Two taps on some phones are no double click.
      click(page.button('Allow'), 1);
      await page.rendered();
      expect(decided()).to.deep.equal([]);
      point(2);
      click(page.button('Allow'), 1);
      expect(decided()).to.deep.equal(['a', 'b', 'c', 'd', 'e']);
    });

    it('on a guest who has just changed their name does nothing', async () => {
      call.rename('b', 'Olga');
      await page.rendered();
      click(page.button('Allow guest Olga'), 1);
      expect(decided()).to.deep.equal([]);
    });

    it('of Enter again does nothing: the focus is on no button', async () => {
      await page.allow('Ana');
      call.acceptDecision('a');
      await page.rendered();
      expect(page.focused).to.equal('Bea');
      expect(page.element.shadowRoot!.activeElement!.matches('button')).to.be.false;
    });

    it('on a guest who has just replaced another does nothing', async () => {
      call.unlist('d');
      call.knockFrom({ id: 'e', name: 'Eve' });
      await page.rendered();
      click(page.button('Allow guest Eve'), 1);
      expect(decided()).to.deep.equal([]);
    });

    it('on a button that the page has just moved under the pointer does nothing, later it decides', async () => {
      const at = (name: string): DOMRect => page.button(name).getBoundingClientRect();
      const { x, y } = at('Allow guest Bea');
      const pointer = { clientX: x + 5, clientY: y + 5, bubbles: true, composed: true };
      const press = (): boolean =>
        page
          .button('Allow guest Ana')
          .dispatchEvent(new MouseEvent('click', { ...pointer, detail: 1, cancelable: true }));
      page.element.dispatchEvent(new PointerEvent('pointermove', pointer));
      page.element.style.marginTop = `${y - at('Allow guest Ana').y}px`;
      press();
      expect(decided()).to.deep.equal([]);
      await waitUntil(() => {
        press();
        return decided().length > 0;
      });
      expect(decided()).to.deep.equal(['a']);
    });

    it('of other keys than Enter and Space may repeat: it moves the focus, or scrolls', () => {
      expect(hold(page.button('Allow guest Ana'), 'Tab')).to.be.true;
      expect(hold(page.button('Allow guest Ana'), 'ArrowDown')).to.be.true;
      expect(hold(page.button('Allow guest Ana'), ' ')).to.be.false;
    });

    it('on a row that has just moved under a resting pointer does nothing', async () => {
      point(1);
      call.unlist('a');
      await page.rendered();
      await waitUntil(() => page.gone.length === 0, 'the place to be given up', { timeout: 8000 });
      point(1);
      for (const count of [1, 2]) click(page.button('Allow guest Bea'), count);
      expect(decided()).to.deep.equal([]);
    });

    it('on a row that a notice above it has just moved does nothing', async () => {
      call.network('interrupted');
      await page.rendered();
      call.network('connected');
      await until(() => !page.stale, 'the end of the notice');
      click(page.button('Allow guest Bea'), 1);
      expect(decided()).to.deep.equal([]);
      await page.press('Allow guest Bea');
      expect(decided()).to.deep.equal(['b']);
    });

    it('on a row below one whose decision has just failed does nothing', async () => {
      await page.allow('Ana');
      call.failDecision('a', new Error('No.'));
      await page.shows('That did not go through');
      click(page.button('Allow guest Bea'), 1);
      expect(decided()).to.deep.equal(['a']);
    });

    it('decides again as soon as the pointer has moved', async () => {
      call.unlist('a');
      await page.rendered();
      await nextTasks();
      point(2);
      click(page.button('Allow guest Bea'), 1);
      expect(decided()).to.deep.equal(['b']);
    });

    it('by the keyboard decides at once', async () => {
      call.unlist('a');
      await page.rendered();
      await page.press('Allow guest Bea');
      expect(decided()).to.deep.equal(['b']);
    });

    it('on a row that has not moved decides at once', async () => {
      call.unlist('d');
      await page.rendered();
      click(page.button('Allow guest Ana'), 1);
      expect(decided()).to.deep.equal(['a']);
    });
  });

  describe('of Enter in a field', () => {
    it('that is held sends the form once', async () => {
      const { page } = await knockForm();
      expect(hold(page.field('Your name')), 'what would send it again').to.be.false;
      expect(hold(page.field('Your name'), ' '), 'a space').to.be.true;
    });

    it('of the page, in a slot, may repeat: it makes lines', async () => {
      const { form } = await knockForm(html`<daily-knock-form><textarea slot="footer"></textarea></daily-knock-form>`);
      expect(hold(form.querySelector('textarea')!)).to.be.true;
    });
  });

  describe('on a button that replaces another', () => {
    it('Cancel, twice: does not knock again', async () => {
      const { page, form } = await guestIn('waiting', daily);
      click(page.button('Cancel'), 1);
      await page.reaches('idle');
      click(page.button('Knock'), 2);
      await nextTasks();
      expect(form.state).to.equal('idle');
      expect(daily.calls.length).to.equal(1);
    });

    it('Knock, twice: does not cancel', async () => {
      const { page, form, call } = await guestIn('waiting', daily);
      form.cancel();
      await page.reaches('idle');
      click(page.button('Knock'), 1);
      const second = await daily.made(2);
      expect(second).not.to.equal(call);
      await page.reaches('connecting');
      click(page.button('Cancel'), 2);
      expect(form.state).to.equal('connecting');
    });

    it('Knock again, once: knocks', async () => {
      const { page, form, call } = await guestIn('waiting', daily);
      call.denyByPromise();
      await page.reaches('rejected');
      click(page.button('Knock again'), 1);
      await bringToLobby(await daily.made(2));
      await page.reaches('waiting');
      expect(form.state).to.equal('waiting');
    });

    it('Leave, twice: does not knock', async () => {
      const { page, form } = await guestIn('admitted', daily);
      click(page.button('Leave'), 1);
      await page.reaches('idle');
      click(page.button('Knock'), 2);
      await nextTasks();
      expect(form.state).to.equal('idle');
    });
  });
});
