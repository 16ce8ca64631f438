import type { DailyCallFactory } from '@daily-co/daily-js';
import '../../src/elements/knock-form/define.js';
import '../../src/elements/owner-room/define.js';
import { FakeSound } from '../support/fake-sound.js';
import { Playing } from '../support/tracks.js';
import { Actor, type Anybody, type Guest, type Owner } from './actor.js';
import { FakeTime } from './fake-time.js';
import { GuestStory } from './guest-story.js';
import { OwnerStory, type Told } from './owner-story.js';
import { OWNER_TOKEN, RoomInMemory } from './room-in-memory.js';
import { SimCall } from './sim-call.js';
import { findProblem, LEAVE_LIMIT } from './simulated-checks.js';
import type { Trouble, World } from './world.js';
import { describeWeather, type Weather } from './weather.js';
import { ErrorWatch } from './world.js';

const ROOM = 'https://example.daily.co/chaos';

/** Owners and guests in the page, and a room of Daily's in memory. */
export class SimulatedWorld implements World {
  readonly time = new FakeTime();
  readonly room = new RoomInMemory(this.time);
  readonly calls: SimCall[] = [];
  readonly owners: readonly Owner[];
  readonly guests: readonly Guest[];
  readonly places: readonly [HTMLElement, HTMLElement] = [document.createElement('div'), document.createElement('div')];
  readonly trouble: Trouble;
  /** Decisions whose answer the owner did not get, or late: by call and id. */
  readonly untold = new Map<SimCall, Set<string>>();
  readonly problems: string[] = [];
  readonly errors = new ErrorWatch();
  steps = 0;
  /** What was done and told, in order. */
  readonly log: string[] = [];
  readonly #daily = globalThis.Daily;
  readonly #sound = new FakeSound();
  readonly #playing = new Playing();

  constructor() {
    globalThis.Daily = {
      createCallObject: (options: object) => this.#makeCall(options),
    } as unknown as DailyCallFactory;
    document.body.append(...this.places);
    this.owners = ['owner 1', 'owner 2'].map((name) => this.#addOwner(name));
    this.guests = ['guest 1', 'guest 2', 'guest 3'].map((name) => this.#addGuest(name));
    this.room.onDecision = (call, id, admit) => this.#onDecision(call, id, admit);
    const { room } = this;
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
          if (event === 'connected') room.post.reconnect(its);
          this.#mayHaveMissed(its);
        }),
      destroyBehind: (who) =>
        withCall(who, (its) => {
          // If it never came to an end, there would be nothing to notice.
          room.post.weather = { ...room.weather, leaveHangs: false };
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

  /** The call object that somebody's element made last. */
  callOf({ name }: Anybody): SimCall | undefined {
    return this.calls.findLast(({ actor }) => actor === name);
  }

  get everybody(): readonly Anybody[] {
    return [...this.owners, ...this.guests];
  }

  begin(what: string, weather: Weather): void {
    this.steps += 1;
    this.log.push(`> ${what}${describeWeather(weather)}`);
    this.room.post.weather = weather;
  }

  async check(): Promise<void> {
    await this.time.pass(0);
    const problem = this.errors.heard[0] ?? this.problems[0] ?? findProblem(this);
    if (problem) throw new Error(`${problem}\n${this.log.slice(-40).join('\n')}`);
  }

  async pass(ms: number): Promise<void> {
    await this.time.pass(ms);
  }

  /** Calm weather until everything has arrived; then everybody goes, and nothing may be left. */
  async finish(calm: Weather): Promise<void> {
    this.begin('all becomes quiet', calm);
    for (const who of this.everybody) this.trouble.network(who, 'connected');
    await this.pass(20_000);
    await this.check();
    this.begin('everybody leaves', calm);
    for (const who of this.everybody) void who.element.leave();
    await this.pass(LEAVE_LIMIT + 1000);
    await this.check();
    this.begin('everybody is removed', calm);
    for (const { element } of this.everybody) element.remove();
    await this.pass(2000);
    await this.check();
    const { sessions } = this.room;
    const left = [
      ...this.everybody.filter(({ story }) => !story.isSettled).map(({ name }) => `a promise of ${name}`),
      ...this.calls.filter(({ listeners }) => listeners > 0).map(({ actor }) => `listeners on a call of ${actor}`),
      ...(this.time.pending > 0 ? [`${this.time.pending} timers`] : []),
      ...[...sessions.keys()].map((id) => `${id} in the room`),
      ...(this.#sound.open > 0 ? ['an open sound device'] : []),
    ];
    if (left.length) throw new Error(`left behind: ${left.join(', ')}\n${this.log.slice(-40).join('\n')}`);
  }

  /** Gives the page back. */
  restore(): void {
    for (const place of this.places) place.remove();
    for (const { camera } of this.calls) camera?.stop();
    globalThis.Daily = this.#daily;
    this.#sound.restore();
    this.#playing.restore();
    this.errors.stop();
    this.time.restore();
  }

  #makeCall({ userData }: { userData?: unknown }): SimCall {
    if (this.room.weather.loadFails) throw new Error('daily-js does not load');
    const call = new SimCall(this.room, String(userData));
    this.calls.push(call);
    return call;
  }

  #addOwner(name: string): Owner {
    const element = document.createElement('daily-owner-room');
    element.token = OWNER_TOKEN;
    const story = new OwnerStory((what) => this.problems.push(`${name}: ${what}`));
    const owner: Owner = new Actor(name, element, story, (line) => this.log.push(`  ${line}`));
    story.truth = (id, told) => this.#truth(owner, id, told);
    this.#place(owner);
    return owner;
  }

  #addGuest(name: string): Guest {
    const element = document.createElement('daily-knock-form');
    if (name.endsWith('2')) element.answerTimeout = 10;
    const story = new GuestStory((what) => this.problems.push(`${name}: ${what}`));
    const guest: Guest = new Actor(name, element, story, (line) => this.log.push(`  ${line}`));
    this.#place(guest);
    return guest;
  }

  #place({ name, element }: Anybody): void {
    element.roomUrl = ROOM;
    element.userName = name;
    element.callOptions = { userData: name };
    element.startVideoOff = !name.endsWith('1');
    this.places[0].append(element);
  }

  #onDecision(call: SimCall, id: string, admit: boolean): void {
    const owner = this.owners.find(({ name }) => name === call.actor);
    const decision = admit ? 'admit' : 'reject';
    if (!owner?.story.wanted(id, decision)) this.problems.push(`${call.actor} sends ${decision} ${id} unasked`);
    if (owner?.story.door.get(id)?.asked?.vetoed) this.problems.push(`${call.actor} sends what was vetoed: ${id}`);
    const { silence } = this.room.weather;
    if (silence || this.room.post.isInterrupted(call)) this.#missed(call).add(id);
    this.#missed(call, 'sent').add(id);
  }

  readonly #sent = new Map<SimCall, Set<string>>();

  #missed(call: SimCall, kind: 'sent' | 'untold' = 'untold'): Set<string> {
    const map = kind === 'sent' ? this.#sent : this.untold;
    const set = map.get(call) ?? new Set<string>();
    map.set(call, set);
    return set;
  }

  /** Answers to what was sent may have been too late because of the network. */
  #mayHaveMissed(call: SimCall): void {
    for (const id of this.#missed(call, 'sent')) this.#missed(call).add(id);
  }

  /** What an owner may be told of somebody, held to what the room did. */
  #truth(owner: Owner, id: string, told: Told): string | undefined {
    const fate = this.room.fates.get(id);
    if (!fate) return 'they still wait';
    const call = this.callOf(owner)!;
    const isInside = this.room.sessions.has(id);
    const mine = fate.how !== 'left' && fate.by === call;
    const allowed = new Set<Told>();
    if (fate.how === 'admitted') allowed.add(mine ? 'admitted by self' : 'admitted by other');
    else allowed.add(mine ? 'rejected' : 'withdrawn');
    // Somebody who was let in and has gone again may not have been seen in between.
    if (fate.how === 'admitted' && !isInside && !mine) allowed.add('withdrawn');
    if (this.untold.get(call)?.has(id)) {
      // Whose answer it was is not known then; but whoever is inside was not turned away.
      if (fate.how === 'admitted')
        for (const each of ['admitted by self', 'admitted by other'] as const) allowed.add(each);
      if (!isInside) for (const each of ['rejected', 'withdrawn', 'admitted by self'] as const) allowed.add(each);
    }
    if (allowed.has(told)) return undefined;
    return `${fate.how}${fate.how === 'left' ? '' : ` by ${fate.by.actor}`}${isInside ? ', inside' : ''}`;
  }
}
