// In the call with nobody else: what the element suggests.
import '../../src/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { guestIn, type Owner, ownerInCall, ownerRoom, ROOM, TOKEN } from '../support/fixtures.js';
import { text } from '../support/harness/element-harness.js';
import { PendingCallModule } from '../support/pending-call-module.js';
import { until } from '../support/until.js';

const LOCAL_ROOM = 'https://local-room.localhost/consulting';

/** The page's clipboard. */
class FakeClipboard {
  text = '';
  isAllowed = true;
  /** What the browser's own command answers. */
  hasCommand = false;
  readonly #own = Object.getOwnPropertyDescriptor(navigator, 'clipboard');

  constructor() {
    const writeText = (copied: string): Promise<void> => {
      if (!this.isAllowed) return Promise.reject(new DOMException('', 'NotAllowedError'));
      this.text = copied;
      return Promise.resolve();
    };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    document.execCommand = () => {
      let given = '';
      const setData = (_: string, data: string): void => void (given = data);
      const event = Object.assign(new Event('copy', { bubbles: true, cancelable: true }), {
        clipboardData: { setData },
      });
      this.text = document.activeElement!.dispatchEvent(event) ? String(getSelection()) : given;
      return this.hasCommand;
    };
  }

  restore(): void {
    if (this.#own) Object.defineProperty(navigator, 'clipboard', this.#own);
    else delete (navigator as { clipboard?: unknown }).clipboard;
    delete (document as { execCommand?: unknown }).execCommand;
  }
}

describe('alone in the call', () => {
  const daily = eachTest(() => new FakeDaily());
  const clipboard = eachTest(() => new FakeClipboard());

  const alone = (roomUrl = ROOM, guestLink = ''): Promise<Owner> =>
    ownerInCall(daily, {
      template: html`<daily-owner-room
        room-url=${roomUrl}
        user-name="Olga"
        guest-link=${guestLink}
      ></daily-owner-room>`,
    });

  it('an owner reads the link for the guests', async () => {
    const { page } = await alone();
    expect(page.text).to.include('You’re in Share this link with your guests.').and.include(ROOM);
  });

  it('the link is that of the room that the owner has joined, whatever the page sets afterwards', async () => {
    const { room, page } = await ownerRoom(
      html`<daily-owner-room room-url="https://example.daily.co/advice" user-name="Olga"></daily-owner-room>`,
    );
    void room.join({ roomUrl: ROOM, token: TOKEN });
    const call = await daily.made();
    await call.asked('join');
    call.enter('full', { name: 'Olga', owner: true });
    await page.reaches('joined');
    expect(page.text).to.include(ROOM);
    room.roomUrl = 'https://example.daily.co/other';
    await page.rendered();
    expect(page.text).to.include(ROOM);
  });

  it('so it is if the code for calls had not loaded when they joined', async () => {
    const onItsWay = new PendingCallModule();
    const { room, page } = await ownerRoom(
      html`<daily-owner-room room-url="https://example.daily.co/advice" user-name="Olga"></daily-owner-room>`,
    );
    void room.join({ roomUrl: ROOM, token: TOKEN });
    await onItsWay.resolve();
    onItsWay.restore();
    const call = await daily.made();
    await call.asked('join');
    call.enter('full', { name: 'Olga', owner: true });
    await page.reaches('joined');
    expect(page.text).to.include(ROOM);
  });

  it('“You’re in” is a sentence of its own', async () => {
    const { page } = await alone();
    expect(page.aloneTexts).to.deep.equal(['You’re in', 'Share this link with your guests.']);
  });

  it('the button copies the link, and says so', async () => {
    const { page } = await alone();
    await page.press('Copy link');
    await until(() => page.findButton('Copied'), 'the answer in its place');
    expect(clipboard.text).to.equal(ROOM);
    await page.announces('Copied');
  });

  it('where the clipboard is not allowed, the browser’s own command copies it', async () => {
    Object.assign(clipboard, { isAllowed: false, hasCommand: true });
    const { page } = await alone();
    await page.press('Copy link');
    await until(() => page.findButton('Copied'), 'the answer in its place');
    expect(clipboard.text).to.equal(ROOM);
  });

  it('what is selected in the page stays selected, and is not copied', async () => {
    Object.assign(clipboard, { isAllowed: false, hasCommand: true });
    const { page } = await alone();
    const selected = await fixture(html`<p>A sentence of the page</p>`);
    const copying: string[] = [];
    const onCopy = ({ type }: Event): void => void copying.push(type);
    document.addEventListener('copy', onCopy);
    getSelection()!.selectAllChildren(selected);
    await page.press('Copy link');
    await until(() => page.findButton('Copied'), 'the answer in its place');
    document.removeEventListener('copy', onCopy);
    expect(clipboard.text).to.equal(ROOM);
    expect(String(getSelection())).to.equal('A sentence of the page');
    expect(page.focused).to.equal('Copied');
    expect(copying, 'what the page does with copies of its own').to.deep.equal([]);
  });

  it('where nothing copies it, it says what to do', async () => {
    clipboard.isAllowed = false;
    const { page } = await alone();
    await page.press('Copy link');
    await page.shows('The link could not be copied.');
    expect(page.buttonNames).not.to.include('Copied');
  });

  it('shows the page’s own link, relative ones as a whole', async () => {
    const { page, room } = await alone(LOCAL_ROOM, 'https://example.com/meet?room=coffee');
    expect(page.text).to.include('https://example.com/meet?room=coffee').and.not.include(LOCAL_ROOM);
    room.guestLink = '/guest.html';
    await page.rendered();
    await page.press('Copy link');
    await until(() => page.findButton('Copied'), 'the answer');
    expect(clipboard.text).to.equal(new URL('/guest.html', location.href).href);
  });

  it('never shows a token that is part of the room link', async () => {
    const { page } = await alone(`${ROOM}?t=secret#t=secret`);
    await page.press('Copy link');
    await until(() => page.findButton('Copied'), 'the answer');
    expect(clipboard.text).to.equal(ROOM);
    expect(page.text).not.to.include('secret');
  });

  it('has no link for a room that guests cannot open, such as a local one', async () => {
    const { page } = await alone(LOCAL_ROOM);
    expect(page.buttonNames).not.to.include('Copy link');
    expect(page.text).to.include('You’re in Nobody else is here yet.').and.not.include('https:');
  });

  for (const link of [
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://example.com/1',
    'https://visitor:password@example.com/',
  ])
    it(`shows nothing of ${link}`, async () => {
      const { page } = await alone(ROOM, link);
      expect(page.buttonNames).not.to.include('Copy link');
      expect(page.text).not.to.include(link).and.not.include(ROOM);
    });

  it('shows markup as text, and no link that leads anywhere', async () => {
    const { page } = await alone(ROOM, 'https://example.com/"><img src=x onerror=alert(1)>');
    expect(page.text).to.include('https://example.com/%22%3E%3Cimg');
    expect(page.allElements.filter((each) => each.matches('a, img')).map(text)).to.deep.equal([]);
  });

  it('ends when somebody comes, and begins again when they leave; the focus stays in the call', async () => {
    const { page, call } = await alone();
    page.button('Copy link').focus();
    call.participantJoins({ id: 'a', name: 'Ana' });
    await until(() => !page.findButton('Copy link'), 'its end');
    expect(page.text).not.to.include('You’re in');
    expect(page.focused).to.equal('People in the call');
    call.participantLeaves('a');
    await until(() => page.findButton('Copy link'), 'its return');
  });

  it('stays while somebody waits: a knock moves nothing', async () => {
    const { page, call, room } = await alone();
    const { height } = room.getBoundingClientRect();
    call.knockFrom({ id: 'a', name: 'Ana' });
    const list = await page.waitingList();
    await until(() => list.names.includes('Ana'), 'the person');
    expect(page.buttonNames).to.include('Copy link');
    expect(room.getBoundingClientRect().height).to.equal(height);
  });

  it('on a phone, the link is between the picture and the controls, which stay where they are when somebody comes', async () => {
    const { page, call } = await ownerInCall(daily, {
      template: html`<daily-owner-room
        style="inline-size: 375px"
        room-url=${ROOM}
        user-name="Olga"
      ></daily-owner-room>`,
    });
    const list = await page.waitingList();
    await until(() => list.bar, 'the bar');
    const top = (name: string): number => page.button(name).getBoundingClientRect().top;
    const [link, before] = [page.button('Copy link').getBoundingClientRect(), top('Leave')];
    expect(link.top).to.be.at.least(page.tiles[0]!.getBoundingClientRect().bottom);
    expect(link.bottom).to.be.at.most(before);
    call.participantJoins({ id: 'a', name: 'Ana' });
    await until(() => page.tiles.length === 2, 'the other');
    expect(top('Leave')).to.equal(before);
  });

  it('with a token that makes no owner, there is no link', async () => {
    const { page } = await ownerInCall(daily, { me: { owner: false } });
    expect(page.buttonNames).not.to.include('Copy link');
    expect(page.text).to.include('Nobody else is here yet.');
  });

  it('a guest reads that nobody else is here', async () => {
    const { page } = await guestIn('admitted', daily);
    await page.shows('You’re in Nobody else is here yet.');
    expect(page.buttonNames).not.to.include('Copy link');
  });
});
