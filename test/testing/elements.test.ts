// The elements of a page, tested with `daily-knock/testing` and their public members only, as another project would.
import '../../src/define.js';
import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import type { DailyOwnerRoom } from '../../src/elements/owner-room/owner-room.js';
import {
  closeRooms,
  nextEvent,
  openRoom,
  type OpenRoomOptions,
  reaches,
  type TestRoom,
  useLocalRooms,
} from '../../src/testing/index.js';
import { rejection } from '../support/until.js';

const folder = new URL('/dist/local-room/', location.href);
const open = (options: OpenRoomOptions = {}): Promise<TestRoom> => openRoom({ folder, timeout: 15_000, ...options });

const guestForm = (url: string): Promise<DailyKnockForm> =>
  fixture(
    html`<daily-knock-form
      room-url=${url}
      user-name="Gus"
      alerts="none"
      start-video-off
      start-audio-off
    ></daily-knock-form>`,
  );
const ownerRoom = (room: TestRoom): Promise<DailyOwnerRoom> =>
  fixture(
    html`<daily-owner-room
      room-url=${room.url}
      user-name="Olga"
      alerts="none"
      start-video-off
      start-audio-off
      .token=${room.ownerToken}
    ></daily-owner-room>`,
  );

async function messageOf(promise: Promise<unknown>): Promise<string> {
  const reason = await rejection(promise);
  expect(reason).to.be.instanceOf(Error);
  return (reason as Error).message;
}

describe('the elements of a page in a test’s room', () => {
  afterEach(closeRooms);

  it('a guest of the page’s is let in by an owner of the test’s', async () => {
    const room = await open();
    const olga = await room.joinAsOwner('Olga');
    const form = await guestForm(room.url);
    const outcome = form.knock();
    await reaches(form, 'waiting');
    await olga.admit('Gus');
    await reaches(form, 'admitted');
    expect(await outcome).to.equal('admitted');
    await form.leave();
    await room.until(({ participants }) => participants.length === 1, 'only Olga is in');
  });

  it('a guest of the page’s is turned away', async () => {
    const room = await open();
    const olga = await room.joinAsOwner('Olga');
    const form = await guestForm(room.url);
    const outcome = form.knock();
    await olga.reject('Gus');
    await reaches(form, 'rejected');
    expect(await outcome).to.equal('rejected');
  });

  it('an owner of the page’s lets in a guest of the test’s', async () => {
    const room = await open();
    const owner = await ownerRoom(room);
    await owner.join();
    const knocked = nextEvent(owner, 'daily-knock');
    const gus = await room.knock('Gus');
    const { detail } = await knocked;
    expect(detail).to.include({ id: gus.id, name: 'Gus' });
    await owner.admit(detail.id);
    expect(await gus.answer).to.equal('admitted');
    await owner.leave();
  });

  it('an element meets the fault that was chosen', async () => {
    const room = await open();
    await room.failNext({ on: 'join', how: 'meeting-full', role: 'guest' });
    const form = await guestForm(room.url);
    const [failed, reason] = await Promise.all([nextEvent(document, 'daily-error'), rejection(form.knock())]);
    expect(failed.detail.error.code).to.equal('meeting-full');
    expect(reason).to.equal(failed.detail.error);
    expect(form.state).to.equal('failed');
  });

  it('a link of Daily’s that the page has is played in the local room', async () => {
    const room = await open({ url: 'https://team.daily.co/front-desk' });
    const olga = await room.joinAsOwner('Olga');
    const form = await guestForm('https://team.daily.co/front-desk');
    void form.knock();
    await olga.admit('Gus');
    await reaches(form, 'admitted');
    await form.leave();
  });

  it('a link of the local room’s that leads nowhere fails as on Daily', async () => {
    await open();
    const form = await guestForm('https://local-room.localhost/nowhere');
    const [{ detail }] = await Promise.all([nextEvent(form, 'daily-error'), rejection(form.knock())]);
    expect(detail.error.code).to.equal('no-room');
  });

  it('leaves a page’s own hook as it was, and asks it too', () => {
    const before = globalThis.dailyKnockCallOptions;
    const hook = () => ({ userName: 'from the page', dailyConfig: { alwaysIncludeMicInPermissionPrompt: true } });
    globalThis.dailyKnockCallOptions = hook;
    try {
      const end = useLocalRooms({ links: ['https://team.daily.co/a'], folder });
      const endToo = useLocalRooms({ links: ['https://team.daily.co/b'], folder, load: 'fails' });
      const options = (url: string) => globalThis.dailyKnockCallOptions?.(url) ?? {};
      expect(options('https://team.daily.co/a')).to.deep.equal({
        userName: 'from the page',
        dailyConfig: { alwaysIncludeMicInPermissionPrompt: true, bundlePathOverride: folder.href, avoidEval: true },
      });
      expect(options('https://team.daily.co/b').dailyConfig)
        .to.have.property('bundlePathOverride')
        .that.matches(/^blob:/);
      expect(options('https://local-room.localhost/c').dailyConfig).to.have.property('bundlePathOverride', folder.href);
      expect(options('https://team.daily.co/c')).to.deep.equal(hook());
      end();
      expect(options('https://team.daily.co/a')).to.deep.equal(hook());
      endToo();
      endToo();
      expect(globalThis.dailyKnockCallOptions).to.equal(hook);
    } finally {
      globalThis.dailyKnockCallOptions = before;
    }
  });
});

describe('waiting for an element', () => {
  afterEach(closeRooms);

  it('reaches() finds a state that is there, and one that passes', async () => {
    const room = await open();
    const form = await guestForm(room.url);
    await reaches(form, 'idle');
    // Whoever hears of it first has it over before anybody else hears of it.
    form.addEventListener('daily-state-change', ({ detail }) => detail.to === 'connecting' && form.cancel());
    const passing = reaches(form, 'connecting');
    void form.knock();
    await passing;
    await reaches(form, 'idle');
  });

  it('reaches() waits for an element to be registered', async () => {
    const late = document.createElement('late-element') as unknown as DailyKnockForm;
    document.body.append(late);
    const reached = reaches(late, 'waiting');
    await nextFrame();
    customElements.define(
      'late-element',
      class extends HTMLElement {
        readonly state = 'waiting';
      },
    );
    await reached;
    late.remove();
  });

  it('reaches() says what became of the element instead', async () => {
    const room = await open();
    await room.failNext({ on: 'join', how: 'meeting-full' });
    const form = await guestForm(room.url);
    await rejection(form.knock());
    expect(await messageOf(reaches(form, 'admitted', { timeout: 50 }))).to.match(
      /<daily-knock-form> did not reach the state "admitted": it is "failed", with the error meeting-full/,
    );
    const unknown = document.createElement('unknown-element') as unknown as DailyKnockForm;
    expect(await messageOf(reaches(unknown, 'idle', { timeout: 50 }))).to.match(/<unknown-element> is not registered/);
  });

  it('nextEvent() gives the one that is meant, and says when it never came', async () => {
    const target = new EventTarget();
    const tell = (name: string): boolean => target.dispatchEvent(new CustomEvent('daily-knock', { detail: { name } }));
    const where = ({ detail }: CustomEvent<{ name: string }>): boolean => detail.name === 'Gus';
    const heard = nextEvent(target, 'daily-knock', { where });
    tell('Ana');
    tell('Gus');
    tell('Gus');
    expect((await heard).detail.name).to.equal('Gus');
    const unheard = nextEvent(target, 'daily-knock', { where, timeout: 50 });
    tell('Ana');
    expect(await messageOf(unheard)).to.match(/No "daily-knock" came that was meant, but 1 of that name/);
  });

  it('wait for ever with a timeout of Infinity', async () => {
    const target = new EventTarget();
    const heard = nextEvent(target, 'daily-knock', { timeout: Infinity });
    // A timer that the browser takes for none at all goes off before this one.
    await new Promise((resolve) => setTimeout(resolve, 5));
    target.dispatchEvent(new CustomEvent('daily-knock', { detail: { name: 'Gus' } }));
    expect((await heard).detail).to.deep.equal({ name: 'Gus' });
  });
});
