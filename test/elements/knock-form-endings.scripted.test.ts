import '../../src/elements/knock-form/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { DailyKnockError } from '../../src/core/errors.js';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { bringToLobby, guestIn, knockForm, passPreAuth, ROOM } from '../support/fixtures.js';
import { ME, ScriptedCall } from '../support/scripted-call.js';
import { removeForGood, Timers } from '../support/timers.js';
import { nextTasks, until } from '../support/until.js';

describe('the end of a knock with <daily-knock-form>', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());

  const impatient = html`<daily-knock-form answer-timeout="0.05" room-url=${ROOM} user-name="Ana"></daily-knock-form>`;

  const closed = (call: ScriptedCall) => until(() => call.isDestroyed(), 'the call object to be destroyed');

  describe('cancelling', () => {
    const WAYS = {
      'cancel()': (guest: Awaited<ReturnType<typeof guestIn>>) => guest.form.cancel(),
      'leave()': (guest: Awaited<ReturnType<typeof guestIn>>) => void guest.form.leave(),
      'the button': (guest: Awaited<ReturnType<typeof guestIn>>) => void guest.page.press('Cancel'),
    };
    for (const [way, giveUp] of Object.entries(WAYS)) {
      it(`${way} while waiting`, async () => {
        const guest = await guestIn('waiting', daily);
        log.clear();
        giveUp(guest);
        expect(await guest.outcome).to.equal('cancelled');
        expect(log.eventsAndStates).to.deep.equal(['waiting → idle', 'daily-withdrawn']);
        expect(log.details('daily-withdrawn')).to.deep.equal([{ role: 'guest', id: ME, name: 'Ana', waited: 0 }]);
        await closed(guest.call);
        expect(guest.form.error).to.be.undefined;
        await guest.page.rendered();
        expect(guest.page.labels).to.deep.equal(['Your name']);
      });

      it(`${way} while connecting`, async () => {
        const guest = await guestIn('connecting', daily);
        await guest.call.asked('preAuth');
        log.clear();
        giveUp(guest);
        expect(await guest.outcome).to.equal('cancelled');
        expect(log.eventsAndStates).to.deep.equal(['connecting → idle', 'daily-withdrawn']);
        await closed(guest.call);
      });
    }

    it('later events of Daily change nothing', async () => {
      const { form, call, outcome } = await guestIn('waiting', daily);
      form.cancel();
      await outcome;
      log.clear();
      call.grantByPromise();
      call.grantByEvent();
      await nextTasks();
      expect(form.state).to.equal('idle');
      expect(log.eventsAndStates).to.deep.equal([]);
    });

    it('a preAuth() that resolves too late is not followed by a join()', async () => {
      const { form, call, outcome } = await guestIn('connecting', daily);
      await call.asked('preAuth');
      form.cancel();
      await outcome;
      call.allowPreAuth('lobby');
      await nextTasks();
      expect(call.calls('join')).to.have.length(0);
    });

    it("the page's call is left, but not destroyed", async () => {
      const { form, page } = await knockForm();
      const call = new ScriptedCall();
      form.call = call.asCall;
      const outcome = form.knock();
      await bringToLobby(call);
      await page.reaches('waiting');
      await page.press('Cancel');
      expect(await outcome).to.equal('cancelled');
      await nextTasks();
      expect(call.methods).to.deep.equal(['preAuth', 'join', 'requestAccess', 'leave']);
      expect(log.events).to.deep.equal(['daily-before-knock', 'daily-waiting', 'daily-withdrawn']);
    });

    describe("while the page's call joins", () => {
      async function joining(): Promise<{ form: DailyKnockForm; call: ScriptedCall; outcome: Promise<unknown> }> {
        const { form } = await knockForm();
        const call = new ScriptedCall();
        form.call = call.asCall;
        const outcome = form.knock().catch(({ code }: DailyKnockError) => code);
        await passPreAuth(call, 'full');
        await call.asked('join');
        return { form, call, outcome };
      }

      it('it is left once more when it has joined all the same', async () => {
        const { form, call, outcome } = await joining();
        form.cancel();
        expect(await outcome).to.equal('cancelled');
        await nextTasks();
        call.enter('lobby');
        await nextTasks();
        expect(call.methods).to.deep.equal(['preAuth', 'join', 'leave', 'leave']);
      });

      it('it is left once more also when another knock has been cancelled since', async () => {
        const { form, call } = await joining();
        form.cancel();
        void form.knock();
        form.cancel();
        await nextTasks();
        call.enter('lobby');
        await nextTasks();
        expect(call.methods).to.deep.equal(['preAuth', 'join', 'leave', 'leave', 'leave']);
      });

      it('it is not left under the element that replaces the form', async () => {
        const { form, call, outcome } = await joining();
        await removeForGood(() => form.remove());
        expect(await outcome).to.equal('cancelled');
        const { form: other, page } = await knockForm();
        other.call = call.asCall;
        call.enter('full');
        await page.reaches('admitted');
        await nextTasks();
        expect(call.methods).to.deep.equal(['preAuth', 'join']);
      });

      it('it is not left when another replaces it', async () => {
        const { form, call, outcome } = await joining();
        form.call = undefined;
        expect(await outcome).to.equal('cancelled');
        call.enter('full');
        await nextTasks();
        expect(call.methods).to.deep.equal(['preAuth', 'join']);
      });

      it('it is not left after connect-timeout', async () => {
        const timers = new Timers();
        const { form, call, outcome } = await joining();
        expect(timers.fire(form.connectTimeout * 1000)).to.equal(1);
        timers.restore();
        expect(await outcome).to.equal('connection-error');
        call.enter('full');
        await nextTasks();
        expect(call.methods).to.deep.equal(['preAuth', 'join']);
        expect(form.state).to.equal('admitted');
      });
    });

    it("at once: nothing is sent with the page's call", async () => {
      const { form } = await knockForm();
      const call = new ScriptedCall();
      form.call = call.asCall;
      const outcome = form.knock();
      form.cancel();
      expect(await outcome).to.equal('cancelled');
      await nextTasks();
      expect(call.methods).not.to.include('preAuth');
    });

    it('in a listener of daily-waiting', async () => {
      const { form } = await knockForm();
      document.addEventListener('daily-waiting', () => form.cancel(), { once: true });
      const outcome = form.knock();
      await bringToLobby(await daily.made());
      expect(await outcome).to.equal('cancelled');
      expect(log.events).to.deep.equal(['daily-before-knock', 'daily-waiting', 'daily-withdrawn']);
    });

    it('with leave() in a listener of the change to admitted: cancelled, and never left', async () => {
      const { form, call, outcome } = await guestIn('waiting', daily);
      log.clear();
      document.addEventListener('daily-state-change', () => void form.leave(), { once: true });
      call.grantByEvent();
      expect(await outcome).to.equal('cancelled');
      expect(log.eventsAndStates).to.deep.equal(['waiting → admitted', 'admitted → idle', 'daily-withdrawn']);
    });

    it('in a listener of daily-admitted: neither joined nor left', async () => {
      const { form, call, outcome } = await guestIn('waiting', daily);
      log.clear();
      document.addEventListener('daily-admitted', () => void form.leave(), { once: true });
      call.grantByEvent();
      expect(await outcome).to.equal('admitted');
      expect(log.eventsAndStates).to.deep.equal(['waiting → admitted', 'daily-admitted', 'admitted → idle']);
    });

    it('in a listener of the change to waiting: neither waits nor shows the question', async () => {
      const { form } = await knockForm(impatient);
      form.addEventListener('daily-state-change', ({ detail }) => {
        if (detail.to === 'waiting') form.cancel();
      });
      const outcome = form.knock();
      await bringToLobby(await daily.made());
      expect(await outcome).to.equal('cancelled');
      // Another guest, who knocks later, is asked: so this one's time is over as well.
      const second = new FakeDaily();
      try {
        const other = await guestIn('waiting', second, impatient);
        await until(() => log.events.includes('daily-unanswered'), 'the question of the other guest');
        const mine = log.entries.filter(({ target }) => target === form).map(({ name }) => name);
        expect(mine.filter((name) => name !== 'daily-state-change')).to.deep.equal([
          'daily-before-knock',
          'daily-withdrawn',
        ]);
        other.form.cancel();
      } finally {
        second.restore();
      }
    });

    it('during a second knock does not report the first call', async () => {
      const { form, call } = await guestIn('waiting', daily);
      call.denyByPromise();
      await until(() => form.state === 'rejected', 'the refusal');
      void form.knock();
      await daily.made(2);
      form.cancel();
      expect(log.details('daily-withdrawn')).to.deep.equal([{ role: 'guest', id: '', name: 'Ana', waited: 0 }]);
    });

    it('because the page has set another call', async () => {
      const { form, call, outcome } = await guestIn('waiting', daily);
      form.call = new ScriptedCall().asCall;
      expect(await outcome).to.equal('cancelled');
      await closed(call);
      expect(form.state).to.equal('idle');
    });

    it('cancel() does nothing when there is nothing to give up', async () => {
      const { form, call } = await guestIn('admitted', daily);
      log.clear();
      form.cancel();
      await nextTasks();
      expect(form.state).to.equal('admitted');
      expect(log.eventsAndStates).to.deep.equal([]);
      expect(call.isDestroyed()).to.be.false;
    });
  });

  describe('leaving the call', () => {
    it('Leave ends the call and shows the form again', async () => {
      const { page, call, form } = await guestIn('admitted', daily);
      log.clear();
      await page.press('Leave');
      await page.reaches('idle');
      expect(log.eventsAndStates).to.deep.equal(['admitted → idle', 'daily-left']);
      expect(log.details('daily-left')).to.deep.equal([{ reason: 'left' }]);
      await closed(call);
      await nextTasks();
      expect(log.events).to.deep.equal(['daily-left']);
      expect(form.error).to.be.undefined;
      expect(page.labels).to.deep.equal(['Your name']);
    });

    it('leave() settles once the call has been left', async () => {
      const { call, form } = await guestIn('admitted', daily);
      await form.leave();
      expect(call.isDestroyed()).to.be.true;
    });

    it("the page's call is left by Leave, with one event, and never destroyed", async () => {
      const { form, page } = await knockForm();
      const call = ScriptedCall.inRoom();
      form.call = call.asCall;
      await page.reaches('admitted');
      log.clear();
      await page.press('Leave');
      await page.reaches('idle');
      await nextTasks();
      expect(call.methods).to.deep.equal(['leave']);
      expect(log.eventsAndStates).to.deep.equal(['admitted → idle', 'daily-left']);
    });

    it("notices that the page has left with the page's call", async () => {
      const { form, page } = await knockForm();
      const call = ScriptedCall.inRoom();
      form.call = call.asCall;
      await page.reaches('admitted');
      log.clear();
      await call.leave();
      await page.reaches('idle');
      expect(log.details('daily-left')).to.deep.equal([{ reason: 'left' }]);
    });

    it("the page's call that the page destroys: left, with one event", async () => {
      const { form, page } = await knockForm();
      const call = ScriptedCall.inRoom();
      form.call = call.asCall;
      await page.reaches('admitted');
      log.clear();
      await call.destroy();
      await page.reaches('idle');
      expect(log.eventsAndStates).to.deep.equal(['admitted → idle', 'daily-left']);
    });

    it('may knock again', async () => {
      const { page } = await guestIn('admitted', daily);
      await page.press('Leave');
      await page.reaches('idle');
      await page.knock();
      await bringToLobby(await daily.made(2));
      await page.reaches('waiting');
      expect(page.heading).to.equal('Waiting to be let in');
    });
  });

  describe('removal from the page', () => {
    for (const state of ['connecting', 'waiting'] as const) {
      it(`while ${state}: cancelled, and the call is destroyed`, async () => {
        const { form, call, outcome } = await guestIn(state, daily);
        form.remove();
        expect(await outcome).to.equal('cancelled');
        await closed(call);
        expect(form.state).to.equal('idle');
        await until(() => call.listenerCount() === 0, 'no listener to be left');
      });
    }

    it('in the call: left and destroyed', async () => {
      const { form, call } = await guestIn('admitted', daily);
      const reasons: string[] = [];
      form.addEventListener('daily-left', (event) => reasons.push(event.detail.reason));
      form.remove();
      await closed(call);
      expect(form.state).to.equal('idle');
      expect(reasons).to.deep.equal(['left']);
      expect(call.listenerCount()).to.equal(0);
    });

    it("in the page's call: neither left nor destroyed, and no longer listened to", async () => {
      const { form, page } = await knockForm();
      const call = ScriptedCall.inRoom();
      form.call = call.asCall;
      await page.reaches('admitted');
      await removeForGood(() => form.remove());
      expect(call.methods).to.deep.equal([]);
      expect(call.listenerCount()).to.equal(0);
    });

    it('before a call object was made: none is made', async () => {
      const { form } = await knockForm();
      const outcome = form.knock();
      await removeForGood(() => form.remove());
      expect(await outcome).to.equal('cancelled');
      expect(daily.calls).to.have.length(0);
    });

    it('while the call object is being made: it is destroyed as soon as it is there', async () => {
      const { form } = await knockForm();
      daily.whileMaking = () => form.cancel();
      expect(await form.knock()).to.equal('cancelled');
      const call = await daily.made();
      await closed(call);
      expect(call.methods).to.deep.equal(['destroy']);
    });

    for (const state of ['waiting', 'admitted'] as const) {
      it(`moving within the page while ${state} keeps the call`, async () => {
        const { form, page, call, outcome } = await guestIn(state, daily);
        const elsewhere = await fixture<HTMLElement>(html`<section></section>`);
        log.clear();
        elsewhere.append(form);
        await nextTasks();
        expect(form.state).to.equal(state);
        expect(call.isDestroyed()).to.be.false;
        expect(log.eventsAndStates).to.deep.equal([]);
        if (state === 'waiting') {
          call.grantByEvent();
          expect(await outcome).to.equal('admitted');
          await page.reaches('admitted');
        }
        await page.press('Leave');
        expect(log.details('daily-left')).to.deep.equal([{ reason: 'left' }]);
      });
    }

    it('put back, it knocks again', async () => {
      const { form, page, outcome } = await guestIn('waiting', daily);
      const parent = form.parentElement!;
      form.remove();
      await outcome;
      parent.append(form);
      await page.reaches('idle');
      const again = form.knock();
      const second = await daily.made(2);
      await bringToLobby(second);
      second.grantByEvent();
      expect(await again).to.equal('admitted');
    });

    it('outside of a page knock() rejects', async () => {
      const form = document.createElement('daily-knock-form');
      let code: string | undefined;
      await form.knock({ roomUrl: ROOM, userName: 'Ana' }).catch((error: { code: string }) => (code = error.code));
      expect(code).to.equal('aborted');
      expect(daily.calls).to.have.length(0);
    });
  });

  describe('answer-timeout', () => {
    const asked = async () => {
      const guest = await guestIn('waiting', daily, impatient);
      await until(() => log.events.includes('daily-unanswered'), 'daily-unanswered');
      await guest.page.rendered();
      return guest;
    };

    it('shows the question whether to keep waiting', async () => {
      const { form, page } = await asked();
      expect(log.details('daily-unanswered')).to.deep.equal([{ id: ME, name: 'Ana', seconds: 0.05 }]);
      expect(form.state).to.equal('waiting');
      expect(page.heading).to.equal('Nobody has answered yet');
      expect(page.buttonNames).to.deep.equal(['Microphone', 'Camera', 'Devices', 'Keep waiting', 'Give up']);
    });

    it('Keep waiting: waits, and asks again', async () => {
      const { page } = await asked();
      log.clear();
      await page.press('Keep waiting');
      expect(page.heading).to.equal('Waiting to be let in');
      await until(() => log.events.includes('daily-unanswered'), 'the second question');
      await page.rendered();
      expect(page.heading).to.equal('Nobody has answered yet');
    });

    it('Give up: cancelled', async () => {
      const { page, outcome, call } = await asked();
      await page.press('Give up');
      expect(await outcome).to.equal('cancelled');
      expect(log.events.at(-1)).to.equal('daily-withdrawn');
      await closed(call);
    });

    it('an answer that comes after the question still counts', async () => {
      const { page, call, outcome } = await asked();
      call.grantByEvent();
      expect(await outcome).to.equal('admitted');
      await page.reaches('admitted');
      expect(page.buttonNames).not.to.include('Keep waiting');
    });

    it('a guest who was admitted in time is not asked', async () => {
      const { call, page } = await guestIn('waiting', daily, impatient);
      const question = until(() => log.events.includes('daily-unanswered'), 'the question of another guest');
      call.grantByEvent();
      await page.reaches('admitted');
      // Another guest, who knocked later, is asked: so this one's time is over as well.
      const second = new FakeDaily();
      try {
        const other = await guestIn('waiting', second, impatient);
        await question;
        expect(log.entries.filter(({ name }) => name === 'daily-unanswered').length).to.equal(1);
        expect(log.entries.at(-1)!.target === other.form).to.be.true;
      } finally {
        second.restore();
      }
    });

    for (const value of ['0', '-1', 'soon', '']) {
      it(`"${value}" asks nothing`, async () => {
        const { form, page } = await guestIn(
          'waiting',
          daily,
          html`<daily-knock-form answer-timeout=${value} room-url=${ROOM} user-name="Ana"></daily-knock-form>`,
        );
        await nextTasks();
        expect(page.heading).to.equal('Waiting to be let in');
        expect(log.events).not.to.include('daily-unanswered');
        expect(form.state).to.equal('waiting');
      });
    }
  });
});
