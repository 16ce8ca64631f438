import '../../src/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import { DailyOwnerRoom } from '../../src/elements/owner-room/owner-room.js';
import type { DailyVideoTile } from '../../src/elements/video-tile/video-tile.js';
import type { DailyWaitingList } from '../../src/elements/waiting-list/waiting-list.js';
import { WaitingListHarness } from '../support/harness/waiting-list-harness.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { removeForGood } from '../support/timers.js';
import { nextTasks } from '../support/until.js';

/** A call of which the waiting list shows whose it is. */
const callOf = (name: string) => ScriptedCall.inRoom({ owner: true }, [{ id: name, name }]);

/** Whose calls the consumer element of these tests shows. */
const callsOf = async (list: DailyWaitingList): Promise<string[]> => {
  await nextTasks();
  await list.updateComplete;
  return new WaitingListHarness(list).names;
};

const listIn = (parent: ParentNode) => parent.querySelector('daily-waiting-list')!;

describe('which call a consumer element shows', () => {
  describe('without for', () => {
    it("the nearest call element's, however deep it is", async () => {
      const page = await fixture(html`
        <daily-owner-room .call=${callOf('outer').asCall}>
          <div>
            <p><daily-waiting-list></daily-waiting-list></p>
          </div>
        </daily-owner-room>
      `);
      expect(await callsOf(listIn(page))).to.deep.equal(['outer']);
    });

    it('of two call elements inside each other, the inner one', async () => {
      const page = await fixture(html`
        <daily-owner-room .call=${callOf('outer').asCall}>
          <daily-knock-form .call=${callOf('inner').asCall}>
            <daily-waiting-list></daily-waiting-list>
          </daily-knock-form>
        </daily-owner-room>
      `);
      expect(await callsOf(listIn(page))).to.deep.equal(['inner']);
    });

    it('of two call elements beside each other, its own', async () => {
      const page = await fixture(html`
        <div>
          <daily-owner-room id="left" .call=${callOf('left').asCall}>
            <daily-waiting-list></daily-waiting-list>
          </daily-owner-room>
          <daily-owner-room id="right" .call=${callOf('right').asCall}>
            <daily-waiting-list></daily-waiting-list>
          </daily-owner-room>
        </div>
      `);
      expect(await callsOf(listIn(page.querySelector('#left')!))).to.deep.equal(['left']);
      expect(await callsOf(listIn(page.querySelector('#right')!))).to.deep.equal(['right']);
    });

    it('none outside of a call element', async () => {
      const page = await fixture(html`
        <div>
          <daily-owner-room .call=${callOf('a').asCall}></daily-owner-room>
          <daily-waiting-list></daily-waiting-list>
        </div>
      `);
      expect(await callsOf(listIn(page))).to.deep.equal([]);
    });

    it("its own, inside a page's component with a shadow root", async () => {
      const page = await fixture(html`<daily-owner-room .call=${callOf('a').asCall}><div></div></daily-owner-room>`);
      const shadow = page.querySelector('div')!.attachShadow({ mode: 'open' });
      const list = document.createElement('daily-waiting-list');
      shadow.append(list);
      expect(await callsOf(list)).to.deep.equal(['a']);
    });

    it('follows a list that is moved from one call element to another, and out of both', async () => {
      const [first, second] = [callOf('first'), callOf('second')];
      const page = await fixture(html`
        <div>
          <daily-owner-room id="first" .call=${first.asCall}
            ><daily-waiting-list></daily-waiting-list
          ></daily-owner-room>
          <daily-owner-room id="second" .call=${second.asCall}></daily-owner-room>
        </div>
      `);
      const list = listIn(page);
      expect(await callsOf(list)).to.deep.equal(['first']);
      page.querySelector('#second')!.append(list);
      expect(await callsOf(list)).to.deep.equal(['second']);
      first.knockFrom({ id: 'late', name: 'late' });
      expect(await callsOf(list)).to.deep.equal(['second']);
      page.append(list);
      expect(await callsOf(list)).to.deep.equal([]);
    });

    it('follows the call element to another call', async () => {
      const page = await fixture<DailyOwnerRoom>(html`
        <daily-owner-room .call=${callOf('first').asCall}><daily-waiting-list></daily-waiting-list></daily-owner-room>
      `);
      const list = listIn(page);
      expect(await callsOf(list)).to.deep.equal(['first']);
      page.call = callOf('second').asCall;
      expect(await callsOf(list)).to.deep.equal(['second']);
      page.call = undefined;
      expect(await callsOf(list)).to.deep.equal([]);
    });

    it('a call element that is put around the list later', async () => {
      const page = await fixture(html`<div><daily-waiting-list></daily-waiting-list></div>`);
      const list = listIn(page);
      const room = document.createElement('daily-owner-room');
      room.call = callOf('late').asCall;
      page.append(room);
      room.append(list);
      expect(await callsOf(list)).to.deep.equal(['late']);
    });

    it('a call element that is upgraded later than the list below it', async () => {
      const page = await fixture<HTMLElement>(html`
        <test-late-nearest><daily-waiting-list></daily-waiting-list></test-late-nearest>
      `);
      const list = listIn(page);
      expect(await callsOf(list)).to.deep.equal([]);
      Object.assign(page, { call: callOf('upgraded').asCall });
      customElements.define('test-late-nearest', class extends DailyOwnerRoom {});
      expect(await callsOf(list)).to.deep.equal(['upgraded']);
    });
  });

  describe('with for', () => {
    const page = () =>
      fixture(html`
        <div>
          <daily-owner-room id="for-a" .call=${callOf('a').asCall}>
            <daily-waiting-list for="for-b"></daily-waiting-list>
          </daily-owner-room>
          <daily-owner-room id="for-b" .call=${callOf('b').asCall}></daily-owner-room>
        </div>
      `);

    it('the call element of that id, also before the nearest', async () => {
      expect(await callsOf(listIn(await page()))).to.deep.equal(['b']);
    });

    it('follows for to another root, and back to the nearest', async () => {
      const list = listIn(await page());
      list.for = 'for-a';
      expect(await callsOf(list)).to.deep.equal(['a']);
      list.for = 'for-b';
      expect(await callsOf(list)).to.deep.equal(['b']);
      list.for = '';
      expect(await callsOf(list)).to.deep.equal(['a']);
    });

    it('a call of its own goes before for', async () => {
      const list = listIn(await page());
      list.call = callOf('own').asCall;
      expect(await callsOf(list)).to.deep.equal(['own']);
      list.call = undefined;
      expect(await callsOf(list)).to.deep.equal(['b']);
    });

    it('a call element that comes later in the page', async () => {
      const parent = await fixture(html`<div><daily-waiting-list for="for-later"></daily-waiting-list></div>`);
      const list = listIn(parent);
      expect(await callsOf(list)).to.deep.equal([]);
      const room = document.createElement('daily-owner-room');
      room.id = 'for-later';
      room.call = callOf('later').asCall;
      parent.append(room);
      expect(await callsOf(list)).to.deep.equal(['later']);
    });

    it('a call element that is replaced', async () => {
      const parent = await page();
      const list = listIn(parent);
      const next = document.createElement('daily-owner-room');
      next.id = 'for-b';
      next.call = callOf('next').asCall;
      parent.querySelector('#for-b')!.replaceWith(next);
      expect(await callsOf(list)).to.deep.equal(['next']);
      await removeForGood(() => next.remove());
      expect(await callsOf(list)).to.deep.equal([]);
    });

    it('a call element that is upgraded later', async () => {
      const parent = await fixture(html`
        <div>
          <daily-waiting-list for="for-upgraded"></daily-waiting-list>
          <test-late-named id="for-upgraded"></test-late-named>
        </div>
      `);
      const list = listIn(parent);
      expect(await callsOf(list)).to.deep.equal([]);
      Object.assign(parent.querySelector('#for-upgraded')!, { call: callOf('upgraded').asCall });
      customElements.define('test-late-named', class extends DailyOwnerRoom {});
      expect(await callsOf(list)).to.deep.equal(['upgraded']);
    });

    it('a call element whose id changes', async () => {
      const parent = await page();
      const list = listIn(parent);
      parent.querySelector('#for-b')!.id = 'for-c';
      expect(await callsOf(list)).to.deep.equal([]);
      parent.querySelector('#for-a')!.id = 'for-b';
      expect(await callsOf(list)).to.deep.equal(['a']);
    });

    it('a call element that is moved within the page', async () => {
      const parent = await page();
      const list = listIn(parent);
      const elsewhere = await fixture(html`<section></section>`);
      elsewhere.append(parent.querySelector('#for-b')!);
      expect(await callsOf(list)).to.deep.equal(['b']);
    });

    it('an id that is no call element', async () => {
      const parent = await fixture(html`
        <div>
          <p id="for-text">Text</p>
          <daily-owner-room .call=${callOf('a').asCall}>
            <daily-waiting-list for="for-text"></daily-waiting-list>
          </daily-owner-room>
        </div>
      `);
      expect(await callsOf(listIn(parent))).to.deep.equal([]);
    });

    describe("inside a page's component with a shadow root", () => {
      const inShadow = async (markup: ReturnType<typeof html>) => {
        const host = await fixture(html`<div></div>`);
        const shadow = host.attachShadow({ mode: 'open' });
        shadow.append(await fixture(markup));
        return listIn(shadow);
      };

      it('a call element of the document', async () => {
        await page();
        const list = await inShadow(html`<div><daily-waiting-list for="for-b"></daily-waiting-list></div>`);
        expect(await callsOf(list)).to.deep.equal(['b']);
      });

      it('before it, a call element of the same id in the same shadow root', async () => {
        await page();
        const list = await inShadow(html`
          <div>
            <daily-waiting-list for="for-b"></daily-waiting-list>
            <daily-owner-room id="for-b" .call=${callOf('inside').asCall}></daily-owner-room>
          </div>
        `);
        expect(await callsOf(list)).to.deep.equal(['inside']);
      });

      it("a call element in a shadow root around the component's, however many there are", async () => {
        const outer = await fixture(html`<div></div>`);
        const around = outer.attachShadow({ mode: 'open' });
        const room = document.createElement('daily-owner-room');
        room.id = 'room';
        room.call = callOf('around').asCall;
        const middle = document.createElement('div');
        const inner = document.createElement('div');
        around.append(room, middle);
        middle.attachShadow({ mode: 'open' }).append(inner);
        const list = document.createElement('daily-waiting-list');
        list.for = 'room';
        inner.attachShadow({ mode: 'open' }).append(list);
        expect(await callsOf(list)).to.deep.equal(['around']);
      });

      it('not a call element in a shadow root that the list is not in', async () => {
        await inShadow(html`
          <div><daily-owner-room id="for-hidden" .call=${callOf('hidden').asCall}></daily-owner-room></div>
        `);
        const parent = await fixture(html`<div><daily-waiting-list for="for-hidden"></daily-waiting-list></div>`);
        expect(await callsOf(listIn(parent))).to.deep.equal([]);
      });
    });
  });

  it('a list that comes back shows what has happened meanwhile', async () => {
    const call = callOf('a');
    const page = await fixture(html`
      <daily-owner-room .call=${call.asCall}><daily-waiting-list></daily-waiting-list></daily-owner-room>
    `);
    const list = listIn(page);
    expect(await callsOf(list)).to.deep.equal(['a']);
    list.remove();
    call.knockFrom({ id: 'b', name: 'b' });
    page.append(list);
    expect(await callsOf(list)).to.deep.equal(['a', 'b']);
  });

  it('a call has no listeners left once its call element has gone, and none too many before', async () => {
    const call = callOf('a');
    const page = await fixture(html`
      <daily-owner-room .call=${call.asCall}>
        <daily-waiting-list></daily-waiting-list>
        <daily-video-tile session-id="local"></daily-video-tile>
      </daily-owner-room>
    `);
    await nextTasks();
    const listeners = call.listenerCount();
    expect(call.listenerCount('participant-updated')).to.equal(1);
    listIn(page).remove();
    page.append(document.createElement('daily-video-tile'));
    await nextTasks();
    expect(call.listenerCount()).to.equal(listeners);
    await removeForGood(() => page.remove());
    expect(call.listenerCount()).to.equal(0);
  });
});

describe('what is rendered again', () => {
  /** Counts how often an element renders. */
  class RenderCounter {
    readonly #count = new Map<string, number>();

    watch(name: string, element: DailyVideoTile | DailyWaitingList | DailyOwnerRoom | DailyKnockForm): void {
      const controller = { hostUpdated: () => void this.#count.set(name, (this.#count.get(name) ?? 0) + 1) };
      element.addController(controller);
    }

    /** What has been rendered since the last time. */
    async take(): Promise<Record<string, number>> {
      await nextTasks();
      const counted = Object.fromEntries(this.#count);
      this.#count.clear();
      return counted;
    }
  }

  async function callWithTiles() {
    const call = ScriptedCall.inRoom({ owner: true });
    call.participantJoins({ id: 'ana', name: 'Ana' });
    call.participantJoins({ id: 'bea', name: 'Bea' });
    const room = await fixture<DailyOwnerRoom>(html`
      <daily-owner-room .call=${call.asCall}>
        <daily-video-tile session-id="ana"></daily-video-tile>
        <daily-video-tile session-id="bea"></daily-video-tile>
        <daily-waiting-list></daily-waiting-list>
      </daily-owner-room>
    `);
    const renders = new RenderCounter();
    const [ana, bea] = [...room.querySelectorAll('daily-video-tile')] as [DailyVideoTile, DailyVideoTile];
    renders.watch('ana', ana);
    renders.watch('bea', bea);
    renders.watch('list', listIn(room));
    renders.watch('room', room);
    await renders.take();
    return { call, renders };
  }

  it("one participant's change: only their tile", async () => {
    const { call, renders } = await callWithTiles();
    call.participantChanges({ id: 'ana', name: 'Anna' });
    expect(await renders.take()).to.deep.equal({ ana: 1 });
  });

  it('one more knock: only the list', async () => {
    const { call, renders } = await callWithTiles();
    call.knockFrom({ id: 'b', name: 'Bea' });
    await renders.take();
    call.knockFrom({ id: 'c', name: 'Cleo' });
    expect(await renders.take()).to.deep.equal({ list: 1 });
  });

  it("one's own camera: only the room with its switch", async () => {
    const { call, renders } = await callWithTiles();
    call.participantChanges({ id: 'local', owner: true, video: { state: 'playable' } });
    expect(await renders.take()).to.deep.equal({ room: 1 });
  });

  it('an event after which everything is as it was: nothing', async () => {
    const { call, renders } = await callWithTiles();
    call.emit('joined-meeting');
    call.emit('participant-updated');
    call.emit('access-state-updated');
    expect(await renders.take()).to.deep.equal({});
  });
});
