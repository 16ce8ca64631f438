// The waiting list and a picture in a small window of the page's own, as docs/embedding/windows.md has it, and back again.
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { browserNames } from './browsers.mjs';
import { aGuest, anOwner, joins, knocks, PAGES } from './people.mjs';
import { Stage } from './room.mjs';

const SMALL = readFileSync(new URL('../embedding/small-window.html', import.meta.url), 'utf8');
const owner = (body) => ({
  ...PAGES,
  '/owner': PAGES['/owner'].replace('<daily-owner-room></daily-owner-room>', body),
});

/** The ways to a window; the page of the documentation has the first. */
const WINDOWS = {
  'picture-in-picture': owner(SMALL),
  'a window': owner(SMALL.replace(/await documentPictureInPicture[^;]*/, "open('', '', 'width=360,height=480')")),
};

for (const browserName of browserNames) {
  for (const [name, pages] of Object.entries(WINDOWS)) {
    describe(`${name} in ${browserName}`, () => {
      /** @type {Stage} */
      let stage;
      before(async () => (stage = await Stage.open(browserName, { pages })));
      after(() => stage.close());

      it('shows the waiting list and a tile, and returns both when it closes', async (context) => {
        await stage.makeRoom();
        const olga = await anOwner(stage, { token: await stage.token() });
        if (name === 'picture-in-picture' && !(await olga.page.evaluate(() => 'documentPictureInPicture' in window)))
          return context.skip('the browser has none');
        await joins(olga);
        const ana = await aGuest(stage);
        await knocks(ana, 'Ana');
        await olga.sees('paragraph', '1 person is waiting');
        await olga.page.evaluate(() => {
          const { open } = window;
          const keep = (opened) => (globalThis.small = opened);
          window.open = (...args) => keep(open.apply(window, args));
          globalThis.documentPictureInPicture?.addEventListener('enter', (event) => keep(event.window));
        });
        await olga.page.bringToFront();
        await olga.click('Open list and video in a window');
        await olga.until(isThere, '1 person is waiting');
        await olga.until(isMoving);
        await olga.page.evaluate(() =>
          small.document.querySelector('daily-waiting-list').shadowRoot.querySelector('li [part~="allow"]').click(),
        );
        await ana.becomes('admitted');
        await olga.until(isThere, 'Nobody is waiting');
        await olga.page.evaluate(() => small.close());
        await olga.sees('paragraph', 'Nobody is waiting');
        await olga.until(isMoving);
        for (const person of [olga, ana]) person.isUntroubled();
      });
    });
  }
}

for (const browserName of browserNames) {
  describe(`the owner’s own small window in ${browserName}`, () => {
    /** @type {Stage} */
    let stage;
    before(async () => (stage = await Stage.open(browserName, { pages: PAGES })));
    after(() => stage.close());

    it('shows the waiting list until it closes, and where the browser has none, there is no button', async () => {
      await stage.makeRoom();
      const olga = await anOwner(stage, { token: await stage.token() });
      await joins(olga);
      const ana = await aGuest(stage);
      await knocks(ana, 'Ana');
      await olga.sees('paragraph', '1 person is waiting');
      if (!(await olga.page.evaluate(() => 'documentPictureInPicture' in window)))
        return olga.doesNotSee('button', 'Open in a small window');
      await olga.page.evaluate(() =>
        documentPictureInPicture.addEventListener('enter', (event) => (globalThis.small = event.window)),
      );
      await olga.page.bringToFront();
      await olga.click('Open in a small window');
      await olga.until(isThere, '1 person is waiting');
      await olga.sees('paragraph', 'The list is in a small window');
      await olga.until(isFocused, 'Close the small window');
      const ben = await aGuest(stage);
      await knocks(ben, 'Ben');
      await olga.until(isThere, '2 people are waiting');
      await olga.until(isAnnounced, 'Ben is knocking');
      await olga.page.evaluate(() =>
        small.document.querySelector('daily-waiting-list').shadowRoot.querySelector('li [part~="allow"]').click(),
      );
      await ana.becomes('admitted');
      await olga.until(isThere, '1 person is waiting');
      await olga.page.evaluate(() => small.close());
      await olga.sees('paragraph', '1 person is waiting');
      await olga.page.bringToFront();
      await olga.until(isFocused, 'Open in a small window');
      await olga.page.keyboard.press('Enter');
      await olga.until(isThere, '1 person is waiting');
      await olga.click('Leave');
      await olga.until(isClosed);
      for (const person of [olga, ana, ben]) person.isUntroubled();
    });
  });
}

/* Run in the page. */

function isClosed() {
  return small.closed;
}

/** Whether the page keeps its focus on a button. */
function isFocused(name) {
  return document.querySelector('daily-owner-room').shadowRoot.activeElement?.textContent.trim() === name;
}

/** Whether a screen reader in the small window is told something. */
function isAnnounced(text) {
  const list = globalThis.small?.document.querySelector('daily-waiting-list');
  const told = list?.shadowRoot.querySelector('[data-live]')?.textContent.replaceAll(/[\u2066-\u2069]/g, '');
  return told?.includes(text);
}

/** Whether the list in the small window is styled, and says something. */
function isThere(text) {
  const card = globalThis.small?.document
    .querySelector('daily-waiting-list')
    ?.shadowRoot.querySelector('[part="card"]');
  return card?.textContent.includes(text) && small.getComputedStyle(card).borderRadius !== '0px';
}

/** Whether the picture moves, wherever it is. */
function isMoving() {
  const [video] = [document, small.document]
    .flatMap((each) => [...(each?.querySelectorAll('daily-video-tile') ?? [])])
    .map((tile) => tile.shadowRoot.querySelector('video'));
  const before = (globalThis.times ??= new WeakMap()).get(video);
  if (video) globalThis.times.set(video, video.currentTime);
  return before !== undefined && video.currentTime > before;
}
