// The screen stays on while somebody waits or is in a call.
import '../../src/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { fakeHidden } from '../support/fake-visibility.js';
import { guestIn, ownerInCall } from '../support/fixtures.js';
import { nextMicrotasks, until } from '../support/until.js';

/** The browser's locks, as a phone has them. */
class FakeWakeLock {
  asked = 0;
  held = 0;
  answer: Promise<void> = Promise.resolve();
  readonly #navigator: Navigator;
  readonly #before: PropertyDescriptor | undefined;
  #sentinels: { released: boolean }[] = [];

  constructor({ navigator }: Window = window) {
    this.#navigator = navigator;
    this.#before = Object.getOwnPropertyDescriptor(navigator, 'wakeLock');
    Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: this });
  }

  async request(): Promise<unknown> {
    this.asked += 1;
    await this.answer;
    this.held += 1;
    const sentinel = {
      released: false,
      release: (): Promise<void> => {
        if (!sentinel.released) this.held -= 1;
        sentinel.released = true;
        return Promise.resolve();
      },
    };
    this.#sentinels.push(sentinel);
    return sentinel;
  }

  /** The page is hidden, which takes it away, or shown again. */
  page(state: 'hidden' | 'shown'): void {
    fakeHidden(state === 'hidden');
    if (state === 'hidden') {
      for (const sentinel of this.#sentinels) sentinel.released = true;
      this.held = 0;
    }
    document.dispatchEvent(new Event('visibilitychange'));
  }

  restore(): void {
    if (this.#before) Object.defineProperty(this.#navigator, 'wakeLock', this.#before);
    else Reflect.deleteProperty(this.#navigator, 'wakeLock');
    fakeHidden(undefined);
  }
}

describe('the screen', () => {
  const daily = eachTest(() => new FakeDaily());
  const wakeLock = eachTest(() => new FakeWakeLock());

  it('stays on from the knock to the end of the call', async () => {
    const { form, call, page } = await guestIn('waiting', daily);
    await until(() => wakeLock.held === 1, 'the lock');
    call.grantByEvent();
    await page.reaches('admitted');
    expect(wakeLock.asked).to.equal(1);
    await form.leave();
    await nextMicrotasks();
    expect(wakeLock.held).to.equal(0);
  });

  it('of an owner stays on in the call', async () => {
    const { room } = await ownerInCall(daily);
    await until(() => wakeLock.held === 1, 'the lock');
    room.remove();
    await until(() => wakeLock.held === 0, 'the lock to be given back');
  });

  it('stays on again when the page is shown again', async () => {
    await guestIn('waiting', daily);
    await until(() => wakeLock.held === 1, 'the lock');
    wakeLock.page('hidden');
    await nextMicrotasks();
    expect(wakeLock.held).to.equal(0);
    wakeLock.page('shown');
    await until(() => wakeLock.held === 1, 'the lock again');
    expect(wakeLock.asked).to.equal(2);
  });

  it('stays on for the window that the page has moved the element into', async () => {
    const { form } = await guestIn('waiting', daily);
    await until(() => wakeLock.held === 1, 'the lock');
    const home = form.parentElement!;
    const iframe = await fixture<HTMLIFrameElement>(html`<iframe></iframe>`);
    const there = new FakeWakeLock(iframe.contentWindow!);
    iframe.contentDocument!.body.append(form);
    await until(() => there.held === 1, 'the lock there');
    expect(wakeLock.held).to.equal(0);
    home.append(form);
    await until(() => wakeLock.held === 1, 'the lock here');
    expect(there.held).to.equal(0);
  });

  it('is not kept on by a lock that is granted after the end', async () => {
    let answer!: () => void;
    wakeLock.answer = new Promise((resolve) => (answer = resolve));
    const { form } = await guestIn('waiting', daily);
    await until(() => wakeLock.asked === 1, 'the question');
    form.cancel();
    answer();
    await nextMicrotasks();
    expect(wakeLock.held).to.equal(0);
  });

  it('may be refused: the call continues', async () => {
    wakeLock.answer = Promise.reject(new DOMException('No.', 'NotAllowedError'));
    wakeLock.answer.catch(() => {});
    const { form } = await guestIn('waiting', daily);
    await until(() => wakeLock.asked === 1, 'the question');
    expect(form.state).to.equal('waiting');
  });
});
