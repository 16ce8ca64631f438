import Daily, { type DailyCall } from '@daily-co/daily-js';
import type { CallOptions } from '../../src/daily/create-call.js';
import {
  callOptions,
  createRoom,
  createToken,
  deleteRoom,
  watchRoom,
  type LocalRoom,
  type LocalRoomSnapshot,
} from '../../src/local-room/index.js';
import type { Anybody, Owner } from './actor.js';
import { nextTask } from './fake-time.js';
import { Page } from './page.js';
import type { Weather } from './weather.js';
import { isBusy, isIn, listProblem, rowsProblem, sameMembers, stateProblem, type World } from './world.js';

/** How long a room may take to become quiet: more than every documented grace. Milliseconds. */
const LIMIT = 20_000;

interface Made {
  readonly actor: string;
  readonly call: DailyCall;
  readonly tracks: Set<MediaStreamTrack>;
}

/** Owners and guests in the page, and the real daily-js in a local room. */
export class LocalRoomWorld extends Page implements World {
  readonly trouble = undefined;
  readonly #room: LocalRoom;
  readonly #calls: Made[] = [];
  /** Everybody whom an owner's explicit decision has let in. */
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
    for (const { story } of this.owners) story.onAdmit = (id) => this.#admitted.add(id);
  }

  async check(): Promise<void> {
    await nextTask();
    this.#demandNow();
  }

  /** Goes on once the room and all screens agree, or at once when only few milliseconds are to pass. */
  async pass(ms: number): Promise<void> {
    for (let turn = 0; turn < Math.min(ms, 100); turn += 1) await nextTask();
    if (ms < 100) return;
    const deadline = performance.now() + LIMIT;
    while (this.#differences()) {
      if (performance.now() > deadline) this.demand(`It does not become quiet: ${this.#differences()}`);
      await soon();
      this.#demandNow();
    }
  }

  async gone({ element, name }: Anybody): Promise<void> {
    await this.#wait(() => element.state === 'idle', `${name} is still ${element.state}`);
  }

  async #wait(isSo: () => boolean, otherwise: string): Promise<void> {
    const deadline = performance.now() + LIMIT;
    while (!isSo()) {
      if (performance.now() > deadline) this.demand(otherwise);
      await soon();
    }
  }

  /** Everybody goes, and nothing may be left. */
  async finish(calm: Weather): Promise<void> {
    this.begin('all becomes quiet', calm);
    await this.pass(LIMIT);
    this.begin('everybody leaves', calm);
    for (const { element, story } of this.everybody) {
      story.wantsOut = true;
      void element.leave();
    }
    await this.pass(LIMIT);
    for (const { element } of this.everybody) element.remove();
    await this.pass(LIMIT);
    const unsettled = this.everybody.filter(({ story }) => !story.isSettled).map(({ name }) => name);
    this.demand(unsettled.length ? `promises left behind: ${unsettled.join()}` : undefined);
    await this.#wait(() => this.sound.open === 0, 'an open sound device');
  }

  async close(): Promise<void> {
    this.restore();
    this.#unwatch();
    // The elements have gone, and their calls go with them; after a failure they may not.
    const deadline = performance.now() + LIMIT;
    while (this.#calls.some(({ call }) => !call.isDestroyed()) && performance.now() < deadline) await soon();
    await deleteRoom(this.#room.name);
  }

  #makeCall(options: CallOptions): DailyCall {
    const call = Daily.createCallObject(options);
    this.#calls.push({ actor: String(options.userData), call, tracks: new Set() });
    return call;
  }

  #callOf({ name }: Anybody): DailyCall | undefined {
    return this.#calls.findLast(({ actor }) => actor === name)?.call;
  }

  /** What must hold at every moment. */
  #demandNow(): void {
    for (const { call, tracks } of this.#calls) {
      const local = call.isDestroyed() ? undefined : call.participants().local?.tracks;
      for (const track of [local?.video.persistentTrack, local?.audio.persistentTrack]) if (track) tracks.add(track);
    }
    for (const { story } of this.everybody) story.check();
    const intruder = this.#now.participants.find(({ sessionId, owner }) => !owner && !this.#admitted.has(sessionId));
    this.demand(
      this.errors.heard[0] ??
        this.problems[0] ??
        (intruder && `${intruder.userName} is inside without an admission`) ??
        this.everybody.map(stateProblem).find(Boolean) ??
        this.owners.map((owner) => this.#listProblem(owner)).find(Boolean),
    );
  }

  #listProblem(owner: Owner): string | undefined {
    const call = this.#callOf(owner);
    const isJoined = owner.element.state === 'joined' && call && !call.isDestroyed();
    const known = isJoined ? Object.values(call.waitingParticipants()) : [];
    return listProblem(owner, known);
  }

  /** What is not yet as it will be once all news have arrived. */
  #differences(): string | undefined {
    const { participants, waiting } = this.#now;
    const inside = participants.map(({ sessionId }) => sessionId);
    const inPage = this.everybody.filter(isIn).map((who) => this.#callOf(who)?.participants().local?.session_id ?? '');
    if (!sameMembers(inside, inPage)) return `inside are ${inside.join()}, in the page ${inPage.join()}`;
    const ids = waiting.map(({ id }) => id);
    const knocking = this.guests.filter(({ element }) => element.state === 'waiting').map(({ story }) => story.id);
    if (!sameMembers(ids, knocking)) return `in the lobby are ${ids.join()}, in the page ${knocking.join()}`;
    for (const owner of this.owners.filter(isIn)) {
      const { element, name, story } = owner;
      const rows = rowsProblem(owner);
      if (rows) return rows;
      const listed = element.waitingParticipants.map(({ id }) => id);
      // Whose repeated knock an owner hears first is chance.
      if (!sameMembers(listed, ids)) return `${name} lists ${listed.join()}, the room ${ids.join()}`;
      const open = [...story.door].filter(([, { told }]) => !told).map(([id]) => id);
      if (!sameMembers(open, ids)) return `${name} has not been told of all: ${open.join()} of ${ids.join()}`;
      const lie = [...story.door].find(
        ([id, { told }]) => (told === 'rejected' || told === 'withdrawn') && inside.includes(id),
      );
      if (lie) this.demand(`${name} is told that ${lie[0]} was ${lie[1].told}, who is inside`);
    }
    const onTheWay = this.everybody.find(({ element }) => element.state === 'connecting');
    if (onTheWay) return `${onTheWay.name} is on the way in`;
    return this.#rest();
  }

  /** A call object or a device that is still in use. */
  #rest(): string | undefined {
    const isUsed = ({ actor, call }: Made): boolean => {
      const who = this.everybody.find(({ name }) => name === actor)!;
      return isBusy(who) && this.#callOf(who) === call;
    };
    const unused = this.#calls.filter((made) => !isUsed(made));
    const alive = unused.find(({ call }) => !call.isDestroyed());
    if (alive) return `a call of ${alive.actor} is not destroyed`;
    const lit = unused.find(({ tracks }) => [...tracks].some(({ readyState }) => readyState === 'live'));
    return lit && `a camera or microphone of ${lit.actor} is on`;
  }
}

function soon(): Promise<void> {
  return new Promise((done) => setTimeout(done, 5));
}
