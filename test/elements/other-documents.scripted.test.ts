// Elements keep working in another document: a window that the page opens, or an iframe.
import '../../src/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { DailyVideoTile } from '../../src/elements/video-tile/video-tile.js';
import type { DailyWaitingList } from '../../src/elements/waiting-list/waiting-list.js';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakeDevices } from '../support/fake-devices.js';
import { FakePictureInPicture } from '../support/fake-picture-in-picture.js';
import { guestIn, ownerInCall, ownerRoom, ROOM, TOKEN } from '../support/fixtures.js';
import { ElementHarness } from '../support/harness/element-harness.js';
import { VideoTileHarness } from '../support/harness/video-tile-harness.js';
import { WaitingListHarness } from '../support/harness/waiting-list-harness.js';
import { ANA, guests } from '../support/people.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { videoTrack } from '../support/tracks.js';
import { nextTasks, until } from '../support/until.js';

const BEN = { id: 'b', name: 'Ben' };
const NOT_YET = 'Whoever knocks appears here once you are in the call.';

const playable = (persistentTrack: MediaStreamTrack) => ({ state: 'playable', persistentTrack }) as const;

const frame = (): Promise<HTMLIFrameElement> =>
  fixture(html`<iframe style="inline-size: 800px; block-size: 900px"></iframe>`);

/** The ways in which a page comes to another document. */
const DOCUMENTS: Record<string, () => Promise<{ there: Document; close: () => void }>> = {
  'an iframe': async () => {
    const iframe = await frame();
    return { there: iframe.contentDocument!, close: () => iframe.remove() };
  },
  'an iframe that allows no inline styles': async () => {
    const csp = `<meta http-equiv="Content-Security-Policy" content="style-src 'none'">`;
    const iframe = await fixture<HTMLIFrameElement>(
      html`<iframe style="inline-size: 800px; block-size: 900px" srcdoc=${`<!doctype html>${csp}<body>`}></iframe>`,
    );
    await until(() => iframe.contentDocument?.querySelector('meta'), 'the document');
    return { there: iframe.contentDocument!, close: () => iframe.remove() };
  },
  'a window': async () => {
    // Where a browser opens no window unasked, a frame does.
    const opened = open('', '', 'width=800,height=600') ?? (await frame()).contentWindow!;
    return { there: opened.document, close: () => opened.close() };
  },
};

describe('in another document', () => {
  const daily = eachTest(() => new FakeDaily());
  eachTest(() => new FakeDevices());
  const pip = eachTest(() => new FakePictureInPicture());

  afterEach(() => {
    document.documentElement.removeAttribute('lang');
  });

  for (const [name, openDocument] of Object.entries(DOCUMENTS)) {
    describe(name, () => {
      let there: Document;
      let close: () => void;

      beforeEach(async () => {
        ({ there, close } = await openDocument());
      });

      afterEach(() => {
        there?.body.replaceChildren();
        close?.();
      });

      function listFor(id: string): DailyWaitingList {
        const list = document.createElement('daily-waiting-list');
        list.setAttribute('for', id);
        list.style.inlineSize = '320px';
        return list;
      }

      async function ownerWithList() {
        const owner = await ownerInCall(daily, { waiting: [ANA] });
        owner.room.id = 'room';
        const home = owner.room.parentElement!;
        const list = listFor('room');
        home.append(list);
        const page = new WaitingListHarness(list);
        await until(() => page.names.length === 1, 'the list');
        return { ...owner, home, list, page };
      }

      it('a list is styled, linked and works, there and back again', async () => {
        const { call, home, list, page } = await ownerWithList();
        const { look } = page;
        for (const place of [there.body, home, there.body, home]) {
          place.append(list);
          expect(page.look).to.deep.equal(look);
          await page.rendered();
          expect(page.look).to.deep.equal(look);
          expect(page.names).to.deep.equal(['Ana']);
          call.knockFrom(BEN);
          await page.rendered();
          expect(page.names).to.deep.equal(['Ana', 'Ben']);
          await page.deny('Ben');
          call.acceptDecision('b');
          await until(() => page.names.length + page.gone.length === 1, 'one row');
        }
      });

      it('a list keeps the call element that was above it, and follows it', async () => {
        const template = html`<daily-owner-room room-url=${ROOM} user-name="Olga">
          <daily-waiting-list></daily-waiting-list>
        </daily-owner-room>`;
        const { room, call } = await ownerInCall(daily, { waiting: [ANA], template });
        const list = room.querySelector('daily-waiting-list')!;
        const page = new WaitingListHarness(list);
        await until(() => page.names.length === 1, 'the list');
        there.body.append(list);
        call.knockFrom(BEN);
        await page.rendered();
        expect(page.names).to.deep.equal(['Ana', 'Ben']);
        await room.leave();
        await page.rendered();
        expect(page.text).to.include(NOT_YET);
        const joined = room.join();
        const again = await daily.made(2);
        await again.asked('join');
        again.listSilently([BEN]);
        again.enter('full', { name: 'Olga', owner: true });
        await joined;
        await page.rendered();
        expect(page.names).to.deep.equal(['Ben']);
        room.parentElement!.append(list);
        await page.rendered();
        expect(page.text, 'outside of the room').to.include(NOT_YET);
        room.append(list);
        await page.rendered();
        expect(page.names).to.deep.equal(['Ben']);
      });

      it('a list keeps the call element that was above it before the call', async () => {
        const { room } = await ownerRoom(
          html`<daily-owner-room room-url=${ROOM} user-name="Olga">
            <daily-waiting-list></daily-waiting-list>
          </daily-owner-room>`,
        );
        const list = room.querySelector('daily-waiting-list')!;
        const page = await new WaitingListHarness(list).rendered();
        there.body.append(list);
        room.token = TOKEN;
        const joined = room.join();
        const call = await daily.made();
        await call.asked('join');
        call.listSilently([ANA]);
        call.enter('full', { name: 'Olga', owner: true });
        await joined;
        await until(() => page.names.length === 1, 'the list');
      });

      it('a list that was made here is put there', async () => {
        const { page } = await ownerWithList();
        const list = listFor('room');
        there.body.append(list);
        const other = new WaitingListHarness(list);
        await until(() => other.names.length === 1, 'the list');
        expect(other.look).to.deep.equal(page.look);
      });

      it('a list that came before the room is linked to it when it comes', async () => {
        const list = listFor('room');
        there.body.append(list);
        const page = await new WaitingListHarness(list).rendered();
        expect(page.text).to.include(NOT_YET);
        const { room } = await ownerInCall(daily, { waiting: [ANA] });
        room.id = 'room';
        await until(() => page.names.length === 1, 'the list');
        room.remove();
        await until(() => page.names.length === 0, 'no list');
      });

      it('a list finds a room that has been moved there', async () => {
        const { room, page, call } = await ownerWithList();
        there.body.append(room);
        call.knockFrom(BEN);
        await page.rendered();
        expect(page.names).to.deep.equal(['Ana', 'Ben']);
        expect(call.isDestroyed()).to.be.false;
      });

      it('a list takes the room of its own document before one of another', async () => {
        const { list, page } = await ownerWithList();
        const other = there.createElement('div');
        other.id = 'room';
        there.body.append(other, list);
        await page.rendered();
        expect(page.text).to.include(NOT_YET);
      });

      it('a list with a call of its own shows it', async () => {
        const call = ScriptedCall.inRoom({ owner: true }, [ANA]);
        const list = document.createElement('daily-waiting-list');
        list.call = call.asCall;
        there.body.append(list);
        const page = new WaitingListHarness(list);
        await until(() => page.names.length === 1, 'the list');
        await page.allow('Ana');
        expect(call.answers).to.have.length(1);
      });

      it('a long list keeps its scroll position', async () => {
        const people = guests(300);
        const list = document.createElement('daily-waiting-list');
        list.call = ScriptedCall.inRoom({ owner: true }, people).asCall;
        there.body.append(list);
        const page = new WaitingListHarness(list);
        await until(() => page.names.length > 0, 'the first of them');
        const before = page.names.length;
        page.scrollToEnd();
        await until(() => page.names.length > before, 'more of them');
      });

      it('a list in a shadow root there is in the language of its place', async () => {
        const { list, page } = await ownerWithList();
        const place = there.createElement('div');
        place.lang = 'de';
        there.body.append(place);
        place.attachShadow({ mode: 'open' }).append(list);
        await until(() => page.heading === 'Warteraum', 'German');
        place.lang = 'en';
        await until(() => page.heading === 'Waiting room', 'English');
      });

      it('the language is that of the page where the document has none', async () => {
        document.documentElement.lang = 'de';
        const { list, page } = await ownerWithList();
        there.body.append(list);
        await nextTasks();
        await page.rendered();
        expect(page.heading).to.equal('Warteraum');
        document.documentElement.lang = 'en';
        await until(() => page.heading === 'Waiting room', 'English');
        there.documentElement.lang = 'de';
        await until(() => page.heading === 'Warteraum', 'German');
      });

      it('a tile continues', async () => {
        const { room, call } = await ownerInCall(daily);
        room.id = 'room';
        call.participantJoins({ id: 'g', name: 'Gus', video: playable(videoTrack()) });
        const tile = await fixture<DailyVideoTile>(
          html`<daily-video-tile for="room" session-id="g"></daily-video-tile>`,
        );
        tile.style.inlineSize = '320px';
        const home = tile.parentElement!;
        const page = new VideoTileHarness(tile);
        await until(() => page.videoTrack && !page.video.paused, 'the picture');
        const { videoTrack: shown, look } = page;
        for (const place of [there.body, home]) {
          place.append(tile);
          await until(() => page.videoTrack === shown && !page.video.paused, 'the picture');
          expect(page.look).to.deep.equal(look);
          expect(page.label).to.equal('Gus');
        }
      });

      it('a call element that is moved continues with its content', async () => {
        // Another document has no button for it.
        pip.remove();
        const { room, page, call } = await ownerInCall(daily, { waiting: [ANA] });
        const home = room.parentElement!;
        room.style.inlineSize = '700px';
        // The windows are not of the same height.
        room.style.setProperty('--daily-stage-height', '20rem');
        const list = await page.waitingList();
        await until(() => page.tiles.length === 1, 'the tile');
        const parts = () => [page, list, ...page.tiles.map((tile) => new ElementHarness(tile))];
        await Promise.all(parts().map((each) => each.rendered()));
        await page.press('Devices');
        await until(() => page.options('Microphone').length === 2, 'the menu');
        const looks = parts().map(({ look }) => look);
        for (const place of [there.body, home]) {
          place.append(room);
          await Promise.all(parts().map((each) => each.rendered()));
          expect(room.state).to.equal('joined');
          expect(parts().map(({ look }) => look)).to.deep.equal(looks);
          for (const name of ['Ann', 'Ana']) {
            call.rename('a', name);
            await list.rendered();
            expect(list.names).to.deep.equal([name]);
          }
        }
        expect(call.isDestroyed()).to.be.false;
      });

      it('a call ends when its window closes, unless the page moves the element back', async () => {
        const { room, call } = await ownerInCall(daily);
        const home = room.parentElement!;
        there.body.append(room);
        there.defaultView!.addEventListener('pagehide', () => home.append(room), { once: true });
        there.dispatchEvent(new Event('pagehide', { bubbles: true }));
        await nextTasks();
        expect(room.state).to.equal('joined');
        there.body.append(room);
        close();
        await until(() => call.isDestroyed(), 'the end');
        expect(room.isConnected).to.be.false;
      });

      it('a form that is put there knocks', async () => {
        const form = document.createElement('daily-knock-form');
        form.style.inlineSize = '320px';
        form.setAttribute('room-url', ROOM);
        form.setAttribute('user-name', 'Ana');
        there.body.append(form);
        const page = await new ElementHarness(form).rendered();
        const other = form.cloneNode() as typeof form;
        (await fixture<HTMLElement>(html`<div></div>`)).append(other);
        expect(page.look).to.deep.equal((await new ElementHarness(other).rendered()).look);
        await page.press('Knock');
        const call = await daily.made();
        await call.asked('preAuth');
        expect(form.state).to.equal('connecting');
        form.remove();
      });

      it('a guest who waits goes on waiting', async () => {
        const { form, page, call } = await guestIn('waiting', daily);
        const { look } = page;
        there.body.append(form);
        await page.rendered();
        expect(form.state).to.equal('waiting');
        expect(page.look.length).to.equal(look.length);
        call.grantByPromise();
        await page.reaches('admitted');
        form.remove();
      });
    });
  }
});
