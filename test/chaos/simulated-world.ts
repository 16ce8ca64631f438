import { ABSENCE_MS } from '../../src/context/on-gone.js';
import type { Anybody, Owner } from './actor.js';
import { FakeTime } from './fake-time.js';
import type { Outcome } from './guest-story.js';
import type { Told } from './owner-story.js';
import { Page } from './page.js';
import { OWNER_TOKEN, RoomInMemory } from './room-in-memory.js';
import { SimCall } from './sim-call.js';
import { findProblem, LEAVE_LIMIT } from './simulated-checks.js';
import type { Trouble, World } from './world.js';
import type { Weather } from './weather.js';

const ROOM = 'https://example.daily.co/chaos';

/** Owners and guests in the page, and a room of Daily's in memory. */
export class SimulatedWorld extends Page implements World {
  readonly time: FakeTime;
  readonly room: RoomInMemory;
  readonly calls: SimCall[] = [];
  readonly trouble: Trouble;
  /** Decisions that may have been lost or refused, or of whose outcome the owner may have heard too late, by call. */
  readonly #untold = new Map<SimCall, Set<string>>();
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
        if (room.weather.loadFails) throw new Error('daily-js does not load');
        const call = new SimCall(room, String(userData));
        this.calls.push(call);
        return call;
      },
    });
    this.time = time;
    this.room = room;
    for (const owner of this.owners) owner.story.truth = (id, told) => this.#truth(owner, id, told);
    for (const { story } of this.guests) story.truth = (id, outcome) => this.#guestTruth(id, outcome);
    room.onDecision = (call, id, admit) => this.#onDecision(call, id, admit);
    const call = (who: Anybody): SimCall | undefined => this.callOf(who);
    const withCall = (who: Anybody, act: (call: SimCall) => void): void => {
      const its = call(who);
      if (its && !its.closing) act(its);
    };
    this.trouble = {
      fail: (who, type) => withCall(who, (its) => room.fail(its, type)),
      cameraFails: (who) =>
        withCall(who, (its) => its.emit('camera-error', { error: { type: 'cam-in-use', msg: 'in use' } })),
      network: (who, event) =>
        withCall(who, (its) => {
          if (event === 'interrupted') room.post.interrupt(its);
          its.emit('network-connection', { event, type: 'signaling' });
          if (event === 'connected') {
            this.#reconnected.set(its, time.now());
            room.post.reconnect(its);
          }
          this.#mayHaveMissed(its);
        }),
      destroyBehind: (who) =>
        withCall(who, (its) => {
          // If it never came to an end, there would be nothing to notice.
          room.post.weather = { ...room.weather, leaveHangs: false };
          who.story.wantsOut = true;
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

  /** When somebody's connection came back last. */
  reconnectedAt(call: SimCall): number {
    return this.#reconnected.get(call) ?? -Infinity;
  }

  /** The call object that somebody's element made last. */
  callOf({ name }: Anybody): SimCall | undefined {
    return this.calls.findLast(({ actor }) => actor === name);
  }

  override begin(what: string, weather: Weather): void {
    super.begin(what, weather);
    this.room.post.weather = weather;
  }

  async check(): Promise<void> {
    await this.time.pass(0);
    this.demand(this.errors.heard[0] ?? this.problems[0] ?? findProblem(this));
  }

  async pass(ms: number): Promise<void> {
    await this.time.pass(ms);
  }

  async gone(): Promise<void> {
    await this.pass(ABSENCE_MS);
  }

  /** Calm weather until everything has arrived; then everybody goes, and nothing may be left. */
  async finish(calm: Weather): Promise<void> {
    this.begin('all becomes quiet', calm);
    for (const who of this.everybody) this.trouble.network(who, 'connected');
    await this.pass(20_000);
    await this.check();
    this.begin('everybody leaves', calm);
    for (const who of this.everybody) {
      who.story.wantsOut = true;
      void who.element.leave();
    }
    await this.pass(LEAVE_LIMIT + 1000);
    await this.check();
    this.begin('everybody is removed', calm);
    for (const { element } of this.everybody) element.remove();
    await this.pass(2000);
    await this.check();
    const { sessions } = this.room;
    const left = [
      ...this.everybody.filter(({ story }) => !story.isSettled).map(({ name }) => `a promise of ${name}`),
      ...this.calls.filter((call) => call.listenerCount() > 0).map(({ actor }) => `listeners on a call of ${actor}`),
      ...(this.time.pending > 0 ? [`${this.time.pending} timers`] : []),
      ...[...sessions.keys()].map((id) => `${id} in the room`),
      ...(this.devices.live > 0 ? [`${this.devices.live} cameras that are on`] : []),
      ...(this.sound.open > 0 ? ['an open sound device'] : []),
    ];
    this.demand(left.length ? `left behind: ${left.join(', ')}` : undefined);
  }

  override restore(): void {
    for (const { camera } of this.calls) camera?.stop();
    super.restore();
    this.time.restore();
  }

  #onDecision(call: SimCall, id: string, admit: boolean): void {
    const owner = this.owners.find(({ name }) => name === call.actor);
    const decision = admit ? 'admit' : 'reject';
    // What was asked for without a connection is sent when there is one.
    const held = owner?.story.door.get(id);
    const isHeld = held?.asked?.decision === decision && !held.told;
    if (!owner?.story.wanted(id, decision) && !isHeld)
      this.problems.push(`${call.actor} sends ${decision} ${id} unasked`);
    if (owner?.story.door.get(id)?.asked?.vetoed) this.problems.push(`${call.actor} sends what was vetoed: ${id}`);
    const { silence, refusal } = this.room.weather;
    const target = this.room.sessions.get(id);
    const isLost = target && this.room.post.isInterrupted(target.call);
    if (silence || refusal || isLost || this.room.post.isInterrupted(call)) note(this.#untold, call, id);
    note(this.#sent[decision], call, id);
  }

  /** Answers to what was sent may have been too late because of the network. */
  #mayHaveMissed(call: SimCall): void {
    for (const sent of Object.values(this.#sent)) for (const id of sent.get(call) ?? []) note(this.#untold, call, id);
  }

  /** What a guest may be told, held to what the room did. */
  #guestTruth(id: string, outcome: Outcome): string | undefined {
    const fate = this.room.fates.get(id)?.how;
    const isInvited = this.room.invited.has(id);
    const holds =
      (outcome !== 'admitted' || fate === 'admitted' || isInvited) &&
      (outcome !== 'rejected' || fate === 'rejected' || this.room.refused.has(id)) &&
      (outcome !== 'failed: not-allowed' || fate !== 'rejected');
    return holds ? undefined : `the room says ${fate}`;
  }

  /** What an owner may be told of somebody, held to what the room did. */
  #truth(owner: Owner, id: string, told: Told): string | undefined {
    const fate = this.room.fates.get(id);
    if (!fate) return 'they still wait';
    const call = this.callOf(owner)!;
    const isInside = this.room.sessions.has(id);
    const mine = fate.how !== 'left' && fate.by === call && !this.#untold.get(call)?.has(id);
    const hasSent = (decision: 'admit' | 'reject'): boolean => this.#sent[decision].get(call)?.has(id) ?? false;
    const allowed = new Set<Told>();
    if (fate.how === 'admitted') {
      // Whose answer it was nobody says: of two who let them in, each may think it was theirs.
      if (hasSent('admit')) allowed.add('admitted by self');
      if (!mine) allowed.add('admitted by other');
    }
    // Somebody who was let in and has gone again may not have been seen in between.
    if (fate.how !== 'admitted' || !isInside) {
      if (hasSent('reject')) allowed.add('rejected');
      if (!mine || fate.how === 'admitted') allowed.add('withdrawn');
    }
    if (allowed.has(told)) return undefined;
    return `${fate.how}${fate.how === 'left' ? '' : ` by ${fate.by.actor}`}${isInside ? ', inside' : ''}`;
  }
}

function note(notes: Map<SimCall, Set<string>>, call: SimCall, id: string): void {
  notes.set(call, (notes.get(call) ?? new Set<string>()).add(id));
}
