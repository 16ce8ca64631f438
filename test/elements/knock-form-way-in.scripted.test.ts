import '../../src/elements/knock-form/define.js';
import { expect, html } from '@open-wc/testing';
import type { DailyKnockError } from '../../src/core/errors.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { bringToLobby, guestIn, knockForm, passPreAuth, ROOM } from '../support/fixtures.js';
import type { KnockFormHarness } from '../support/harness/knock-form-harness.js';
import { ME, ScriptedCall } from '../support/scripted-call.js';
import { Timers } from '../support/timers.js';
import { nextMicrotasks, nextTasks, rejection, until } from '../support/until.js';

describe('knocking with <daily-knock-form>', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());

  const STRAIGHT_IN = [
    'daily-before-knock',
    'idle → connecting',
    'connecting → admitted',
    'daily-admitted',
    'daily-joined',
  ];
  const FAILED = ['daily-before-knock', 'idle → connecting', 'connecting → failed', 'daily-error'];

  it('joins at once where no knock is needed', async () => {
    const { form, page, call, outcome } = await guestIn('connecting', daily);
    await passPreAuth(call, 'full');
    await call.asked('join');
    call.enter('full', { name: 'Ana' });
    expect(await outcome).to.equal('admitted');
    expect(log.eventsAndStates).to.deep.equal(STRAIGHT_IN);
    expect(log.details('daily-admitted')).to.deep.equal([
      { role: 'guest', id: ME, name: 'Ana', waited: 0, knocked: false },
    ]);
    expect(call.calls('requestAccess')).to.have.length(0);
    await page.reaches('admitted');
    expect(form.error).to.be.undefined;
  });

  it('shows that it is looking for the room, with Cancel', async () => {
    const { page } = await guestIn('connecting', daily);
    expect(page.heading).to.equal('Finding the room…');
    expect(page.buttonNames).to.deep.equal(['Cancel']);
  });

  it("waits in the lobby after preAuth's 'unknown'", async () => {
    const { page, call, outcome } = await guestIn('connecting', daily);
    await passPreAuth(call, 'unknown');
    await call.asked('join');
    call.enter('lobby', { name: 'Ana' });
    await page.reaches('waiting');
    call.grantByPromise();
    expect(await outcome).to.equal('admitted');
    expect(log.details('daily-admitted')[0]).to.include({ knocked: true });
  });

  it("with preAuth's 'unknown' and full access after the join no knock is needed", async () => {
    const { call, outcome } = await guestIn('connecting', daily);
    await passPreAuth(call, 'unknown');
    await call.asked('join');
    call.enter('full', { name: 'Ana' });
    expect(await outcome).to.equal('admitted');
    expect(log.eventsAndStates).to.deep.equal(STRAIGHT_IN);
  });

  it('join() uses the link that preAuth() has locked', async () => {
    const { call } = await guestIn('waiting', daily);
    const [[first], [second]] = [call.calls('preAuth')[0]!, call.calls('join')[0]!];
    expect(first).to.include({ url: ROOM, userName: 'Ana' });
    expect(second).to.include({ url: ROOM, userName: 'Ana' });
  });

  describe('fails', () => {
    const REFUSED = 'It is not possible to knock at this room';
    const CASES: {
      title: string;
      script(call: ScriptedCall): Promise<void>;
      code: string;
      words: string;
      from?: 'waiting';
    }[] = [
      {
        title: 'where knocking is not possible',
        async script(call) {
          await passPreAuth(call, 'none');
        },
        code: 'knocking-unavailable',
        words: REFUSED,
      },
      {
        title: 'when preAuth() rejects',
        async script(call) {
          await call.asked('preAuth');
          call.failPreAuth(new Error('no'));
        },
        code: 'knocking-unavailable',
        words: REFUSED,
      },
      {
        title: 'when preAuth() rejects with an error of Daily',
        async script(call) {
          await call.asked('preAuth');
          call.failPreAuth({ action: 'error', errorMsg: 'gone', error: { type: 'no-room', msg: 'gone' } });
        },
        code: 'no-room',
        words: 'There is no such room',
      },
      {
        title: 'when join() rejects with undefined',
        async script(call) {
          await passPreAuth(call, 'lobby');
          await call.asked('join');
          call.failJoin(undefined);
        },
        code: 'connection-error',
        words: 'The connection failed',
      },
      {
        title: 'when join() rejects and then an event says why',
        async script(call) {
          await passPreAuth(call, 'lobby');
          await call.asked('join');
          call.failJoin('meeting is full');
          await nextMicrotasks();
          call.fatal('meeting-full');
        },
        code: 'meeting-full',
        words: 'The room is full',
      },
      {
        title: 'when requestAccess() rejects',
        async script(call) {
          await bringToLobby(call);
          call.failRequest(new Error('not possible here'));
        },
        code: 'knocking-unavailable',
        words: REFUSED,
        from: 'waiting',
      },
    ];
    for (const { title, script, code, words, from } of CASES) {
      it(title, async () => {
        const { form, page, call, outcome } = await guestIn('connecting', daily);
        await script(call);
        const error = await rejection(outcome);
        expect(error).to.include({ code, fatal: true });
        expect(form.error).to.equal(error);
        await nextTasks();
        const way = from
          ? [...FAILED.slice(0, 2), 'connecting → waiting', 'daily-waiting', 'waiting → failed', 'daily-error']
          : FAILED;
        expect(log.eventsAndStates).to.deep.equal(way);
        expect(log.details('daily-error')[0]!.error).to.equal(error);
        await page.rendered();
        expect(page.alerts.join()).to.include(words);
        expect(page.buttonNames).to.deep.equal(['Try camera and microphone', 'Try again']);
        await until(() => call.isDestroyed(), 'the call object to be destroyed');
      });
    }

    it('when no call object can be made', async () => {
      daily.failure = new Error('Duplicate DailyIframe instances are not allowed');
      const { form, page } = await knockForm();
      const error = await rejection(form.knock());
      expect(error).to.include({ code: 'load-failed', fatal: true, cause: daily.failure });
      expect(log.eventsAndStates).to.deep.equal(FAILED);
      await page.rendered();
      expect(page.alerts.join()).to.include('The video service could not be loaded');
    });

    it('and Try again tries again', async () => {
      const { page, call } = await guestIn('connecting', daily);
      await passPreAuth(call, 'none');
      await page.reaches('failed');
      await page.press('Try again');
      await bringToLobby(await daily.made(2));
      await page.reaches('waiting');
      expect(page.element.error).to.be.undefined;
      expect(page.alerts).to.deep.equal([]);
    });
  });

  describe('daily-before-knock', () => {
    it('prevented: cancelled, and nothing is loaded or sent', async () => {
      const { form } = await knockForm();
      form.addEventListener('daily-before-knock', (event) => event.preventDefault());
      expect(await form.knock()).to.equal('cancelled');
      expect(log.eventsAndStates).to.deep.equal(['daily-before-knock']);
      expect(form.state).to.equal('idle');
      expect(daily.calls).to.have.length(0);
    });

    it('prevented once: the next knock is sent', async () => {
      const { form, page } = await knockForm();
      form.addEventListener('daily-before-knock', (event) => event.preventDefault(), { once: true });
      await form.knock();
      void form.knock();
      await bringToLobby(await daily.made());
      await page.reaches('waiting');
      expect(log.events).to.deep.equal(['daily-before-knock', 'daily-before-knock', 'daily-waiting']);
    });
  });

  it('a second knock() during the first gets its promise', async () => {
    const { form, call, outcome } = await guestIn('connecting', daily);
    expect(form.knock({ userName: 'Somebody else' })).to.equal(outcome);
    await bringToLobby(call);
    expect(form.knock()).to.equal(outcome);
    call.grantByPromise();
    expect(await outcome).to.equal('admitted');
    expect(daily.calls).to.have.length(1);
    expect(call.calls('requestAccess')).to.have.length(1);
  });

  describe('auto-knock', () => {
    const auto = html`<daily-knock-form auto-knock room-url=${ROOM} user-name="Ana"></daily-knock-form>`;

    /** A guest who has knocked automatically, and waits. */
    async function waiting(): ReturnType<typeof knockForm> {
      const guest = await knockForm(auto);
      await bringToLobby(await daily.made());
      await guest.page.reaches('waiting');
      return guest;
    }

    it('knocks when link and name are set', async () => {
      await knockForm(auto);
      await bringToLobby(await daily.made());
      expect(log.details('daily-before-knock')).to.deep.equal([{ roomUrl: ROOM, userName: 'Ana' }]);
    });

    it('waits for the name', async () => {
      const { form } = await knockForm(html`<daily-knock-form auto-knock room-url=${ROOM}></daily-knock-form>`);
      await nextTasks();
      expect(daily.calls, 'before the name').to.have.length(0);
      expect(log.events, 'before the name').to.deep.equal([]);
      form.userName = 'Ana';
      await daily.made();
      expect(log.events).to.deep.equal(['daily-before-knock']);
    });

    it('does not knock again after Cancel', async () => {
      const { page } = await waiting();
      await page.press('Cancel');
      await page.reaches('idle');
      await nextTasks();
      expect(daily.calls).to.have.length(1);
    });

    it('does not knock again after Cancel when the page sets another name, or the same link', async () => {
      const { form, page } = await waiting();
      await page.press('Cancel');
      await page.reaches('idle');
      form.userName = 'Ana Lima';
      await form.updateComplete;
      form.roomUrl = '';
      await form.updateComplete;
      form.roomUrl = ROOM;
      await form.updateComplete;
      await nextTasks();
      expect(daily.calls).to.have.length(1);
    });

    it('keeps the place of a guest whose link is only written differently', async () => {
      const { form } = await waiting();
      for (const link of [
        `${ROOM}?utm_source=mail`,
        ` ${ROOM} `,
        ROOM.toUpperCase().replace(/(?<=\/)[^/]*$/, ROOM.split('/').pop()!),
      ]) {
        form.roomUrl = link;
        await form.updateComplete;
        await nextTasks();
        expect(form.state, link).to.equal('waiting');
      }
      expect(log.events).not.to.include('daily-withdrawn');
      expect(daily.calls).to.have.length(1);
    });
  });

  describe('with a call that the page is just joining', () => {
    async function knocking(): Promise<{ page: KnockFormHarness; call: ScriptedCall; outcome: Promise<unknown> }> {
      const { form, page } = await knockForm();
      const call = new ScriptedCall();
      form.call = call.asCall;
      void call.join();
      const outcome = form.knock().catch(({ code }: DailyKnockError) => code);
      await nextTasks();
      expect(form.state).to.equal('connecting');
      return { page, call, outcome };
    }

    it('which ends in the call: admitted', async () => {
      const { call, outcome } = await knocking();
      call.enter('full', { name: 'Ana' });
      expect(await outcome).to.equal('admitted');
      expect(log.eventsAndStates).to.deep.equal(STRAIGHT_IN);
      expect(call.methods).to.deep.equal(['join']);
    });

    for (const level of ['lobby', 'unknown'] as const) {
      it(`which ends in the lobby, access ${level} at first: knocks`, async () => {
        const { page, call } = await knocking();
        call.enter(level, { name: 'Ana' });
        await nextTasks();
        call.changeAccess('lobby');
        await page.reaches('waiting');
        expect(call.methods).to.deep.equal(['join', 'requestAccess']);
        expect(log.errorCodes).to.deep.equal([]);
      });
    }

    it('which fails: joins by itself', async () => {
      const { page, call } = await knocking();
      call.fatal('exp-token');
      call.emit('left-meeting');
      await passPreAuth(call, 'lobby');
      await call.asked('join', 2);
      call.enter('lobby');
      await page.reaches('waiting');
      expect(log.errorCodes).to.deep.equal([]);
    });

    it('which takes too long: fails', async () => {
      const timers = new Timers();
      const { page, outcome } = await knocking();
      timers.fire(page.element.connectTimeout * 1000);
      timers.restore();
      expect(await outcome).to.equal('connection-error');
    });
  });

  it('passes the choices of page and visitor to Daily', async () => {
    const { form, page } = await knockForm(
      html`<daily-knock-form start-video-off start-audio-off room-url=${ROOM} user-name="Ana"></daily-knock-form>`,
    );
    form.callOptions = {
      dailyConfig: { avoidEval: true },
      subscribeToTracksAutomatically: false,
      allowMultipleCallInstances: true,
      strictMode: false,
    };
    void form.knock();
    const call = await daily.made();
    expect(daily.options[0]).to.deep.include({
      allowMultipleCallInstances: true,
      dailyConfig: { avoidEval: true },
      subscribeToTracksAutomatically: false,
      strictMode: false,
    });
    await bringToLobby(call);
    await page.reaches('waiting');
    for (const method of ['preAuth', 'join'] as const) {
      expect(call.calls(method)[0]![0], method).to.deep.include({
        url: ROOM,
        userName: 'Ana',
        startVideoOff: true,
        startAudioOff: true,
        subscribeToTracksAutomatically: false,
      });
      // daily-js warns of what only the making of a call object takes.
      expect(call.calls(method)[0]![0], method).not.to.have.any.keys('allowMultipleCallInstances', 'strictMode');
    }
  });

  it("calls the page's hook for call options with this room", async () => {
    const { form } = await knockForm();
    const asked: string[] = [];
    globalThis.dailyKnockCallOptions = (roomUrl) => {
      asked.push(roomUrl);
      return { dailyConfig: { avoidEval: true } };
    };
    try {
      void form.knock();
      await daily.made();
    } finally {
      globalThis.dailyKnockCallOptions = undefined;
    }
    expect(new Set(asked)).to.deep.equal(new Set([ROOM]));
    expect(daily.options[0]).to.deep.include({ dailyConfig: { avoidEval: true } });
  });
});
