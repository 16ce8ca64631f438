import { ABSENCE_MS } from '../../src/context/on-gone.js';
import type { AnyActor, Owner } from './actor.js';
import { FakeTime } from './fake-time.js';
import type { Outcome } from './guest-checker.js';
import type { NetworkConditions } from './network-conditions.js';
import type { ReportedOutcome } from './owner-checker.js';
import { Page } from './page.js';
import { OWNER_TOKEN, RoomInMemory } from './room-in-memory.js';
import { SimCall } from './sim-call.js';
import { findProblem, LEAVE_LIMIT_MS } from './simulated-checks.js';
import type { FaultInjector, World } from './world.js';

const ROOM = 'https://example.daily.co/chaos';

/** Owners and guests in the page, with a Daily room in memory. */
export class SimulatedWorld extends Page implements World {
  readonly time: FakeTime;
  readonly room: RoomInMemory;
  readonly calls: SimCall[] = [];
  readonly faults: FaultInjector;
  /** Decisions that may have been lost or refused, or whose outcome may have arrived late, by call. */
  readonly #uncertain = new Map<SimCall, Set<string>>();
  readonly #sent = { admit: new Map<SimCall, Set<string>>(), reject: new Map<SimCall, Set<string>>() };
  readonly #reconnected = new Map<SimCall, number>();

  constructor() {
    const time = new FakeTime();
    const room = new RoomInMemory(time);
    super({
      roomUrl: ROOM,
      token: OWNER_TOKEN,
      options: (name) => ({ userData: name }),
      makeCall: ({ userData }) => {
        if (room.conditions.loadFails) throw new Error('daily-js does not load');
        const call = new SimCall(room, String(userData));
        this.calls.push(call);
        return call;
      },
    });
    this.time = time;
    this.room = room;
    for (const owner of this.owners) owner.checker.verify = (id, reported) => this.#verifyOwner(owner, id, reported);
    for (const { checker: checker } of this.guests) checker.verify = (id, outcome) => this.#verifyGuest(id, outcome);
    room.onDecision = (call, id, admit) => this.#onDecision(call, id, admit);
    const call = (who: AnyActor): SimCall | undefined => this.callOf(who);
    const withCall = (who: AnyActor, act: (call: SimCall) => void): void => {
      const its = call(who);
      if (its && !its.closing) act(its);
    };
    this.faults = {
      fail: (who, type) => withCall(who, (its) => room.fail(its, type)),
      cameraFails: (who) =>
        withCall(who, (its) => its.emit('camera-error', { error: { type: 'cam-in-use', msg: 'in use' } })),
      network: (who, event) =>
        withCall(who, (its) => {
          if (event === 'interrupted') room.messages.interrupt(its);
          its.emit('network-connection', { event, type: 'signaling' });
          if (event === 'connected') {
            this.#reconnected.set(its, time.now());
            room.messages.reconnect(its);
          }
          this.#markUncertain(its);
        }),
      destroyCall: (who) =>
        withCall(who, (its) => {
          // Otherwise the element would get no event.
          room.messages.conditions = { ...room.conditions, leaveHangs: false };
          who.checker.wantsToLeave = true;
          void its.destroy();
        }),
      setRights: (who, admin) => withCall(who, (its) => room.setRights(its, admin)),
      rename: (who, name) => withCall(who, (its) => room.rename(its, name)),
      repeat: (who) =>
        withCall(who, (its) => {
          for (const participant of Object.values(its.waitingParticipants()))
            its.emit('waiting-participant-added', { participant });
        }),
      setRule: (rule) => (room.rule = rule),
    };
  }

  /** When a call last reconnected. */
  reconnectedAt(call: SimCall): number {
    return this.#reconnected.get(call) ?? -Infinity;
  }

  /** The last call object of an actor. */
  callOf({ name }: AnyActor): SimCall | undefined {
    return this.calls.findLast(({ actor }) => actor === name);
  }

  override begin(what: string, conditions: NetworkConditions): void {
    super.begin(what, conditions);
    this.room.messages.conditions = conditions;
  }

  async check(): Promise<void> {
    await this.time.pass(0);
    this.failOn(this.errors.errors[0] ?? this.problems[0] ?? findProblem(this));
  }

  async pass(ms: number): Promise<void> {
    await this.time.pass(ms);
  }

  async waitForRemoval(): Promise<void> {
    await this.pass(ABSENCE_MS);
  }

  /** Waits until all messages have arrived, then removes all elements and checks that nothing is left. */
  async finish(normal: NetworkConditions): Promise<void> {
    this.begin('all messages arrive', normal);
    for (const who of this.actors) this.faults.network(who, 'connected');
    await this.pass(20_000);
    await this.check();
    this.begin('everybody leaves', normal);
    for (const who of this.actors) {
      who.checker.wantsToLeave = true;
      void who.element.leave();
    }
    await this.pass(LEAVE_LIMIT_MS + 1000);
    await this.check();
    this.begin('everybody is removed', normal);
    for (const { element } of this.actors) element.remove();
    await this.pass(2000);
    await this.check();
    const { sessions } = this.room;
    const left = [
      ...this.actors.filter(({ checker: checker }) => !checker.isSettled).map(({ name }) => `a promise of ${name}`),
      ...this.calls.filter((call) => call.listenerCount() > 0).map(({ actor }) => `listeners on a call of ${actor}`),
      ...(this.time.pending > 0 ? [`${this.time.pending} timers`] : []),
      ...[...sessions.keys()].map((id) => `${id} in the room`),
      ...(this.devices.live > 0 ? [`${this.devices.live} cameras that are on`] : []),
      ...(this.sound.open > 0 ? ['an open sound device'] : []),
    ];
    this.failOn(left.length ? `left behind: ${left.join(', ')}` : undefined);
  }

  override restore(): void {
    for (const { camera } of this.calls) camera?.stop();
    super.restore();
    this.time.restore();
  }

  #onDecision(call: SimCall, id: string, admit: boolean): void {
    const owner = this.owners.find(({ name }) => name === call.actor);
    const decision = admit ? 'admit' : 'reject';
    // A decision made while disconnected is sent later.
    const held = owner?.checker.people.get(id);
    const isHeld = held?.asked?.decision === decision && !held.reported;
    if (!owner?.checker.isIntended(id, decision) && !isHeld)
      this.problems.push(`${call.actor} sends ${decision} ${id} without a decision`);
    if (owner?.checker.people.get(id)?.asked?.vetoed) this.problems.push(`${call.actor} sends what was vetoed: ${id}`);
    const { noAnswers, refusals } = this.room.conditions;
    const target = this.room.sessions.get(id);
    const isLost = target && this.room.messages.isInterrupted(target.call);
    if (noAnswers || refusals || isLost || this.room.messages.isInterrupted(call)) note(this.#uncertain, call, id);
    note(this.#sent[decision], call, id);
  }

  /** Outcomes of sent decisions may arrive late because of the network. */
  #markUncertain(call: SimCall): void {
    for (const sent of Object.values(this.#sent))
      for (const id of sent.get(call) ?? []) note(this.#uncertain, call, id);
  }

  /** Compares a guest's outcome with the room. */
  #verifyGuest(id: string, outcome: Outcome): string | undefined {
    const fate = this.room.knockResults.get(id)?.how;
    const isInvited = this.room.invited.has(id);
    const holds =
      (outcome !== 'admitted' || fate === 'admitted' || isInvited) &&
      (outcome !== 'rejected' || fate === 'rejected' || this.room.refused.has(id)) &&
      (outcome !== 'failed: not-allowed' || fate !== 'rejected');
    return holds ? undefined : `the room has ${fate}`;
  }

  /** Compares an owner's reported outcome with the room. */
  #verifyOwner(owner: Owner, id: string, reported: ReportedOutcome): string | undefined {
    const fate = this.room.knockResults.get(id);
    if (!fate) return 'they still wait';
    const call = this.callOf(owner)!;
    const isInside = this.room.sessions.has(id);
    const mine = fate.how !== 'left' && fate.by === call && !this.#uncertain.get(call)?.has(id);
    const hasSent = (decision: 'admit' | 'reject'): boolean => this.#sent[decision].get(call)?.has(id) ?? false;
    const allowed = new Set<ReportedOutcome>();
    if (fate.how === 'admitted') {
      // Daily does not report whose Allow it was, so each of two owners may claim it.
      if (hasSent('admit')) allowed.add('admitted by self');
      if (!mine) allowed.add('admitted by other');
    }
    // A guest who was admitted and left again may not have been seen in between.
    if (fate.how !== 'admitted' || !isInside) {
      if (hasSent('reject')) allowed.add('rejected');
      if (!mine || fate.how === 'admitted') allowed.add('withdrawn');
    }
    if (allowed.has(reported)) return undefined;
    return `${fate.how}${fate.how === 'left' ? '' : ` by ${fate.by.actor}`}${isInside ? ', inside' : ''}`;
  }
}

function note(notes: Map<SimCall, Set<string>>, call: SimCall, id: string): void {
  notes.set(call, (notes.get(call) ?? new Set<string>()).add(id));
}
