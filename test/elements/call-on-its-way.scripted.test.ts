import { expect, html } from '@open-wc/testing';
import '../../src/elements/knock-form/define.js';
import '../../src/elements/owner-room/define.js';
import { ABSENCE_MS } from '../../src/context/on-gone.js';
import type { DailyKnockError } from '../../src/core/errors.js';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import { PendingCallModule } from '../support/pending-call-module.js';
import { eachTest } from '../support/each-test.js';
import { FakeBrowser } from '../support/fake-browser.js';
import { FakeDaily } from '../support/fake-daily.js';
import { bringToLobby, knockForm, ownerRoom, ROOM, TOKEN } from '../support/fixtures.js';
import { KnockFormHarness } from '../support/harness/knock-form-harness.js';
import { EventLog } from '../support/event-log.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { removeForGood, Timers } from '../support/timers.js';
import { nextTasks, rejection, until } from '../support/until.js';

/** How it ended: an outcome, or an error's code. */
const codeOf = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: DailyKnockError) => error.code);

describe('while what a call needs is on its way', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());
  const onItsWay = eachTest(() => new PendingCallModule());
  const browser = eachTest(() => new FakeBrowser());
  const timers = eachTest(() => new Timers());
  let form: DailyKnockForm;
  let page: KnockFormHarness;

  beforeEach(async () => {
    ({ form, page } = await knockForm());
  });

  it('nothing is fetched before somebody comes to the form', () => {
    expect(onItsWay.fetched).to.equal(0);
    form.dispatchEvent(new PointerEvent('pointerenter'));
    expect(onItsWay.fetched).to.equal(1);
    page.field('Your name').focus();
    expect(onItsWay.fetched, 'once').to.equal(1);
  });

  it('it is fetched when the keyboard comes to the form', () => {
    page.field('Your name').focus();
    expect(onItsWay.fetched).to.equal(1);
  });

  it('it is fetched at once where the browser cannot make a call, and that is said', async () => {
    browser.hideWebRtc();
    const other = new KnockFormHarness(document.createElement('daily-knock-form'));
    form.parentElement!.append(other.element);
    expect(onItsWay.fetched).to.equal(1);
    await onItsWay.resolve();
    await until(() => other.notices.length > 0, 'the reason');
  });

  it('it is waited for by whoever waits for the drawing', async () => {
    form.dispatchEvent(new PointerEvent('pointerenter'));
    let isDrawn = false;
    const drawn = form.updateComplete.then(() => (isDrawn = true));
    await nextTasks();
    expect(isDrawn).to.be.false;
    await onItsWay.resolve();
    await drawn;
  });

  it('nobody is told of a failure before they knock', async () => {
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

  it('a guest is on the way, and in the lobby once it is there; told in the same order as ever', async () => {
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
  };

  for (const [name, end] of Object.entries(ENDS)) {
    it(`${name} ends a knock, and nothing comes of it later`, async () => {
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

  it('a veto ends it before anything is fetched', async () => {
    form.addEventListener('daily-before-knock', (event) => event.preventDefault(), { once: true });
    expect(await form.knock()).to.equal('cancelled');
    expect(onItsWay.fetched).to.equal(0);
    expect(log.eventsAndStates).to.deep.equal(['daily-before-knock']);
  });

  it('a listener that gives up before anything is fetched has given up', async () => {
    form.addEventListener('daily-before-knock', () => form.cancel(), { once: true });
    expect(await form.knock()).to.equal('cancelled');
    expect(onItsWay.fetched).to.equal(0);
    expect(form.state).to.equal('idle');
    expect(log.eventsAndStates).to.have.members(['daily-before-knock', 'daily-withdrawn']);
  });

  it('a listener that gives up has given up', async () => {
    form.addEventListener('daily-state-change', () => form.cancel(), { once: true });
    expect(await form.knock()).to.equal('cancelled');
    expect(form.state).to.equal('idle');
    await onItsWay.resolve();
    await nextTasks();
    expect(daily.calls).to.have.length(0);
  });

  it('a second knock is the first one', async () => {
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

  it('somebody who has the focus is led to what is shown instead of the form', async () => {
    page.button('Knock').focus();
    void form.knock();
    await nextTasks();
    expect(page.focused).to.equal('Finding the room…');
  });

  it('a wrong field is told at once, and shown as soon as it can be; nobody is on the way', async () => {
    form.userName = '';
    await nextTasks();
    const error = await rejection(form.knock());
    expect(error).to.include({ code: 'missing-name', fatal: false });
    expect(form.state).to.equal('idle');
    expect(log.eventsAndStates).to.deep.equal(['daily-error']);
    await onItsWay.resolve();
    await page.drawn();
    expect(page.isMarkedWrong('Your name')).to.equal(true);
  });

  it('what cannot be had is told, and had again at the next press', async () => {
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

  it('what takes longer than connect-timeout has failed, and does nothing when it comes', async () => {
    form.connectTimeout = 7;
    const outcome = codeOf(form.knock());
    expect(timers.fire(7000)).to.equal(1);
    expect(await outcome).to.equal('load-failed');
    await onItsWay.resolve();
    await nextTasks();
    expect(daily.calls).to.have.length(0);
    expect(form.state).to.equal('failed');
  });

  it('the limit is for this way only: it is over once it is there', async () => {
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

  it('an element outside of a page does not begin', async () => {
    form.remove();
    expect(await codeOf(form.knock())).to.equal('aborted');
    expect(onItsWay.fetched).to.equal(0);
  });

  it('an element that is taken out, and does not come back, has given up', async () => {
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

  it('an element that waits outside of the page is still on the way', async () => {
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

  it('an element that is taken out and put back goes on', async () => {
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

  it('a switch before it counts', async () => {
    form.setCamera(false);
    void form.knock();
    form.setMicrophone(false);
    await onItsWay.resolve();
    const call = await daily.made();
    await call.asked('preAuth');
    expect(call.calls('preAuth')[0]![0]).to.include({ startVideoOff: true, startAudioOff: true });
    form.cancel();
  });

  it('a call of the page’s that is in the room is taken over', async () => {
    const call = new ScriptedCall();
    call.enter('full', { name: 'Ana' });
    form.call = call.asCall;
    form.dispatchEvent(new PointerEvent('pointerenter'));
    await onItsWay.resolve();
    await page.reaches('admitted');
    expect(log.eventsAndStates).to.deep.equal(['idle → admitted', 'daily-joined']);
    expect(call.listenerCount('participant-joined'), 'listeners of one store').to.equal(1);
  });

  it('a call of the page’s that is taken over after a failure is shown without it', async () => {
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

  it('auto-knock begins once it is there', async () => {
    const template = html`<daily-knock-form auto-knock room-url=${ROOM} user-name="Ana"></daily-knock-form>`;
    const { page: other } = await knockForm(template);
    expect(onItsWay.fetched).to.equal(1);
    expect(daily.calls).to.have.length(0);
    await onItsWay.resolve();
    await bringToLobby(await daily.made());
    await other.reaches('waiting');
    other.element.cancel();
  });

  it('the preview that cannot be had is told like a call that cannot be had', async () => {
    page.button('Try camera and microphone').click();
    onItsWay.reject();
    await until(() => form.state === 'failed', 'the failure');
    expect(log.errorCodes).to.deep.equal(['load-failed']);
  });

  it('an owner’s join is aborted by leave(), and their token is nowhere', async () => {
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
