import fc from 'fast-check';
import { FATAL_TYPES } from '../../src/local-room/room/fault-types.js';
import { find, Step } from './commands.js';
import type { Rule } from './room-in-memory.js';
import { isBusy } from './world.js';

const who = fc.nat(4);
const nameOf = (index: number): string => (index < 2 ? `owner ${index + 1}` : `guest ${index - 1}`);

const fails = fc.tuple(who, fc.constantFrom(...FATAL_TYPES)).map(
  ([index, type]) =>
    new Step(
      `${nameOf(index)}'s call fails: ${type}`,
      (world) => world.faults?.fail(find(world, index), type),
      (world) => isBusy(find(world, index)),
    ),
);

const cameraFails = who.map(
  (index) =>
    new Step(
      `${nameOf(index)}'s camera fails`,
      (world) => world.faults?.cameraFails(find(world, index)),
      (world) => isBusy(find(world, index)),
    ),
);

const network = fc.tuple(who, fc.constantFrom('interrupted' as const, 'connected' as const)).map(
  ([index, event]) =>
    new Step(
      `${nameOf(index)}'s network is ${event}`,
      (world) => world.faults?.network(find(world, index), event),
      (world) => isBusy(find(world, index)),
    ),
);

const destroyed = who.map(
  (index) =>
    new Step(
      `the page destroys ${nameOf(index)}'s call`,
      (world) => world.faults?.destroyCall(find(world, index)),
      (world) => isBusy(find(world, index)),
    ),
);

const rights = fc.tuple(fc.nat(1), fc.boolean()).map(
  ([index, admin]) =>
    new Step(
      `owner ${index + 1} ${admin ? 'may answer again' : 'may no longer answer'}`,
      (world) => world.faults?.setRights(world.owners[index]!, admin),
      (world) => world.owners[index]!.element.state === 'joined',
    ),
);

const renamed = fc.tuple(fc.nat(2), fc.constantFrom('Kim', 'Ana', 'Bea')).map(
  ([index, name]) =>
    new Step(
      `guest ${index + 1} is renamed to ${name}`,
      (world) => world.faults?.rename(world.guests[index]!, name),
      (world) => isBusy(world.guests[index]!),
    ),
);

const repeated = fc.nat(1).map(
  (index) =>
    new Step(
      `owner ${index + 1} gets all knocks again`,
      (world) => world.faults?.repeat(world.owners[index]!),
      (world) => world.owners[index]!.element.waitingParticipants.length > 0,
    ),
);

const rule = fc
  .constantFrom<Rule[]>('private', 'private', 'private', 'public', 'closed')
  .map((to) => new Step(`the room becomes ${to}`, (world) => world.faults?.setRule(to)));

/** The faults of Daily and the network, with their weights. */
export const FAULT_COMMANDS: readonly [number, fc.Arbitrary<Step>][] = [
  [2, fails],
  [1, cameraFails],
  [2, network],
  [1, destroyed],
  [1, rights],
  [1, renamed],
  [1, repeated],
  [1, rule],
];
