// Browsers slow down the timers of a hidden page, so that owners would drop its guest: there the knock is repeated.
import '../../src/elements/knock-form/define.js';
import { expect, fixtureCleanup } from '@open-wc/testing';
import { repeatWhileHidden } from '../../src/call/background-timer.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { fakeHidden } from '../support/fake-visibility.js';
import { guestIn } from '../support/fixtures.js';
import { removeForGood } from '../support/timers.js';
import { nextTasks, until } from '../support/until.js';

function hide(hidden: boolean): void {
  fakeHidden(hidden);
  document.dispatchEvent(new Event('visibilitychange'));
}

/** In place of the browser's workers: their time passes when a test says so. */
class FakeWorker {
  static running: FakeWorker[] = [];
  static readonly before = globalThis.Worker;

  static install(): void {
    FakeWorker.running = [];
    globalThis.Worker = FakeWorker as unknown as typeof Worker;
  }

  static restore(): void {
    globalThis.Worker = FakeWorker.before;
  }

  onmessage: (() => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  every: number | undefined;
  readonly #url: string;

  constructor(url: string | URL) {
    this.#url = String(url);
    FakeWorker.running.push(this);
  }

  /** Whether its file is on another origin, or made here. */
  get isMadeHere(): boolean {
    return this.#url.startsWith('blob:');
  }

  postMessage(ms: number): void {
    this.every = ms;
  }

  terminate(): void {
    FakeWorker.running = FakeWorker.running.filter((other) => other !== this);
  }
}

describe('a knock in a hidden page', () => {
  afterEach(() => removeForGood(fixtureCleanup));

  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());

  beforeEach(() => {
    FakeWorker.install();
  });

  afterEach(() => {
    fakeHidden(undefined);
    FakeWorker.restore();
  });

  it('is repeated while the page is hidden, and only then', async () => {
    const { call } = await guestIn('waiting', daily);
    expect(FakeWorker.running).to.have.length(0);
    hide(true);
    const [worker] = FakeWorker.running;
    expect(worker!.every).to.equal(4000);
    expect(call.calls('requestAccess')).to.have.length(1);
    worker!.onmessage!();
    worker!.onmessage!();
    expect(call.calls('requestAccess')).to.deep.equal([[{ name: 'Ana' }], [{ name: 'Ana' }], [{ name: 'Ana' }]]);
    hide(false);
    expect(FakeWorker.running).to.have.length(0);
    hide(true);
    expect(FakeWorker.running).to.have.length(1);
  });

  it('is repeated for a guest whose page was hidden from the beginning', async () => {
    hide(true);
    const { call } = await guestIn('waiting', daily);
    FakeWorker.running[0]!.onmessage!();
    expect(call.calls('requestAccess')).to.have.length(2);
  });

  it('is repeated without a second event for the answer', async () => {
    const { call, outcome, page } = await guestIn('waiting', daily);
    hide(true);
    FakeWorker.running[0]!.onmessage!();
    call.grantByEvent();
    call.grantByPromise();
    expect(await outcome).to.equal('admitted');
    await page.reaches('admitted');
    await nextTasks();
    expect(log.events.filter((name) => name === 'daily-admitted')).to.have.length(1);
  });

  for (const [how, end] of [
    ['is answered', 'grant'],
    ['is turned down', 'deny'],
    ['is cancelled', 'cancel'],
  ] as const) {
    it(`is not repeated once it ${how}`, async () => {
      const { call, form } = await guestIn('waiting', daily);
      hide(true);
      const [worker] = FakeWorker.running;
      if (end === 'grant') call.grantByEvent();
      else if (end === 'deny') call.denyByEvent();
      else form.cancel();
      await until(() => form.state !== 'waiting', 'the end of waiting');
      expect(FakeWorker.running).to.have.length(0);
      worker!.onmessage!();
      expect(call.calls('requestAccess')).to.have.length(1);
      hide(false);
      hide(true);
      expect(FakeWorker.running).to.have.length(0);
    });
  }
});

describe('repeatWhileHidden()', () => {
  let stop = (): void => {};

  afterEach(() => {
    stop();
    fakeHidden(undefined);
    FakeWorker.restore();
  });

  it('runs by a worker', async () => {
    const before = setInterval;
    globalThis.setInterval = () => {
      throw new Error('A timer of the page.');
    };
    try {
      let runs = 0;
      hide(true);
      stop = repeatWhileHidden(1, () => (runs += 1));
      await until(() => runs > 2, 'some runs');
    } finally {
      globalThis.setInterval = before;
    }
  });

  it('runs by a worker that imports the file where the file is on another origin', () => {
    hide(true);
    FakeWorker.install();
    let runs = 0;
    stop = repeatWhileHidden(5, () => (runs += 1));
    const [first] = FakeWorker.running;
    expect(first!.isMadeHere).to.be.false;
    first!.onerror!(new Event('error', { cancelable: true }));
    const [second, ...others] = FakeWorker.running;
    expect(others).to.deep.equal([]);
    expect(second!.isMadeHere).to.be.true;
    second!.onmessage!();
    expect(runs).to.equal(1);
  });

  it('runs by a timer of the page where there are no workers', async () => {
    hide(true);
    globalThis.Worker = class {
      constructor() {
        throw new DOMException('Refused.', 'SecurityError');
      }
    } as unknown as typeof Worker;
    let runs = 0;
    stop = repeatWhileHidden(1, () => (runs += 1));
    await until(() => runs > 2, 'some runs');
    stop();
    const before = runs;
    await nextTasks();
    expect(runs).to.equal(before);
  });

  it('leaves nothing behind', () => {
    hide(true);
    FakeWorker.install();
    stop = repeatWhileHidden(5, () => {});
    expect(FakeWorker.running).to.have.length(1);
    stop();
    expect(FakeWorker.running).to.have.length(0);
    hide(false);
    hide(true);
    expect(FakeWorker.running).to.have.length(0);
  });
});
