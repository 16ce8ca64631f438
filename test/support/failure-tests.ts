import { expect } from '@open-wc/testing';
import { en } from '../../src/i18n/en.js';
import { causeOf } from './failure-causes.js';
import { FAILURES, MOMENTS, wordsOf, type Failure, type Moment } from './failures.js';
import { text } from './harness/element-harness.js';
import type { OwnerRoomHarness } from './harness/owner-room-harness.js';
import type { ScriptedCall } from './scripted-call.js';
import { KnockFormFixture, OwnerRoomFixture, type CallElementFixture } from './call-element-fixture.js';
import { nextTasks, until } from './until.js';

/**
 * Tests of all rows of the table of failures for one moment.
 *
 * @param role on whose side
 * @param moment when
 */
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

/** The state, the words, the events and the promise are those of the row. */
async function hasOutcome(fixture: CallElementFixture, row: Failure): Promise<void> {
  const { element, page, log } = fixture;
  await until(
    () => element.state === row.state && eventsOf(fixture).length >= row.events.length,
    `${row.state} and ${row.events.join()}; it is ${element.state} and ${eventsOf(fixture).join()}`,
  );
  await page.drawn();
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

/** The events, an error with its code. */
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
      expect(alerts.map(spaced), 'alerts').to.deep.equal([spaced(words)]);
      return;
    case 'row':
      expect((await (page as OwnerRoomHarness).waitingList()).alerts, 'alerts in the list').to.deep.equal([words]);
      return;
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

/** Title and hint are elements of their own, with no blank between them. */
const spaced = (words: string): string => words.replace(/\s+/g, '');

/** Nobody is listed but who waits according to Daily. */
function listsOnlyWaiting({ element, call, page }: CallElementFixture): void {
  if (!('waitingParticipants' in element)) return;
  const listed = element.waitingParticipants.map(({ id }) => id);
  const drawn = (page as OwnerRoomHarness).hasWaitingList;
  // A call of the page's that could not be left is in the room still, and so knows who waits. Whoever has lost the right
  // to answer is told of nobody.
  const knows = element.state === 'joined' ? drawn : Boolean(element.call);
  expect(listed, 'listed').to.deep.equal(knows ? Object.keys(call.waitingParticipants()) : []);
  if (element.state !== 'joined') expect(drawn, 'the list is drawn').to.be.false;
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

/** The browser's question is answered when nobody waits for it any more. */
async function isNotJoinedLater({ devices, answerPrompt: answerQuestion, call }: CallElementFixture): Promise<void> {
  answerQuestion();
  await until(() => devices!.tracks.length === 2, 'camera and microphone');
  await until(() => devices!.live === 0, 'both to be stopped');
  await nextTasks();
  expect(call.methods).not.to.include('join');
}

/** The cause has gone: the same element does its work with a new call, and leaves nothing behind. */
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
