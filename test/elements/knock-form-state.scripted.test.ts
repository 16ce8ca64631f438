import '../../src/elements/knock-form/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { bringToLobby, type Guest, guestIn, knockForm } from '../support/fixtures.js';
import { KnockFormHarness } from '../support/harness/knock-form-harness.js';
import { ME, ScriptedCall } from '../support/scripted-call.js';
import { Timers } from '../support/timers.js';
import { nextTasks, rejection } from '../support/until.js';

const STATES = ['idle', 'connecting', 'waiting', 'admitted', 'rejected', 'failed'] as const;

describe('the state of <daily-knock-form>, and its switches', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());

  /** What a style sheet of the page sees. */
  const styled = (form: Element) => ({
    attribute: form.getAttribute('state'),
    states: STATES.filter((state) => form.matches(`:state(${state})`)),
  });

  describe('as property, attribute and :state()', () => {
    it('idle at first', async () => {
      const { form } = await knockForm();
      expect(form.state).to.equal('idle');
      expect(styled(form)).to.deep.equal({ attribute: 'idle', states: ['idle'] });
    });

    for (const state of ['connecting', 'waiting', 'admitted'] as const) {
      it(state, async () => {
        const { form } = await guestIn(state, daily);
        expect(form.state).to.equal(state);
        expect(styled(form)).to.deep.equal({ attribute: state, states: [state] });
      });
    }

    it('rejected', async () => {
      const { form, call, outcome } = await guestIn('waiting', daily);
      call.denyByPromise();
      await outcome;
      expect(styled(form)).to.deep.equal({ attribute: 'rejected', states: ['rejected'] });
    });

    it('failed', async () => {
      const { form, call } = await guestIn('waiting', daily);
      call.fatal('no-room');
      expect(styled(form)).to.deep.equal({ attribute: 'failed', states: ['failed'] });
    });
  });

  it('is reflected when daily-state-change fires', async () => {
    const { form } = await knockForm();
    const seen: unknown[] = [];
    form.addEventListener('daily-state-change', ({ detail }) => {
      seen.push(detail.to);
      expect(form.state).to.equal(detail.to);
      expect(styled(form)).to.deep.equal({ attribute: detail.to, states: [detail.to] });
    });
    void form.knock();
    await bringToLobby(await daily.made());
    form.cancel();
    expect(seen).to.deep.equal(['connecting', 'waiting', 'idle']);
  });

  for (const attribute of ['idle', 'admitted']) {
    it(`is its own in a copy of an element with state="${attribute}"`, async () => {
      const form = await fixture<DailyKnockForm>(html`<daily-knock-form state=${attribute}></daily-knock-form>`);
      const copy = form.cloneNode(true) as DailyKnockForm;
      copy.setAttribute('state', attribute);
      form.after(copy);
      await copy.updateComplete;
      expect(styled(copy)).to.deep.equal({ attribute: 'idle', states: ['idle'] });
    });
  }

  it('writing the attribute does not change the state', async () => {
    const { form } = await knockForm();
    form.setAttribute('state', 'admitted');
    expect(form.state).to.equal('idle');
  });

  describe('a knock in a listener of the state change that ends another', () => {
    const ENDS = [
      ['daily-withdrawn', ({ form }: Guest) => form.cancel()],
      ['daily-rejected', ({ call }: Guest) => call.denyByEvent()],
    ] as const;
    const knockOnChange = ({ form }: Guest): void =>
      form.addEventListener('daily-state-change', () => void form.knock({ userName: 'Bea' }), { once: true });

    for (const [name, end] of ENDS) {
      it(`${name} is about the first`, async () => {
        const timers = new Timers();
        try {
          const guest = await guestIn('waiting', daily);
          timers.advanceClock(5000);
          knockOnChange(guest);
          end(guest);
          expect(log.details(name)).to.deep.equal([{ role: 'guest', id: ME, name: 'Ana', waited: 5 }]);
        } finally {
          timers.restore();
        }
      });
    }

    it('the error of the first is gone from `error`', async () => {
      const guest = await guestIn('waiting', daily);
      const { form, page, call, outcome } = guest;
      const failed = rejection(outcome);
      knockOnChange(guest);
      call.fatal('meeting-full');
      expect(await failed).to.include({ code: 'meeting-full' });
      expect(log.errorCodes).to.deep.equal(['meeting-full']);
      expect(form.state).to.equal('connecting');
      expect(form.error).to.be.undefined;
      await bringToLobby(await daily.made(2));
      await page.reaches('waiting');
      expect(form.error).to.be.undefined;
    });
  });

  it("a page's call that is in the room already is shown at once", async () => {
    const { form, page } = await knockForm();
    const call = ScriptedCall.inRoom({ name: 'Ana' });
    form.call = call.asCall;
    await page.reaches('admitted');
    expect(log.eventsAndStates).to.deep.equal(['idle → admitted', 'daily-joined']);
    expect(log.details('daily-joined')).to.deep.equal([{ sessionId: ME, userName: 'Ana', owner: false }]);
    expect(page.tileIds).to.deep.equal(['local']);
  });

  it("a page's call that is in the lobby is not shown as the call", async () => {
    const { form } = await knockForm();
    const call = new ScriptedCall();
    call.enter('lobby');
    form.call = call.asCall;
    await nextTasks();
    expect(form.state).to.equal('idle');
    expect(log.eventsAndStates).to.deep.equal([]);
  });

  it("a page's call that joins later is shown then", async () => {
    const { form, page } = await knockForm();
    const call = new ScriptedCall();
    form.call = call.asCall;
    call.enter('full', { name: 'Ana' });
    await page.reaches('admitted');
    expect(log.eventsAndStates).to.deep.equal(['idle → admitted', 'daily-joined']);
  });

  it('shows everybody in the call, oneself last', async () => {
    const { page, call } = await guestIn('admitted', daily);
    expect(page.text).to.include('Nobody else is here yet.');
    call.participantJoins({ id: 'bea', name: 'Bea', joinedAt: new Date(2) });
    call.participantJoins({ id: 'olga', name: 'Olga', owner: true, joinedAt: new Date(3) });
    call.participantJoins({ id: 'cleo', name: 'Cleo', joinedAt: new Date(1) });
    await page.rendered();
    expect(page.tileIds).to.deep.equal(['olga', 'cleo', 'bea', 'local']);
    expect(page.text).not.to.include('Nobody else is here yet.');
    call.participantLeaves('olga');
    await page.rendered();
    expect(page.tileIds).to.deep.equal(['cleo', 'bea', 'local']);
  });

  describe('camera and microphone', () => {
    const track = { state: 'playable' } as const;
    const SWITCHES = [
      { name: 'Camera', kind: 'video', method: 'setLocalVideo', set: 'setCamera', option: 'startVideoOff' },
      { name: 'Microphone', kind: 'audio', method: 'setLocalAudio', set: 'setMicrophone', option: 'startAudioOff' },
    ] as const;

    for (const { name, kind, method, set } of SWITCHES) {
      it(`${name}: shows whether it is on, and switches`, async () => {
        const { page, call } = await guestIn('admitted', daily);
        expect(page.isOn(name)).to.be.false;
        await page.press(name);
        expect(call.calls(method)).to.deep.equal([[true]]);
        call.participantChanges({ id: 'local', [kind]: track });
        await page.rendered();
        expect(page.isOn(name)).to.be.true;
        await page.press(name);
        expect(call.calls(method)).to.deep.equal([[true], [false]]);
      });

      it(`${name}: a refused device is not switched`, async () => {
        const { page, call } = await guestIn('admitted', daily);
        call.participantChanges({ id: 'local', [kind]: { state: 'blocked' } });
        await page.press(name);
        expect(page.button(name).getAttribute('aria-disabled')).to.equal('true');
        expect(call.calls(method)).to.deep.equal([]);
      });

      it(`${set}() in the call`, async () => {
        const { form, call } = await guestIn('admitted', daily);
        form[set](false);
        form[set](true);
        expect(call.calls(method)).to.deep.equal([[false], [true]]);
      });
    }

    // Whatever is asked for before the visitor is in the call must hold once they are: nobody may be seen against their wish.
    const MOMENTS = {
      'in a listener of daily-before-knock': 'before-knock',
      'while the room is being found': 'preAuth',
      'while the lobby is being entered': 'join',
      'while waiting': 'waiting',
    } as const;
    for (const [when, moment] of Object.entries(MOMENTS)) {
      for (const { name, method, set, option } of SWITCHES) {
        it(`${name}: switched off ${when}, it is off in the call`, async () => {
          const { form, page } = await knockForm();
          const off = () => form[set](false);
          if (moment === 'before-knock') form.addEventListener('daily-before-knock', off, { once: true });
          void form.knock();
          const call = await daily.made();
          await call.asked('preAuth');
          if (moment === 'preAuth') off();
          call.allowPreAuth('lobby');
          await call.asked('join');
          if (moment === 'join') off();
          call.enter('lobby', { name: 'Ana' });
          await page.reaches('waiting');
          if (moment === 'waiting') off();
          call.grantByEvent();
          await page.reaches('admitted');
          const joinedOff = (call.calls('join')[0]![0] as Record<string, unknown>)[option] === true;
          const switched = call.calls(method).map(([on]) => on);
          expect(joinedOff || switched.at(-1) === false, `${method}: ${switched.join()}`).to.be.true;
        });
      }
    }

    it('before the call they choose how to join', async () => {
      const { form } = await knockForm();
      form.setCamera(false);
      form.setMicrophone(false);
      void form.knock();
      const call = await daily.made();
      await call.asked('preAuth');
      expect(call.calls('preAuth')[0]![0]).to.include({ startVideoOff: true, startAudioOff: true });
    });
  });

  describe('the focus', () => {
    it('follows a guest who uses the keyboard', async () => {
      const page = new KnockFormHarness(
        await fixture<DailyKnockForm>(
          html`<daily-knock-form room-url="https://example.daily.co/x"></daily-knock-form>`,
        ),
      );
      page.fillName('Ana');
      await page.knock();
      await page.reaches('connecting');
      expect(page.focused).to.equal('Finding the room…');
    });

    const impatient = html`<daily-knock-form
      answer-timeout="0.05"
      room-url="https://example.daily.co/x"
      user-name="Ana"
    ></daily-knock-form>`;

    it('is not lost when the question takes the place of Cancel', async () => {
      const { page } = await guestIn('waiting', daily, impatient);
      page.button('Cancel').focus();
      await page.shows('Nobody has answered yet');
      await page.rendered();
      expect(page.focused).to.equal('Nobody has answered yet');
    });

    it('is not lost after Keep waiting', async () => {
      const { page } = await guestIn('waiting', daily, impatient);
      await page.shows('Nobody has answered yet');
      await page.press('Keep waiting');
      await page.rendered();
      expect(page.focused).not.to.be.undefined;
    });

    it("is not taken from the page's own field", async () => {
      const field = await fixture<HTMLInputElement>(html`<input aria-label="Notes" />`);
      const { page, call } = await guestIn('waiting', daily);
      field.focus();
      call.grantByEvent();
      await page.reaches('admitted');
      expect(document.activeElement === field, 'the focus is in the field').to.be.true;
    });
  });
});
