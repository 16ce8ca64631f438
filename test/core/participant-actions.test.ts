import { expect } from '@open-wc/testing';
import type { CallPort } from '../../src/core/call-port.js';
import { CallStore } from '../../src/core/call-store.js';
import { type ActionResult, ParticipantActions } from '../../src/core/participant-actions.js';
import type { ErrorDetail } from '../../src/core/reports.js';
import { ANA, type Person } from '../support/people.js';
import { ME, ScriptedCall } from '../support/scripted-call.js';
import { FakeClock, settle } from './fake-clock.js';

const TIMEOUT_S = 20;
const ANA_ON = { ...ANA, audio: { state: 'playable' as const } };

/** An owner in the call with Ana, whose microphone is on. */
class ActionsFixture {
  readonly clock = new FakeClock();
  readonly call: ScriptedCall;
  readonly store = new CallStore(this.clock);
  readonly reported: string[] = [];
  readonly actions = new ParticipantActions({
    clock: this.clock,
    store: () => this.store,
    timeout: () => TIMEOUT_S,
  });
  onReport = (_name: string): boolean => true;

  constructor(me: Partial<Person> = { owner: true }) {
    this.call = ScriptedCall.inRoom(me);
    this.store.addReporter({
      rank: 0,
      isPresent: () => true,
      report: (name, detail) => {
        const what = name === 'daily-error' ? (detail as ErrorDetail).error.code : (detail as { id: string }).id;
        this.reported.push(`${name} ${what}`);
        return this.onReport(name);
      },
    });
    this.store.attach(this.call as unknown as CallPort);
    this.call.participantJoins(ANA_ON);
  }

  get sent(): readonly (readonly unknown[])[] {
    return this.call.calls('updateParticipant');
  }
}

/** What has become of an action: its outcome, and the code of its error. */
async function outcome(promise: Promise<ActionResult>): Promise<string> {
  const { outcome: end, error } = await promise;
  return error ? `${end} (${error.code})` : end;
}

async function isPending(promise: Promise<unknown>): Promise<boolean> {
  let pending = true;
  void promise.then(() => (pending = false));
  await settle();
  return pending;
}

describe('mute and eject', () => {
  it('mute: done when the microphone is seen off', async () => {
    const fixture = new ActionsFixture();
    const result = fixture.actions.mute('a');
    expect(fixture.sent).to.deep.equal([['a', { setAudio: false }]]);
    expect(await isPending(result)).to.equal(true);
    fixture.call.participantChanges(ANA);
    expect(await result).to.deep.equal({ ...ANA, outcome: 'done' });
    expect(fixture.reported).to.deep.equal([]);
    expect(fixture.clock.pending).to.equal(0);
  });

  it('mute: done at once for a microphone that is off, which is asked to stay so', async () => {
    const fixture = new ActionsFixture();
    fixture.call.participantChanges(ANA);
    expect(await outcome(fixture.actions.mute('a'))).to.equal('done');
    expect(fixture.sent.length).to.equal(1);
  });

  it('eject: done, and told of once, when they have left', async () => {
    const fixture = new ActionsFixture();
    const result = fixture.actions.eject('a');
    expect(fixture.sent).to.deep.equal([['a', { eject: true }]]);
    expect(fixture.reported).to.deep.equal(['daily-before-eject a']);
    fixture.call.participantLeaves('a');
    expect(await result).to.deep.equal({ ...ANA, outcome: 'done' });
    expect(fixture.reported).to.deep.equal(['daily-before-eject a', 'daily-ejected a']);
    expect(fixture.clock.pending).to.equal(0);
  });

  it('eject: vetoed, and nothing is sent', async () => {
    const fixture = new ActionsFixture();
    fixture.onReport = (name) => name !== 'daily-before-eject';
    expect(await outcome(fixture.actions.eject('a'))).to.equal('vetoed');
    expect(fixture.sent).to.deep.equal([]);
  });

  for (const action of ['mute', 'eject'] as const) {
    it(`${action}: gone for nobody, for oneself and for people who wait`, async () => {
      const fixture = new ActionsFixture();
      fixture.call.knockFrom({ id: 'b', name: 'Bea' });
      for (const id of ['b', 'nobody', 'local', ME, '*', '', 'toString'])
        expect(await outcome(fixture.actions[action](id)), id).to.equal('gone');
      expect(fixture.sent).to.deep.equal([]);
      expect(fixture.reported.filter((each) => !each.startsWith('daily-knock'))).to.deep.equal([]);
    });

    it(`${action}: is not sent twice`, async () => {
      const fixture = new ActionsFixture();
      let again: Promise<ActionResult> | undefined;
      fixture.onReport = (name) => {
        if (name === 'daily-before-eject') again = fixture.actions.eject('a');
        return true;
      };
      const [first, second] = [fixture.actions[action]('a'), fixture.actions[action]('a')];
      expect(second).to.equal(first);
      if (action === 'eject') expect(again).to.equal(first);
      expect(fixture.sent.length).to.equal(1);
      fixture.call.participantLeaves('a');
      await first;
      expect(await outcome(fixture.actions[action]('a'))).to.equal('gone');
    });

    it(`${action}: failed when nothing of it is seen in time, and can be tried again`, async () => {
      const fixture = new ActionsFixture();
      const result = fixture.actions[action]('a');
      fixture.clock.pass(TIMEOUT_S * 1000);
      expect(await outcome(result)).to.equal('failed (decision-failed)');
      expect(fixture.reported).to.include('daily-error decision-failed');
      expect(fixture.clock.pending).to.equal(0);
      void fixture.actions[action]('a');
      expect(fixture.sent.length).to.equal(2);
    });

    it(`${action}: failed if Daily refuses it`, async () => {
      const fixture = new ActionsFixture();
      fixture.call.updateParticipant = () => {
        throw new Error('refused');
      };
      expect(await outcome(fixture.actions[action]('a'))).to.equal('failed (decision-failed)');
    });

    it(`${action}: failed without the rights, and nothing is sent`, async () => {
      const fixture = new ActionsFixture({ owner: true, canAdmin: false });
      expect(await outcome(fixture.actions[action]('a'))).to.equal('failed (not-admin)');
      expect(fixture.sent).to.deep.equal([]);
      expect(fixture.reported).to.deep.equal(['daily-error not-admin']);
    });

    it(`${action}: failed when the rights are lost before it has an effect`, async () => {
      const fixture = new ActionsFixture();
      const result = fixture.actions[action]('a');
      fixture.call.participantChanges({ id: 'local', owner: true, canAdmin: false });
      expect(await isPending(result)).to.equal(true);
      fixture.clock.pass(TIMEOUT_S * 1000);
      expect(await outcome(result)).to.equal('failed (not-admin)');
    });

    it(`${action}: failed without an event when the call ends`, async () => {
      const fixture = new ActionsFixture();
      const result = fixture.actions[action]('a');
      fixture.store.detach();
      expect(await outcome(result)).to.equal('failed (aborted)');
      expect(fixture.reported.filter((each) => each.startsWith('daily-error'))).to.deep.equal([]);
      expect(fixture.clock.pending).to.equal(0);
    });

    it(`${action}: waits for the connection, and then for the person`, async () => {
      const fixture = new ActionsFixture();
      fixture.call.network('interrupted');
      const lost = fixture.actions[action]('a');
      expect(fixture.sent).to.deep.equal([]);
      fixture.call.participantLeaves('a');
      expect(await outcome(lost)).to.equal('gone');
      fixture.call.participantJoins({ ...ANA_ON, id: 'b' });
      const kept = fixture.actions[action]('b');
      fixture.call.network('connected');
      expect(fixture.sent.length).to.equal(1);
      if (action === 'mute') fixture.call.participantChanges({ id: 'b', name: 'Ana' });
      else fixture.call.participantLeaves('b');
      expect(await outcome(kept)).to.equal('done');
    });
  }

  it('mute: gone if they leave before it has an effect', async () => {
    const fixture = new ActionsFixture();
    const result = fixture.actions.mute('a');
    fixture.call.participantLeaves('a');
    expect(await outcome(result)).to.equal('gone');
  });

  it('eject: an admin who is no owner cannot eject other admins, as in Daily', async () => {
    const fixture = new ActionsFixture({ owner: false, canAdmin: new Set(['participants']) });
    const ana = fixture.actions.eject('a');
    fixture.call.participantLeaves('a');
    expect(await outcome(ana)).to.equal('done');
    fixture.call.participantJoins({ id: 'b', name: 'Bea', owner: true });
    expect(await outcome(fixture.actions.eject('b'))).to.equal('failed (not-admin)');
    expect(fixture.sent).to.deep.equal([['a', { eject: true }]]);
  });
});
