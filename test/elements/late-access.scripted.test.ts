import '../../src/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { bringToLobby, guestIn, knockForm, ownerInCall, passPreAuth, ROOM } from '../support/fixtures.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { nextTasks, rejection } from '../support/until.js';

describe('late or unexpected access states', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());

  /** In the meeting, and nobody has said yet whether that is the lobby. */
  async function joinedSomewhere(): Promise<{ call: ScriptedCall; outcome: Promise<string> }> {
    const { form } = await knockForm();
    const outcome = form.knock();
    const call = await daily.made();
    await passPreAuth(call, 'unknown');
    await call.asked('join');
    call.enter('unknown', { name: 'Ana' });
    await nextTasks();
    return { call, outcome };
  }

  it('a guest who turns out to need no knock does not knock', async () => {
    const { call, outcome } = await joinedSomewhere();
    call.changeAccess('full');
    expect(await outcome).to.equal('admitted');
    expect(call.methods).not.to.include('requestAccess');
    expect(log.events).to.deep.equal(['daily-before-knock', 'daily-admitted', 'daily-joined']);
    expect(log.details('daily-admitted')[0]).to.include({ knocked: false });
  });

  it('a guest who has joined without an access state is in the call', async () => {
    const { outcome } = await joinedSomewhere();
    expect(await outcome).to.equal('admitted');
    expect(log.events).to.deep.equal(['daily-before-knock', 'daily-admitted', 'daily-joined']);
    expect(log.details('daily-admitted')[0]).to.include({ knocked: false });
  });

  it('a guest at a room without knocking gets knocking-unavailable, not not-allowed', async () => {
    const { form } = await knockForm();
    const refused = rejection(form.knock());
    const call = await daily.made();
    await call.asked('preAuth');
    call.changeAccess('none');
    call.fatal('not-allowed');
    call.emit('left-meeting');
    call.allowPreAuth('none');
    expect(await refused).to.include({ code: 'knocking-unavailable' });
    await nextTasks();
    expect(log.events).to.deep.equal(['daily-before-knock', 'daily-error']);
    expect(form.error).to.include({ code: 'knocking-unavailable' });
  });

  it('a guest with an invalid token gets not-allowed', async () => {
    const { form } = await knockForm();
    const refused = rejection(form.knock());
    const call = await daily.made();
    await call.asked('preAuth');
    call.changeAccess('lobby');
    call.fatal('not-allowed');
    call.emit('left-meeting');
    expect(await refused).to.include({ code: 'not-allowed' });
  });

  it('a guest who turns out to be in the lobby knocks', async () => {
    const { call } = await joinedSomewhere();
    call.changeAccess('lobby');
    await call.asked('requestAccess');
    expect(log.events).to.deep.equal(['daily-before-knock', 'daily-waiting']);
  });

  it('a guest who turns out not to be allowed to knock gets an error', async () => {
    const { call, outcome } = await joinedSomewhere();
    const refused = rejection(outcome);
    call.changeAccess('none');
    expect(await refused).to.include({ code: 'knocking-unavailable' });
    expect(log.events).to.deep.equal(['daily-before-knock', 'daily-error']);
  });

  it('a guest who loses the right to knock while waiting gets an error', async () => {
    const { call, outcome, form } = await guestIn('waiting', daily);
    const refused = rejection(outcome);
    call.changeAccess('none');
    expect(await refused).to.include({ code: 'knocking-unavailable' });
    expect(form.state).to.equal('failed');
  });

  it('a consumer element does not show the lobby as a call', async () => {
    const call = new ScriptedCall();
    await fixture(html`<daily-video-tile session-id="local" .call=${call.asCall}></daily-video-tile>`);
    call.enter('unknown', { name: 'Ana' });
    call.changeAccess('lobby');
    expect(log.events).to.deep.equal([]);
    call.changeAccess('full');
    expect(log.events).to.deep.equal(['daily-joined']);
  });

  it('a person without the right to answer gets no daily-knock', async () => {
    const title = document.title;
    const { room, call } = await ownerInCall(daily, { me: { owner: false } });
    call.knockFrom({ id: 'a', name: 'Ana' });
    expect(room.waitingParticipants).to.deep.equal([]);
    expect(document.title).to.equal(title);
    expect(log.events).to.deep.equal(['daily-joined', 'daily-error']);
    call.participantChanges({ id: 'local', name: 'Olga', owner: true });
    expect(room.waitingParticipants.map(({ id }) => id)).to.deep.equal(['a']);
    expect(log.events).to.deep.equal(['daily-joined', 'daily-error', 'daily-knock']);
  });

  const DENIALS: Record<string, (call: ScriptedCall) => unknown> = {
    'by the event only': (call) => call.denyByEvent(),
    'by the promise, then the event': async (call) => {
      call.denyByPromise();
      await nextTasks();
      call.denyByEvent();
    },
  };
  for (const [how, deny] of Object.entries(DENIALS)) {
    it(`on the page's call, the end of a denial ${how} does not end a knock that its listener starts`, async () => {
      const call = new ScriptedCall();
      const { form, outcome } = await guestIn(
        'connecting',
        daily,
        html`<daily-knock-form room-url=${ROOM} user-name="Ana" .call=${call.asCall}></daily-knock-form>`,
      );
      await bringToLobby(call);
      let again: Promise<string> | undefined;
      form.addEventListener('daily-rejected', () => (again ??= form.knock()), { once: true });
      await deny(call);
      expect(await outcome).to.equal('rejected');
      await bringToLobby(call);
      call.grantByPromise();
      expect(await again).to.equal('admitted');
      expect(log.events).not.to.include('daily-withdrawn');
      expect(log.details('daily-rejected')).to.have.length(1);
    });
  }

  it('answer-timeout mirrors its property, and is none without it', async () => {
    const form = await fixture<DailyKnockForm>(html`<daily-knock-form></daily-knock-form>`);
    expect(form.answerTimeout).to.equal(undefined);
    form.answerTimeout = 30;
    await form.updateComplete;
    expect(form.getAttribute('answer-timeout')).to.equal('30');
    form.removeAttribute('answer-timeout');
    expect(form.answerTimeout ?? undefined).to.equal(undefined);
  });
});
