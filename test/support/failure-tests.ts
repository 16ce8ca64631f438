import { expect } from '@open-wc/testing';
import { en } from '../../src/i18n/en.js';
import { type CallElementFixture, KnockFormFixture, OwnerRoomFixture } from './call-element-fixture.js';
import { causeOf } from './failure-causes.js';
import { type Failure, FAILURES, type Moment, MOMENTS, wordsOf } from './failures.js';
import { text } from './harness/element-harness.js';
import type { OwnerRoomHarness } from './harness/owner-room-harness.js';
import type { ScriptedCall } from './scripted-call.js';
import { nextTasks, until } from './until.js';

/** Runs all rows of the failure table for one moment. */
export function failuresOf(role: Failure['role'], moment: Moment): void {
  describe(`failures of the ${role}: ${MOMENTS[role][moment]}`, () => {
    let fixture: CallElementFixture;

    beforeEach(async () => {
      fixture = await (role === 'owner' ? OwnerRoomFixture.open() : KnockFormFixture.open());
    });

    afterEach(() => fixture.end());

    for (const row of FAILURES.filter((failure) => failure.role === role && failure.moment === moment)) {
      it(row.cause, async () => {
        const cause = causeOf(row.cause);
        cause.prepare?.(fixture);
        await fixture.goTo(moment);
        await nextTasks();
        fixture.log.clear();
        await cause.happen(fixture);
        await hasOutcome(fixture, row);
        await closesCall(fixture, row);
        if (moment === 'asking' && row.call === 'closed') await isNotJoinedLater(fixture);
        cause.mend?.(fixture);
        await worksAgain(fixture);
      });
    }
  });
}

/** Checks state, text, events and promise. */
async function hasOutcome(fixture: CallElementFixture, row: Failure): Promise<void> {
  const { element, page, log } = fixture;
  await until(
    () => element.state === row.state && eventsOf(fixture).length >= row.events.length,
    `${row.state} and ${row.events.join()}; it is ${element.state} and ${eventsOf(fixture).join()}`,
  );
  await page.rendered();
  await nextTasks();
  expect(element.state, 'state').to.equal(row.state);
  expect(element.getAttribute('state'), 'attribute').to.equal(row.state);
  expect(eventsOf(fixture), 'events').to.deep.equal(row.events);
  const reasons = row.left ? [row.left] : [];
  expect(
    log.details('daily-left').map(({ reason }) => reason),
    'why left',
  ).to.deep.equal(reasons);
  await reads(fixture, row);
  if (row.promise === 'error') {
    expect(fixture.reason, 'the error of the promise').to.equal(element.error);
    expect(element.error, 'the error of the event').to.equal(log.details('daily-error').at(-1)!.error);
  } else if (row.promise) {
    expect(fixture.settled, 'promise').to.equal(row.promise);
  }
  listsOnlyWaiting(fixture);
}

/** The events; errors have their code appended. */
function eventsOf({ log }: CallElementFixture): string[] {
  const codes = [...log.errorCodes];
  return log.events.map((name) => (name === 'daily-error' ? `${name} ${codes.shift()}` : name));
}

async function reads({ element, page }: CallElementFixture, row: Failure): Promise<void> {
  const words = wordsOf(en, row).join(' ');
  const { alerts } = page;
  const statuses = [...element.shadowRoot!.querySelectorAll('[role="status"], [data-announce]')].map(text);
  switch (row.where) {
    case 'alert':
      expect(alerts.map(withoutSpaces), 'alerts').to.deep.equal([withoutSpaces(words)]);
      return;
    case 'row':
      expect((await (page as OwnerRoomHarness).waitingList()).alerts, 'alerts in the list').to.deep.equal([words]);
      return;
    case 'box':
      expect((await (page as OwnerRoomHarness).waitingList()).delivery, 'in the box').to.equal(words);
      break;
    case 'status':
      expect(statuses.join(' '), 'status').to.include(words);
      break;
    case 'heading':
      expect(page.heading, 'heading').to.equal(words);
      break;
    case 'nowhere':
      expect(statuses.join(' '), 'status').not.to.include(en.interrupted);
  }
  expect(alerts, 'alerts').to.deep.equal([]);
}

/** Removes white space: there is none between title and hint, which are elements. */
const withoutSpaces = (words: string): string => words.replace(/\s+/g, '');

/** Checks that the list has only people whom Daily lists. */
function listsOnlyWaiting({ element, call, page }: CallElementFixture): void {
  if (!('waitingParticipants' in element)) return;
  const listed = element.waitingParticipants.map(({ id }) => id);
  const isRendered = (page as OwnerRoomHarness).hasWaitingList;
  // Without the right to answer knocks, the list is empty.
  const hasList = element.state === 'joined' && isRendered;
  expect(listed, 'listed').to.deep.equal(hasList ? Object.keys(call.waitingParticipants()) : []);
  if (element.state !== 'joined') expect(isRendered, 'the list is rendered').to.be.false;
}

async function closesCall({ daily, element, call, tracks }: CallElementFixture, row: Failure): Promise<void> {
  switch (row.call) {
    case 'closed':
      await until(() => call.isDestroyed(), 'the call object to be destroyed');
      expect(call.listenerCount(), 'listeners').to.equal(0);
      break;
    case 'given up':
      if (!element.call) expect(call.listenerCount(), 'listeners').to.equal(0);
      expect(tracks.map(({ readyState }) => readyState)).to.deep.equal(['ended']);
      break;
    case 'kept':
      expect(call.isDestroyed(), 'destroyed').to.be.false;
      break;
    case "the page's":
      expect(element.call === call.asCall, 'still handed over').to.be.true;
      expect(call.methods).not.to.include('leave').and.not.to.include('destroy');
      break;
    case 'none':
      expect(daily.calls.length, 'call objects made').to.equal(0);
  }
}

/** Answers the permission prompt late. */
async function isNotJoinedLater({ devices, answerPrompt: answerQuestion, call }: CallElementFixture): Promise<void> {
  answerQuestion();
  await until(() => devices!.tracks.length === 2, 'camera and microphone');
  await until(() => devices!.live === 0, 'both to be stopped');
  await nextTasks();
  expect(call.methods).not.to.include('join');
}

/** Checks that the element works with a new call once the cause is gone, and leaves nothing behind. */
async function worksAgain(fixture: CallElementFixture): Promise<void> {
  const { element, page, daily, inCall } = fixture;
  await nextTasks();
  const busy = ['connecting', 'waiting', inCall].includes(element.state);
  if (busy) await element.leave();
  fixture.answerPrompt();
  fixture.devices?.allowAll();
  const call = await fixture.begin();
  await fixture.admit(call);
  await page.reaches(inCall);
  expect(page.alerts, 'alerts').to.deep.equal([]);
  expect(element.error, 'error').to.be.undefined;
  const pages = element.call as unknown as ScriptedCall | undefined;
  element.remove();
  const ours = daily.calls.filter((made) => !made.stuck);
  await until(() => ours.every((made) => made.isDestroyed()), 'all call objects to be destroyed');
  for (const made of [...daily.calls, ...(pages ? [pages] : [])]) expect(made.listenerCount(), 'listeners').to.equal(0);
  expect(element.state, 'state after removal').to.equal('idle');
  expect(fixture.devices?.live ?? 0, 'cameras and microphones that are on').to.equal(0);
  await until(
    () => fixture.timers.waiting.every((ms) => ms < 1000),
    `no timers; there are ${fixture.timers.waiting.join()}`,
  );
}
