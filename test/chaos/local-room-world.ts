import Daily, { type DailyCall } from '@daily-co/daily-js';
import type { CallOptions } from '../../src/daily/create-call.js';
import {
  callOptions,
  createRoom,
  createToken,
  deleteRoom,
  type LocalRoom,
  type LocalRoomSnapshot,
  watchRoom,
} from '../../src/local-room/index.js';
import type { AnyActor, Owner } from './actor.js';
import { nextTask } from './fake-time.js';
import type { NetworkConditions } from './network-conditions.js';
import { Page } from './page.js';
import { isBusy, isIn, listProblem, rowsProblem, sameMembers, stateProblem, type World } from './world.js';

/** How long a room may take until all messages have arrived: longer than all documented grace periods. */
const LIMIT_MS = 20_000;

interface Made {
  readonly actor: string;
  readonly call: DailyCall;
  readonly tracks: Set<MediaStreamTrack>;
}

/** Owners and guests in the page, with the real daily-js in a local room. */
export class LocalRoomWorld extends Page implements World {
  readonly faults = undefined;
  readonly #room: LocalRoom;
  readonly #calls: Made[] = [];
  /** The guests whom an owner's explicit decision has admitted. */
  readonly #admitted = new Set<string>();
  readonly #unwatch: () => void;
  #now: LocalRoomSnapshot = { room: undefined, participants: [], waiting: [] };

  static async open(): Promise<LocalRoomWorld> {
    const room = await createRoom();
    const token = await createToken({ properties: { room_name: room.name, is_owner: true } });
    return new LocalRoomWorld(room, token);
  }

  private constructor(room: LocalRoom, token: string) {
    const folder = new URL('/dist/local-room/', location.href);
    super({
      roomUrl: room.url,
      token,
      options: (name) => ({ ...callOptions(folder), userData: name }),
      makeCall: (options) => this.#makeCall(options),
    });
    this.#room = room;
    this.#unwatch = watchRoom(room.name, (snapshot) => (this.#now = snapshot));
    for (const { checker: checker } of this.owners) checker.onAdmit = (id) => this.#admitted.add(id);
  }

  async check(): Promise<void> {
    await nextTask();
    this.#checkNow();
  }

  /** Waits until the room and all elements agree, or only a few tasks if `ms` is short. */
  async pass(ms: number): Promise<void> {
    for (let turn = 0; turn < Math.min(ms, 100); turn += 1) await nextTask();
    if (ms < 100) return;
    const deadline = performance.now() + LIMIT_MS;
    while (this.#differences()) {
      if (performance.now() > deadline) this.failOn(`No agreement: ${this.#differences()}`);
      await soon();
      this.#checkNow();
    }
  }

  async waitForRemoval({ element, name }: AnyActor): Promise<void> {
    await this.#wait(() => element.state === 'idle', `${name} is still ${element.state}`);
  }

  async #wait(isSo: () => boolean, otherwise: string): Promise<void> {
    const deadline = performance.now() + LIMIT_MS;
    while (!isSo()) {
      if (performance.now() > deadline) this.failOn(otherwise);
      await soon();
    }
  }

  /** Removes all elements and checks that nothing is left. */
  async finish(normal: NetworkConditions): Promise<void> {
    this.begin('all messages arrive', normal);
    await this.pass(LIMIT_MS);
    this.begin('everybody leaves', normal);
    for (const { element, checker: checker } of this.actors) {
      checker.wantsToLeave = true;
      void element.leave();
    }
    await this.pass(LIMIT_MS);
    for (const { element } of this.actors) element.remove();
    await this.pass(LIMIT_MS);
    const unsettled = this.actors.filter(({ checker: checker }) => !checker.isSettled).map(({ name }) => name);
    this.failOn(unsettled.length ? `promises left behind: ${unsettled.join()}` : undefined);
    await this.#wait(() => this.sound.open === 0, 'an open sound device');
  }

  async close(): Promise<void> {
    this.restore();
    this.#unwatch();
    // The removed elements destroy their calls, except perhaps after a failure.
    const deadline = performance.now() + LIMIT_MS;
    while (this.#calls.some(({ call }) => !call.isDestroyed()) && performance.now() < deadline) await soon();
    await deleteRoom(this.#room.name);
  }

  #makeCall(options: CallOptions): DailyCall {
    const call = Daily.createCallObject(options);
    this.#calls.push({ actor: String(options.userData), call, tracks: new Set() });
    return call;
  }

  #callOf({ name }: AnyActor): DailyCall | undefined {
    return this.#calls.findLast(({ actor }) => actor === name)?.call;
  }

  /** Checks what must hold at any time. */
  #checkNow(): void {
    for (const { call, tracks } of this.#calls) {
      const local = call.isDestroyed() ? undefined : call.participants().local?.tracks;
      for (const track of [local?.video.persistentTrack, local?.audio.persistentTrack]) if (track) tracks.add(track);
    }
    for (const { checker: checker } of this.actors) checker.check();
    const intruder = this.#now.participants.find(({ sessionId, owner }) => !owner && !this.#admitted.has(sessionId));
    this.failOn(
      this.errors.errors[0] ??
        this.problems[0] ??
        (intruder && `${intruder.userName} is inside without an admission`) ??
        this.actors.map(stateProblem).find(Boolean) ??
        this.owners.map((owner) => this.#listProblem(owner)).find(Boolean),
    );
  }

  #listProblem(owner: Owner): string | undefined {
    const call = this.#callOf(owner);
    const isJoined = owner.element.state === 'joined' && call && !call.isDestroyed();
    const known = isJoined ? Object.values(call.waitingParticipants()) : [];
    return listProblem(owner, known);
  }

  /** Returns a difference that remains until all messages have arrived. */
  #differences(): string | undefined {
    const { participants, waiting } = this.#now;
    const inside = participants.map(({ sessionId }) => sessionId);
    const inPage = this.actors.filter(isIn).map((who) => this.#callOf(who)?.participants().local?.session_id ?? '');
    if (!sameMembers(inside, inPage)) return `inside are ${inside.join()}, in the page ${inPage.join()}`;
    const ids = waiting.map(({ id }) => id);
    const knocking = this.guests
      .filter(({ element }) => element.state === 'waiting')
      .map(({ checker: checker }) => checker.id);
    if (!sameMembers(ids, knocking)) return `in the lobby are ${ids.join()}, in the page ${knocking.join()}`;
    for (const owner of this.owners.filter(isIn)) {
      const { element, name, checker: checker } = owner;
      const rows = rowsProblem(owner);
      if (rows) return rows;
      const listed = element.waitingParticipants.map(({ id }) => id);
      // The order of repeated knocks is random.
      if (!sameMembers(listed, ids)) return `${name} lists ${listed.join()}, the room ${ids.join()}`;
      const open = [...checker.people].filter(([, { reported }]) => !reported).map(([id]) => id);
      if (!sameMembers(open, ids)) return `${name} got knocks of ${open.join()}, the room has ${ids.join()}`;
      const wrong = [...checker.people].find(
        ([id, { reported }]) => (reported === 'rejected' || reported === 'withdrawn') && inside.includes(id),
      );
      if (wrong) this.failOn(`${name} got ${wrong[1].reported} for ${wrong[0]}, who is in the call`);
    }
    const connecting = this.actors.find(({ element }) => element.state === 'connecting');
    if (connecting) return `${connecting.name} is connecting`;
    return this.#unreleased();
  }

  /** Returns a call object or device that should have been released. */
  #unreleased(): string | undefined {
    const isUsed = ({ actor, call }: Made): boolean => {
      const who = this.actors.find(({ name }) => name === actor)!;
      return isBusy(who) && this.#callOf(who) === call;
    };
    const unused = this.#calls.filter((made) => !isUsed(made));
    const alive = unused.find(({ call }) => !call.isDestroyed());
    if (alive) return `a call of ${alive.actor} is not destroyed`;
    const live = unused.find(({ tracks }) => [...tracks].some(({ readyState }) => readyState === 'live'));
    return live && `a camera or microphone of ${live.actor} is on`;
  }
}

function soon(): Promise<void> {
  return new Promise((done) => setTimeout(done, 5));
}
