import '../../src/define.js';
import { expect } from '@open-wc/testing';
import { configure } from '../../src/core/room-hosts.js';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import { ConsoleWarnings } from '../support/console-warnings.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { bringToLobby, knockForm, passPreAuth, ROOM, TOKEN } from '../support/fixtures.js';
import type { KnockFormHarness } from '../support/harness/knock-form-harness.js';
import { PendingCallModule } from '../support/pending-call-module.js';
import type { ScriptedCall } from '../support/scripted-call.js';
import { Timers } from '../support/timers.js';
import { nextTasks, rejection, until } from '../support/until.js';

describe('the getToken of <daily-knock-form>', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());
  const warnings = eachTest(() => new ConsoleWarnings());

  /** For this room the page never asks for a token again. */
  const REMOVED_FROM = `${ROOM}-removed`;
  const KNOCKED = ['daily-before-knock', 'daily-error', 'daily-waiting'];

  async function form(getToken: DailyKnockForm['getToken']): Promise<{ form: DailyKnockForm; page: KnockFormHarness }> {
    const guest = await knockForm();
    guest.form.getToken = getToken;
    return guest;
  }

  const token = (call: ScriptedCall) => (call.calls('preAuth').at(-1)![0] as { token?: string }).token;

  function readable(element: DailyKnockForm): string {
    const errors = log.details('daily-error').map(({ error }) => [error.message, error.stack, String(error.cause)]);
    return [
      element.outerHTML,
      element.shadowRoot!.innerHTML,
      JSON.stringify(log.entries.map(({ name, detail }) => [name, detail])),
      JSON.stringify(errors),
      ...warnings.texts,
    ].join('\n');
  }

  async function walksIn(call: ScriptedCall): Promise<void> {
    await passPreAuth(call, 'full');
    await call.asked('join');
    call.enter('full', { name: 'Ana' });
  }

  it('lets a member in without a knock', async () => {
    const asked: unknown[] = [];
    const { form: element, page } = await form((request) => {
      asked.push(request, [...log.events]);
      return Promise.resolve(TOKEN);
    });
    const outcome = element.knock();
    const call = await daily.made();
    await walksIn(call);
    expect(await outcome).to.equal('admitted');
    expect(asked).to.deep.equal([{ roomUrl: ROOM, userName: 'Ana' }, ['daily-before-knock']]);
    expect(token(call)).to.equal(TOKEN);
    expect(call.calls('join')[0]![0]).to.include({ token: TOKEN });
    expect(call.calls('requestAccess')).to.have.length(0);
    expect(log.events).to.deep.equal(['daily-before-knock', 'daily-admitted', 'daily-joined']);
    expect(log.details('daily-admitted')[0]).to.include({ knocked: false });
    await page.rendered();
    expect(readable(element)).not.to.include(TOKEN);
  });

  for (const nothing of [undefined, null]) {
    it(`that gives ${nothing} lets the guest knock like everybody`, async () => {
      const { form: element, page } = await form(() => Promise.resolve(nothing as undefined));
      element.knock().catch(() => {});
      const call = await daily.made();
      await bringToLobby(call);
      await page.reaches('waiting');
      expect(token(call)).to.be.undefined;
      expect(log.events).to.deep.equal(['daily-before-knock', 'daily-waiting']);
      expect(page.alerts).to.deep.equal([]);
    });
  }

  it('is not asked after the host has removed the member, who knocks then, but for another room', async () => {
    const asked: string[] = [];
    const { form: element, page } = await form(({ roomUrl }) => {
      asked.push(roomUrl);
      return Promise.resolve(TOKEN);
    });
    element.roomUrl = REMOVED_FROM;
    const outcome = element.knock();
    const first = await daily.made();
    await walksIn(first);
    expect(await outcome).to.equal('admitted');
    first.fatal('ejected');
    await page.reaches('failed');
    void element.knock();
    const second = await daily.made(2);
    await bringToLobby(second);
    await page.reaches('waiting');
    expect(token(second)).to.be.undefined;
    element.cancel();
    await page.reaches('idle');
    const { form: another } = await form(element.getToken);
    another.roomUrl = REMOVED_FROM;
    void another.knock();
    await bringToLobby(await daily.made(3));
    another.cancel();
    expect(asked, 'by another element in the page').to.have.length(1);
    element.roomUrl = ROOM;
    void element.knock();
    await until(() => asked.length === 2, 'the token for the other room');
    expect(asked).to.deep.equal([REMOVED_FROM, ROOM]);
  });

  it('nor if the code for calls had not loaded when the member came in', async () => {
    let asked = 0;
    const onItsWay = new PendingCallModule();
    const { form: element, page } = await form(() => {
      asked += 1;
      return Promise.resolve(TOKEN);
    });
    element.roomUrl = `${REMOVED_FROM}-early`;
    void element.knock();
    await onItsWay.resolve();
    onItsWay.restore();
    const first = await daily.made();
    await walksIn(first);
    await page.reaches('admitted');
    first.fatal('ejected');
    await page.reaches('failed');
    void element.knock();
    await bringToLobby(await daily.made(2));
    expect(asked).to.equal(1);
  });

  it('is not asked when the page prevents the knock', async () => {
    let asked = false;
    const { form: element } = await form(() => {
      asked = true;
      return Promise.resolve(TOKEN);
    });
    element.addEventListener('daily-before-knock', (event) => event.preventDefault());
    expect(await element.knock()).to.equal('cancelled');
    expect(asked).to.be.false;
  });

  it('is not asked for a room of a host that the page does not allow', async () => {
    let asked = false;
    const { form: element } = await form(() => {
      asked = true;
      return Promise.resolve(TOKEN);
    });
    configure({ roomHosts: ['another.daily.co'] });
    try {
      expect(await rejection(element.knock())).to.include({ code: 'invalid-room-url' });
      expect(asked).to.be.false;
    } finally {
      configure({ roomHosts: [new URL(ROOM).host] });
    }
  });

  for (const [what, getToken] of [
    [
      'throws',
      () => {
        throw new Error('Not signed in');
      },
    ],
    ['rejects', () => Promise.reject(new Error('Not signed in'))],
    ['gives a page instead of a token', () => Promise.resolve('<!doctype html>')],
    ['gives a message', () => Promise.resolve('Not logged in')],
    ['gives an object', () => Promise.resolve({ token: TOKEN } as unknown as string)],
  ] as [string, NonNullable<DailyKnockForm['getToken']>][]) {
    it(`that ${what} is no dead end: the guest knocks, and is told`, async () => {
      const { form: element, page } = await form(getToken);
      const outcome = element.knock();
      const call = await daily.made();
      await bringToLobby(call);
      await page.reaches('waiting');
      expect(token(call)).to.be.undefined;
      expect(log.events).to.deep.equal(KNOCKED);
      expect(log.details('daily-error')[0]!.error).to.include({ code: 'token-failed', fatal: false });
      await page.shows('Your membership could not be confirmed');
      expect(readable(element)).not.to.include(TOKEN);
      call.grantByPromise();
      expect(await outcome).to.equal('admitted');
      await page.reaches('admitted');
      expect(page.alerts, 'in the call').to.deep.equal([]);
    });
  }

  it('that takes too long lets the guest knock', async () => {
    const timers = new Timers();
    try {
      const { form: element, page } = await form(() => new Promise(() => {}));
      element.knock().catch(() => {});
      await until(() => timers.fire(10_000), 'a timer of 10 s');
      await bringToLobby(await daily.made());
      await page.reaches('waiting');
      expect(log.events).to.deep.equal(KNOCKED);
    } finally {
      timers.restore();
    }
  });

  it('that answers after Cancel starts nothing', async () => {
    let give = (_: string): void => {};
    const { form: element, page } = await form(() => new Promise((resolve) => (give = resolve)));
    const outcome = element.knock();
    await page.reaches('connecting');
    await until(() => log.eventsAndStates.includes('idle → connecting'), 'connecting');
    await nextTasks();
    element.cancel();
    expect(await outcome).to.equal('cancelled');
    give(TOKEN);
    await nextTasks();
    expect(daily.calls.filter((call) => call.calls('preAuth').length > 0)).to.deep.equal([]);
    expect(log.errorCodes).to.deep.equal([]);
  });

  describe('whose token Daily refuses', () => {
    async function refused(refuse: (call: ScriptedCall) => Promise<void>): Promise<void> {
      const { form: element, page } = await form(() => Promise.resolve(TOKEN));
      const outcome = element.knock();
      const first = await daily.made();
      await first.asked('preAuth');
      await refuse(first);
      const second = await daily.made(2);
      await bringToLobby(second);
      await page.reaches('waiting');
      expect(token(second)).to.be.undefined;
      expect(first.isDestroyed()).to.be.true;
      expect(log.events).to.deep.equal(KNOCKED);
      expect(log.details('daily-error')[0]!.error).to.include({ code: 'token-failed', fatal: false });
      expect(readable(element)).not.to.include(TOKEN);
      second.grantByPromise();
      expect(await outcome).to.equal('admitted');
    }

    it('as one for another room: lets the guest knock', () =>
      refused((call) => {
        call.allowPreAuth('lobby');
        return Promise.resolve();
      }));

    it('as expired, before the lobby: lets the guest knock', () =>
      refused((call) => {
        call.fatal('exp-token');
        call.failPreAuth({ errorMsg: 'exp-token', error: { type: 'exp-token' } });
        return Promise.resolve();
      }));

    it('after its check, when joining: lets the guest knock', () =>
      refused(async (call) => {
        call.allowPreAuth('unknown');
        await call.asked('join');
        call.fatal('not-allowed', 'You are not allowed to join this meeting');
        call.emit('left-meeting');
      }));

    it('fails where a guest would fail as well', async () => {
      const { form: element, page } = await form(() => Promise.resolve(TOKEN));
      const outcome = rejection(element.knock());
      const call = await daily.made();
      await call.asked('preAuth');
      call.fatal('exp-room');
      expect(await outcome).to.include({ code: 'exp-room' });
      await page.reaches('failed');
      expect(daily.calls).to.have.length(1);
      expect(log.events).to.deep.equal(['daily-before-knock', 'daily-error']);
    });
  });
});
