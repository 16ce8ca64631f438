import '../../src/elements/knock-form/define.js';
import '../../src/elements/owner-room/define.js';
import { expect, html } from '@open-wc/testing';
import { ABSENCE_MS } from '../../src/context/on-gone.js';
import type { DailyKnockError } from '../../src/core/errors.js';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeBrowser } from '../support/fake-browser.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakeDevices } from '../support/fake-devices.js';
import { bringToLobby, knockForm, ownerRoom, ROOM, TOKEN } from '../support/fixtures.js';
import { KnockFormHarness } from '../support/harness/knock-form-harness.js';
import { PendingCallModule } from '../support/pending-call-module.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { removeForGood, Timers } from '../support/timers.js';
import { nextTasks, rejection, until } from '../support/until.js';

/** How it ended: an outcome, or an error's code. */
const codeOf = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: DailyKnockError) => error.code);

describe('while the code for calls loads', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());
  const devices = eachTest(() => new FakeDevices());
  const onItsWay = eachTest(() => new PendingCallModule());
  const browser = eachTest(() => new FakeBrowser());
  const timers = eachTest(() => new Timers());
  let form: DailyKnockForm;
  let page: KnockFormHarness;

  beforeEach(async () => {
    ({ form, page } = await knockForm());
  });

  it('nothing is fetched before intent', () => {
    expect(onItsWay.fetched).to.equal(0);
    form.dispatchEvent(new PointerEvent('pointerenter'));
    expect(onItsWay.fetched).to.equal(1);
    page.field('Your name').focus();
    expect(onItsWay.fetched, 'once').to.equal(1);
  });

  it('it is fetched when a field gets the focus', () => {
    page.field('Your name').focus();
    expect(onItsWay.fetched).to.equal(1);
  });

  it('it is fetched at once in a browser without WebRTC, and a notice is shown', async () => {
    browser.hideWebRtc();
    const other = new KnockFormHarness(document.createElement('daily-knock-form'));
    form.parentElement!.append(other.element);
    expect(onItsWay.fetched).to.equal(1);
    await onItsWay.resolve();
    await until(() => other.notices.length > 0, 'the reason');
  });

  it('updateComplete waits for it', async () => {
    form.dispatchEvent(new PointerEvent('pointerenter'));
    let isRendered = false;
    const rendered = form.updateComplete.then(() => (isRendered = true));
    await nextTasks();
    expect(isRendered).to.be.false;
    await onItsWay.resolve();
    await rendered;
  });

  it('a failure is not reported before a knock', async () => {
    const rejections: unknown[] = [];
    const note = (event: PromiseRejectionEvent): void => {
      event.preventDefault();
      rejections.push(event.reason);
    };
    addEventListener('unhandledrejection', note);
    form.dispatchEvent(new PointerEvent('pointerenter'));
    onItsWay.reject();
    await nextTasks();
    removeEventListener('unhandledrejection', note);
    expect(rejections).to.deep.equal([]);
    expect(log.events).to.deep.equal([]);
    const outcome = form.knock();
    await onItsWay.resolve();
    await bringToLobby(await daily.made());
    await page.reaches('waiting');
    form.cancel();
    expect(await outcome).to.equal('cancelled');
  });

  it('a guest is connecting, then in the lobby when it has loaded, with the usual events', async () => {
    const outcome = form.knock();
    await nextTasks();
    expect(form.state).to.equal('connecting');
    expect(form.getAttribute('state')).to.equal('connecting');
    expect(page.heading).to.equal('Finding the room…');
    expect(page.buttonNames).to.deep.equal(['Cancel']);
    await onItsWay.resolve();
    const call = await daily.made();
    await bringToLobby(call);
    await page.reaches('waiting');
    call.grantByPromise();
    expect(await outcome).to.equal('admitted');
    expect(log.eventsAndStates).to.deep.equal([
      ...['daily-before-knock', 'idle → connecting', 'connecting → waiting', 'daily-waiting'],
      ...['waiting → admitted', 'daily-admitted', 'daily-joined'],
    ]);
  });

  const ENDS: Record<string, () => unknown> = {
    'cancel()': () => form.cancel(),
    'leave()': () => form.leave(),
    'the button': () => page.button('Cancel').click(),
    'a removal': () => removeForGood(() => form.remove()),
    'leaving the page': () => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),
  };

  for (const [name, end] of Object.entries(ENDS)) {
    it(`${name} ends a knock, without later effects`, async () => {
      const heardAt = new EventLog(form);
      form.connectTimeout = 7;
      const outcome = form.knock();
      await nextTasks();
      expect(timers.waiting, 'the limit').to.include(7000);
      await end();
      expect(await outcome).to.equal('cancelled');
      expect(timers.waiting, 'the limit').not.to.include(7000);
      expect(form.state).to.equal('idle');
      await onItsWay.resolve();
      await nextTasks();
      expect(daily.calls).to.have.length(0);
      expect(form.state).to.equal('idle');
      expect(heardAt.eventsAndStates).to.deep.equal([
        ...['daily-before-knock', 'idle → connecting', 'connecting → idle', 'daily-withdrawn'],
      ]);
      heardAt.restore();
    });
  }

  it('a prevented daily-before-knock ends it before anything is fetched', async () => {
    form.addEventListener('daily-before-knock', (event) => event.preventDefault(), { once: true });
    expect(await form.knock()).to.equal('cancelled');
    expect(onItsWay.fetched).to.equal(0);
    expect(log.eventsAndStates).to.deep.equal(['daily-before-knock']);
  });

  it('a listener can cancel before anything is fetched', async () => {
    form.addEventListener('daily-before-knock', () => form.cancel(), { once: true });
    expect(await form.knock()).to.equal('cancelled');
    expect(onItsWay.fetched).to.equal(0);
    expect(form.state).to.equal('idle');
    expect(log.eventsAndStates).to.have.members(['daily-before-knock', 'daily-withdrawn']);
  });

  it('a listener can cancel', async () => {
    form.addEventListener('daily-state-change', () => form.cancel(), { once: true });
    expect(await form.knock()).to.equal('cancelled');
    expect(form.state).to.equal('idle');
    await onItsWay.resolve();
    await nextTasks();
    expect(daily.calls).to.have.length(0);
  });

  it('a second knock() gets the promise of the first', async () => {
    const first = form.knock();
    const inListener: unknown[] = [];
    form.addEventListener('daily-waiting', () => inListener.push(form.knock()));
    expect(form.knock() === first).to.equal(true);
    await onItsWay.resolve();
    const call = await daily.made();
    expect(form.knock() === first).to.equal(true);
    await bringToLobby(call);
    await page.reaches('waiting');
    expect(inListener[0] === first).to.equal(true);
    expect(log.events.filter((name) => name === 'daily-before-knock')).to.have.length(1);
    form.cancel();
  });

  it('the second press of a double click does not cancel', async () => {
    page.button('Knock').dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail: 1 }));
    await nextTasks();
    page.button('Cancel').dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail: 2 }));
    expect(form.state).to.equal('connecting');
  });

  it('the focus moves to the content that replaces the form', async () => {
    page.button('Knock').focus();
    void form.knock();
    await nextTasks();
    expect(page.focused).to.equal('Finding the room…');
  });

  it('an invalid field is reported at once, and shown as soon as possible; the state stays idle', async () => {
    form.userName = '';
    await nextTasks();
    const error = await rejection(form.knock());
    expect(error).to.include({ code: 'missing-name', fatal: false });
    expect(form.state).to.equal('idle');
    expect(log.eventsAndStates).to.deep.equal(['daily-error']);
    await onItsWay.resolve();
    await page.rendered();
    expect(page.isMarkedWrong('Your name')).to.equal(true);
  });

  it('a failed load of the code that shows invalid fields is reported at each press', async () => {
    form.userName = '';
    await nextTasks();
    for (const submit of ['Knock', 'Try again']) {
      page.button(submit).click();
      await nextTasks();
      expect(page.alerts).to.deep.equal([]);
      onItsWay.reject();
      await until(() => page.alerts.join().includes('could not be loaded'), 'the failure');
      expect(form.state).to.equal('failed');
    }
    expect(log.errorCodes).to.deep.equal(['missing-name', 'load-failed', 'missing-name', 'load-failed']);
    page.button('Try again').click();
    await onItsWay.resolve();
    await page.rendered();
    expect(page.isMarkedWrong('Your name')).to.equal(true);
  });

  it('a failed load is reported, and repeated at the next press', async () => {
    const outcome = codeOf(form.knock());
    onItsWay.reject();
    expect(await outcome).to.equal('load-failed');
    expect(form.state).to.equal('failed');
    expect(form.error?.code).to.equal('load-failed');
    await nextTasks();
    expect(page.alerts.join()).to.include('could not be loaded');
    expect(log.eventsAndStates).to.deep.equal([
      ...['daily-before-knock', 'idle → connecting', 'connecting → failed', 'daily-error'],
    ]);
    const again = form.knock();
    expect(onItsWay.fetched).to.equal(2);
    await onItsWay.resolve();
    await bringToLobby(await daily.made());
    await page.reaches('waiting');
    expect(form.error).to.be.undefined;
    form.cancel();
    expect(await again).to.equal('cancelled');
  });

  it('a load that takes longer than connect-timeout fails, without later effects', async () => {
    form.connectTimeout = 7;
    const outcome = codeOf(form.knock());
    expect(timers.fire(7000)).to.equal(1);
    expect(await outcome).to.equal('load-failed');
    await onItsWay.resolve();
    await nextTasks();
    expect(daily.calls).to.have.length(0);
    expect(form.state).to.equal('failed');
  });

  it('the timeout ends when the code has loaded', async () => {
    form.connectTimeout = 7;
    void form.knock();
    await onItsWay.resolve();
    const call = await daily.made();
    await call.asked('preAuth');
    expect(
      timers.waiting.filter((ms) => ms === 7000),
      'the limit of the way into the lobby',
    ).to.have.length(1);
    form.cancel();
  });

  it('an element outside of a page does not start', async () => {
    form.remove();
    expect(await codeOf(form.knock())).to.equal('aborted');
    expect(onItsWay.fetched).to.equal(0);
  });

  it('an element that is removed for good cancels', async () => {
    const heardAt = new EventLog(form);
    const outcome = form.knock();
    form.remove();
    await onItsWay.resolve();
    await nextTasks();
    timers.fire(ABSENCE_MS);
    expect(await outcome).to.equal('cancelled');
    await nextTasks();
    expect(daily.calls).to.have.length(0);
    expect(form.state).to.equal('idle');
    expect(heardAt.eventsAndStates).to.deep.equal([
      ...['daily-before-knock', 'idle → connecting', 'connecting → idle', 'daily-withdrawn'],
    ]);
    heardAt.restore();
  });

  it('a removed element is still connecting for a second', async () => {
    const home = form.parentElement!;
    void form.knock();
    form.remove();
    await onItsWay.resolve();
    await nextTasks();
    expect(form.state).to.equal('connecting');
    home.append(form);
    await daily.made();
    expect(form.state).to.equal('connecting');
    expect(log.eventsAndStates).to.deep.equal(['daily-before-knock', 'idle → connecting']);
    form.cancel();
  });

  it('an element that is removed and put back continues', async () => {
    const home = form.parentElement!;
    const outcome = form.knock();
    form.remove();
    await onItsWay.resolve();
    await nextTasks();
    expect(daily.calls).to.have.length(0);
    home.append(form);
    await bringToLobby(await daily.made());
    await page.reaches('waiting');
    form.cancel();
    expect(await outcome).to.equal('cancelled');
  });

  it('switching a device before it has loaded takes effect', async () => {
    form.setCamera(false);
    void form.knock();
    form.setMicrophone(false);
    await onItsWay.resolve();
    const call = await daily.made();
    await call.asked('preAuth');
    expect(call.calls('preAuth')[0]![0]).to.include({ startVideoOff: true, startAudioOff: true });
    form.cancel();
  });

  it('a call of the page that is in the room is used', async () => {
    const call = new ScriptedCall();
    call.enter('full', { name: 'Ana' });
    form.call = call.asCall;
    form.dispatchEvent(new PointerEvent('pointerenter'));
    await onItsWay.resolve();
    await page.reaches('admitted');
    expect(log.eventsAndStates).to.deep.equal(['idle → admitted', 'daily-joined']);
    expect(call.listenerCount('participant-joined'), 'listeners of one store').to.equal(1);
  });

  it('a knock with a call of the page stays connecting', async () => {
    const call = new ScriptedCall();
    form.call = call.asCall;
    const outcome = form.knock();
    await onItsWay.resolve();
    await bringToLobby(call);
    call.grantByPromise();
    expect(await outcome).to.equal('admitted');
    expect(log.eventsAndStates).to.deep.equal([
      ...['daily-before-knock', 'idle → connecting', 'connecting → waiting', 'daily-waiting'],
      ...['waiting → admitted', 'daily-admitted', 'daily-joined'],
    ]);
  });

  it('a knock with a call of the page that is in the room already is admitted', async () => {
    form.call = ScriptedCall.inRoom({ name: 'Ana' }).asCall;
    const outcome = form.knock();
    await onItsWay.resolve();
    expect(await outcome).to.equal('admitted');
    expect(log.eventsAndStates).to.deep.equal([
      ...['daily-before-knock', 'idle → connecting', 'connecting → admitted', 'daily-admitted', 'daily-joined'],
    ]);
  });

  it('a call of the page that is used after a failure is shown without the error', async () => {
    const outcome = codeOf(form.knock());
    onItsWay.reject();
    expect(await outcome).to.equal('load-failed');
    const call = new ScriptedCall();
    call.enter('full', { name: 'Ana' });
    form.call = call.asCall;
    await until(() => onItsWay.fetched === 2, 'another try');
    await onItsWay.resolve();
    await page.reaches('admitted');
    expect(form.error).to.be.undefined;
    expect(page.alerts).to.deep.equal([]);
  });

  it('auto-knock starts when it has loaded', async () => {
    const template = html`<daily-knock-form auto-knock room-url=${ROOM} user-name="Ana"></daily-knock-form>`;
    const { page: other } = await knockForm(template);
    expect(onItsWay.fetched).to.equal(1);
    expect(daily.calls).to.have.length(0);
    await onItsWay.resolve();
    await bringToLobby(await daily.made());
    await other.reaches('waiting');
    other.element.cancel();
  });

  it('leaving the page opens no preview later', async () => {
    // What a preview loads is there at once.
    await import('../../src/call/devices/preview.js');
    page.button('Try camera and microphone').click();
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await onItsWay.resolve();
    await form.updateComplete;
    await nextTasks(20);
    expect(devices.asked).to.deep.equal([]);
    await page.press('Try camera and microphone');
    await until(() => devices.asked.length > 0, 'the question');
  });

  it('a failed load of the preview is reported like one of a call', async () => {
    page.button('Try camera and microphone').click();
    onItsWay.reject();
    await until(() => form.state === 'failed', 'the failure');
    expect(log.errorCodes).to.deep.equal(['load-failed']);
  });

  it('a failed load that the preview and a knock have waited for is reported once', async () => {
    page.button('Try camera and microphone').click();
    const outcome = codeOf(form.knock());
    onItsWay.reject();
    expect(await outcome).to.equal('load-failed');
    await nextTasks();
    expect(log.errorCodes).to.deep.equal(['load-failed']);
    expect(form.state).to.equal('failed');
  });

  it('an owner’s join is aborted by leave(), and the token is nowhere in the page', async () => {
    const { room, page: host } = await ownerRoom(html`<daily-owner-room room-url=${ROOM}></daily-owner-room>`);
    host.fill('Your name', 'Olga');
    host.fill('Owner token', TOKEN);
    const outcome = codeOf(room.join());
    await nextTasks();
    expect(room.state).to.equal('connecting');
    expect(host.heading).to.equal('Joining the room…');
    await room.leave();
    expect(await outcome).to.equal('aborted');
    await nextTasks();
    expect(host.field('Owner token').value).to.equal(TOKEN);
  });
});
