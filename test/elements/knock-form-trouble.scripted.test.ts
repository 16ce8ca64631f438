import '../../src/elements/knock-form/define.js';
import type { DailyCameraErrorType, DailyFatalErrorType } from '@daily-co/daily-js';
import { expect } from '@open-wc/testing';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { guestIn, knockForm } from '../support/fixtures.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { nextTasks, rejection, until } from '../support/until.js';

/** What the guest reads, by Daily's type of a fatal error. */
const FATAL: Record<DailyFatalErrorType, string> = {
  ejected: 'The host has ended your part in this call',
  'nbf-room': 'This room is not open yet',
  'nbf-token': 'Your token is not valid yet',
  'exp-room': 'This room has closed',
  'exp-token': 'Your token has run out',
  'no-room': 'There is no such room',
  'meeting-full': 'The room is full',
  'end-of-life': 'This page uses an outdated version of the video service',
  'not-allowed': 'This room does not let you in',
  'connection-error': 'The connection failed',
};

const CAMERA: Record<DailyCameraErrorType, string> = {
  'cam-in-use': 'Your camera is in use by another program',
  'mic-in-use': 'Your microphone is in use by another program',
  'cam-mic-in-use': 'Your camera and microphone are in use by another program',
  permissions: 'Your camera or microphone is not allowed here',
  'undefined-mediadevices': 'This page cannot use your camera or microphone',
  'not-found': 'No camera or microphone was found',
  constraints: 'Your camera cannot do what was asked of it',
  unknown: 'Your camera or microphone does not work here',
};

const entries = <Key extends string>(table: Record<Key, string>) => Object.entries(table) as [Key, string][];

describe('errors in <daily-knock-form>', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());

  for (const state of ['connecting', 'waiting', 'admitted'] as const) {
    for (const [type, words] of entries(FATAL)) {
      // While waiting this one is an owner's no, and no error.
      if (state === 'waiting' && type === 'not-allowed') continue;

      it(`${type} while ${state}: failed, one event, with an explanation`, async () => {
        const { form, page, call, outcome } = await guestIn(state, daily);
        if (state === 'connecting') await call.asked('preAuth');
        log.clear();
        call.fatal(type);
        call.emit('left-meeting');
        await page.reaches('failed');
        await nextTasks();
        const left = state === 'admitted' ? ['daily-left'] : [];
        expect(log.eventsAndStates).to.deep.equal([`${state} → failed`, 'daily-error', ...left]);
        expect(form.error).to.include({ code: type, fatal: true });
        expect(log.details('daily-error')[0]!.error).to.equal(form.error);
        if (state === 'admitted') {
          expect(log.details('daily-left')).to.deep.equal([{ reason: type === 'ejected' ? 'ejected' : 'error' }]);
          expect(await outcome).to.equal('admitted');
        } else {
          expect(await rejection(outcome)).to.equal(form.error);
        }
        // Whoever has joined, if only the lobby, had a room.
        const isClosed = type === 'no-room' && state !== 'connecting';
        expect(page.alerts.join()).to.include(isClosed ? 'The meeting has ended' : words);
        await until(() => call.isDestroyed(), 'the call object to be destroyed');
      });
    }

    for (const [type, words] of entries(CAMERA)) {
      it(`camera error ${type} while ${state}: fires, is shown, and the call continues`, async () => {
        const { form, page, call } = await guestIn(state, daily);
        log.clear();
        call.cameraError(type);
        await page.rendered();
        expect(form.state).to.equal(state);
        expect(log.eventsAndStates).to.deep.equal(['daily-error']);
        expect(form.error).to.include({ code: `camera-${type}`, fatal: false });
        expect(page.alerts.join()).to.include(words);
        expect(call.isDestroyed()).to.be.false;
      });
    }
  }

  it('does not invite a guest whom the host has removed to be let in', async () => {
    const { page, call } = await guestIn('admitted', daily);
    expect(page.text).not.to.include('lets you in');
    call.fatal('ejected');
    await page.reaches('failed');
    await page.rendered();
    expect(page.text).to.include('ended your part').and.not.to.include('lets you in');
  });

  it("a fatal error of the page's call: failed, and the call is left to the page", async () => {
    const { form, page } = await knockForm();
    const call = ScriptedCall.inRoom();
    form.call = call.asCall;
    await page.reaches('admitted');
    log.clear();
    call.fatal('exp-room');
    call.emit('left-meeting');
    await nextTasks();
    expect(log.eventsAndStates).to.deep.equal(['admitted → failed', 'daily-error', 'daily-left']);
    expect(call.methods).to.deep.equal([]);
  });

  it('an unknown type is a connection error', async () => {
    const { form, call, page } = await guestIn('waiting', daily);
    call.fatal('brand-new' as DailyFatalErrorType, 'something new');
    await page.reaches('failed');
    expect(form.error).to.include({ code: 'connection-error', message: 'something new' });
  });

  it('a guest who waits with a camera error is admitted anyway', async () => {
    const { page, call, outcome } = await guestIn('waiting', daily);
    call.cameraError('permissions');
    call.grantByEvent();
    expect(await outcome).to.equal('admitted');
    await page.reaches('admitted');
    expect(page.alerts.join()).to.include(CAMERA.permissions);
  });
});
