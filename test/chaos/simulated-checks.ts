import { RELIST_GRACE_MS, RETURN_GRACE_MS } from '../../src/core/outcomes.js';
import type { Owner } from './actor.js';
import type { SimCall } from './sim-call.js';
import type { SimulatedWorld } from './simulated-world.js';
import { isBusy, isIn, listProblem, rowsProblem, sameMembers, stateProblem } from './world.js';

/** Documented: a call machine that does not answer `leave()` is given up after this. Milliseconds. */
export const LEAVE_LIMIT = 5000;

/** The longest documented grace, for somebody who is not heard, and the slowest message. Milliseconds. */
const QUIET = RETURN_GRACE_MS + 1000;

/** What is wrong with the world at this moment; nothing if all is well. */
export function findProblem(world: SimulatedWorld): string | undefined {
  return (
    first(world.everybody, (who) => stateProblem(who)) ??
    first(world.everybody, ({ story }) => void story.check()) ??
    world.problems[0] ??
    first(world.owners, (owner) => ownersListProblem(world, owner)) ??
    first([...world.room.sessions.values()], ({ id, level, call }) => {
      if (level !== 'full' || world.room.invited.has(id)) return undefined;
      return world.room.fates.get(id)?.how === 'admitted' ? undefined : `${call.actor} is inside without an admission`;
    }) ??
    first(world.calls, (call) => callProblem(world, call)) ??
    (world.room.post.hasBeenQuietFor(QUIET) ? quietProblem(world) : undefined)
  );
}

function first<Item>(items: readonly Item[], problemOf: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem) return problem;
  }
  return undefined;
}

function ownersListProblem(world: SimulatedWorld, owner: Owner): string | undefined {
  const call = world.callOf(owner);
  // Who may not answer knocks is told of nobody.
  const isAsked = owner.element.state === 'joined' && call?.participants()['local']?.owner;
  const isBlind =
    call !== undefined &&
    (world.room.post.isInterrupted(call) || world.time.now() - world.reconnectedAt(call) < RELIST_GRACE_MS);
  return listProblem(owner, isAsked ? Object.values(call.waitingParticipants()) : [], isBlind);
}

/** A call object lives, and a camera is on, only while its element is in a call or on the way. */
function callProblem(world: SimulatedWorld, call: SimCall): string | undefined {
  if (call.methods.includes('updateWaitingParticipants')) return `${call.actor} calls updateWaitingParticipants()`;
  const who = world.everybody.find(({ name }) => name === call.actor)!;
  const isUsed = isBusy(who) && world.callOf(who) === call && who.element.isConnected;
  if (isUsed) return undefined;
  if (!call.closing) return `a call of ${call.actor}, who is ${who.element.state}, is not destroyed`;
  const closedAt = (call.closedAt ??= world.time.now());
  const isOver = world.time.now() - closedAt >= LEAVE_LIMIT || call.isDestroyed();
  return isOver && call.camera?.readyState === 'live' ? `a camera of ${call.actor} is on` : undefined;
}

/** What holds once all news have arrived and every grace is over. */
function quietProblem(world: SimulatedWorld): string | undefined {
  const { room } = world;
  return (
    first(world.owners, (owner) => {
      const call = world.callOf(owner);
      const session = call?.session && room.sessions.get(call.session.id);
      if (owner.element.state !== 'joined' || !session?.admin) return undefined;
      // Why somebody has gone may be on its way for as long as the connection is lost.
      if (room.post.isInterrupted(session.call)) return undefined;
      const open = [...owner.story.door].filter(([, { told }]) => !told).map(([id]) => id);
      const waiting = [...room.waiting.keys()];
      if (!sameMembers(open, waiting)) return `${owner.name} waits for ${open.join()}, the room for ${waiting.join()}`;
      const listed = owner.element.waitingParticipants.map(({ id, name }) => `${id} ${name}`);
      const real = [...room.waiting].map(([id, name]) => `${id} ${name}`);
      if (!sameMembers(listed, real)) return `${owner.name} lists ${listed.join()}, the room ${real.join()}`;
      return owner.element.isConnected ? rowsProblem(owner) : undefined;
    }) ??
    first([...room.sessions.values()], ({ id, level, call, knocking }) => {
      const who = world.everybody.find(({ name }) => name === call.actor)!;
      const { state } = who.element;
      const fits = level === 'full' ? isIn(who) : !knocking || state === 'waiting';
      return fits && world.callOf(who) === call ? undefined : `${id} is ${level} in the room, and ${state} in the page`;
    }) ??
    first(world.everybody, (who) => {
      if (!isIn(who)) return undefined;
      const session = world.callOf(who)?.session;
      return session && room.sessions.get(session.id)?.level === 'full'
        ? undefined
        : `${who.name} is in without a session`;
    })
  );
}
