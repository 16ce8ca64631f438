import { ADMISSION_GRACE_MS, RELIST_GRACE_MS, RETURN_GRACE_MS } from '../../src/core/outcomes.js';
import type { Owner } from './actor.js';
import type { SimCall } from './sim-call.js';
import type { SimulatedWorld } from './simulated-world.js';
import { isBusy, isIn, listProblem, rowsProblem, sameMembers, stateProblem } from './world.js';

/** The documented timeout of `leave()`. */
export const LEAVE_LIMIT_MS = 5000;

/** The longest documented grace period plus the slowest message. */
const IDLE_MS = Math.max(ADMISSION_GRACE_MS, RETURN_GRACE_MS) + 1000;

/** Returns the first problem, if any. */
export function findProblem(world: SimulatedWorld): string | undefined {
  return (
    first(world.actors, (who) => stateProblem(who)) ??
    first(world.actors, ({ checker: checker }) => void checker.check()) ??
    world.problems[0] ??
    first(world.owners, (owner) => ownersListProblem(world, owner)) ??
    first([...world.room.sessions.values()], ({ id, level, call }) => {
      if (level !== 'full' || world.room.invited.has(id)) return undefined;
      return world.room.knockResults.get(id)?.how === 'admitted'
        ? undefined
        : `${call.actor} is inside without an admission`;
    }) ??
    first(world.calls, (call) => callProblem(world, call)) ??
    (world.room.messages.isIdleFor(IDLE_MS) ? idleProblem(world) : undefined)
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
  // Without the right to answer knocks, the list is empty.
  const hasList = owner.element.state === 'joined' && call?.participants()['local']?.owner;
  return listProblem(owner, hasList ? Object.values(call.waitingParticipants()) : [], isListUnreliable(world, call));
}

/** While the connection is lost, and until the list has come again, the cause of a departure may be on its way. */
function isListUnreliable(world: SimulatedWorld, call: SimCall | undefined): boolean {
  if (!call) return false;
  return world.room.messages.isInterrupted(call) || world.time.now() - world.reconnectedAt(call) < RELIST_GRACE_MS;
}

/** Checks that call object and camera are closed unless the element is connecting or in a call. */
function callProblem(world: SimulatedWorld, call: SimCall): string | undefined {
  if (call.answers.some(([id]) => id === '*')) return `${call.actor} answers everybody, later arrivals included`;
  const who = world.actors.find(({ name }) => name === call.actor)!;
  const isUsed = isBusy(who) && world.callOf(who) === call && who.element.isConnected;
  if (isUsed) return undefined;
  if (!call.closing) return `a call of ${call.actor}, who is ${who.element.state}, is not destroyed`;
  const closedAt = (call.closedAt ??= world.time.now());
  const isOver = world.time.now() - closedAt >= LEAVE_LIMIT_MS || call.isDestroyed();
  return isOver && call.camera?.readyState === 'live' ? `a camera of ${call.actor} is on` : undefined;
}

/** Checks what must hold once all messages have arrived and all grace periods are over. */
function idleProblem(world: SimulatedWorld): string | undefined {
  const { room } = world;
  return (
    first(world.owners, (owner) => {
      const call = world.callOf(owner);
      const session = call?.session && room.sessions.get(call.session.id);
      if (owner.element.state !== 'joined' || !session?.admin) return undefined;
      if (isListUnreliable(world, session.call)) return undefined;
      const open = [...owner.checker.people].filter(([, { reported }]) => !reported).map(([id]) => id);
      const waiting = [...room.waiting.keys()];
      if (!sameMembers(open, waiting)) return `${owner.name} waits for ${open.join()}, the room for ${waiting.join()}`;
      const listed = owner.element.waitingParticipants.map(({ id, name }) => `${id} ${name}`);
      const real = [...room.waiting].map(([id, name]) => `${id} ${name}`);
      if (!sameMembers(listed, real)) return `${owner.name} lists ${listed.join()}, the room ${real.join()}`;
      return owner.element.isConnected ? rowsProblem(owner) : undefined;
    }) ??
    first([...room.sessions.values()], ({ id, level, call, knocking }) => {
      const who = world.actors.find(({ name }) => name === call.actor)!;
      const { state } = who.element;
      const fits = level === 'full' ? isIn(who) : !knocking || state === 'waiting';
      return fits && world.callOf(who) === call ? undefined : `${id} is ${level} in the room, and ${state} in the page`;
    }) ??
    first(world.actors, (who) => {
      if (!isIn(who)) return undefined;
      const session = world.callOf(who)?.session;
      return session && room.sessions.get(session.id)?.level === 'full'
        ? undefined
        : `${who.name} is in without a session`;
    })
  );
}
