import fc from 'fast-check';
import type { Decision } from '../../src/core/call-state.js';
import type { AnyActor, Owner } from './actor.js';
import { anyConditions, describeConditions, type NetworkConditions, NORMAL } from './network-conditions.js';
import { isBusy, pressInRow, type World } from './world.js';

/** One command, run under network conditions and followed by all checks. */
export class Step implements fc.AsyncCommand<World, World> {
  constructor(
    readonly what: string,
    readonly act: (world: World) => void | Promise<void>,
    readonly possible: (world: World) => boolean = () => true,
    readonly conditions: NetworkConditions = NORMAL,
  ) {}

  check(world: Readonly<World>): boolean {
    return this.possible(world);
  }

  async run(_model: World, world: World): Promise<void> {
    world.begin(this.what, this.conditions);
    await this.act(world);
    await world.check();
  }

  under(conditions: NetworkConditions): Step {
    return new Step(this.what, this.act, this.possible, conditions);
  }

  toString(): string {
    return `${this.what}${describeConditions(this.conditions)}`;
  }
}

const OWNERS = 2;
const GUESTS = 3;
const owner = fc.nat(OWNERS - 1);
const guest = fc.nat(GUESTS - 1);
const anyActor = fc.nat(OWNERS + GUESTS - 1);
const decision = fc.constantFrom<Decision[]>('admit', 'reject');
const nameOf = (who: number): string => (who < OWNERS ? `owner ${who + 1}` : `guest ${who - OWNERS + 1}`);

export const find = (world: World, who: number): AnyActor =>
  who < OWNERS ? world.owners[who]! : world.guests[who - OWNERS]!;

const idOf = (world: World, who: number): string => world.guests[who]!.checker.id;
const isInPage = (who: AnyActor): boolean => who.element.isConnected;
const opposite = (what: Decision): Decision => (what === 'admit' ? 'reject' : 'admit');

function decide(by: Owner, what: Decision, ids: string[]): void {
  by.checker.decide(what, ids, () => (what === 'admit' ? by.element.admit(...ids) : by.element.reject(...ids)));
}

function decideAll(by: Owner, what: Decision): void {
  const ids = by.element.waitingParticipants.map(({ id }) => id);
  by.checker.decide(what, ids, () => (what === 'admit' ? by.element.admitAll() : by.element.rejectAll()));
}

const joins = owner.map(
  (who) =>
    new Step(
      `owner ${who + 1} joins`,
      ({ owners }) => owners[who]!.checker.watch(() => owners[who]!.element.join()),
      ({ owners }) => owners[who]!.element.state !== 'joined',
    ),
);

const knocks = guest.map(
  (who) =>
    new Step(
      `guest ${who + 1} knocks`,
      ({ guests }) => guests[who]!.checker.watch(() => guests[who]!.element.knock()),
      ({ guests }) => guests[who]!.element.state !== 'admitted',
    ),
);

const decides = fc.tuple(owner, guest, decision, fc.constantFrom('calls', 'presses')).map(
  ([by, who, what, how]) =>
    new Step(
      `owner ${by + 1} ${how} ${what} guest ${who + 1}`,
      (world) => {
        const { checker: checker } = world.owners[by]!;
        const id = idOf(world, who);
        if (how === 'calls') return decide(world.owners[by]!, what, [id]);
        checker.decide(what, [id], () => {
          pressInRow(world.owners[by]!, id, what === 'admit' ? 'allow' : 'deny');
          return undefined;
        });
      },
      (world) => world.owners[by]!.element.state === 'joined' && idOf(world, who) !== '',
    ),
);

const decidesAll = fc.tuple(owner, decision).map(
  ([by, what]) =>
    new Step(
      `owner ${by + 1} calls ${what} all`,
      ({ owners }) => decideAll(owners[by]!, what),
      ({ owners }) => owners[by]!.element.waitingParticipants.length > 0,
    ),
);

const contradict = fc.tuple(owner, guest, decision).map(
  ([first, who, what]) =>
    new Step(
      `owner ${first + 1} calls ${what} and the other owner ${opposite(what)} guest ${who + 1}`,
      (world) => {
        const id = idOf(world, who);
        decide(world.owners[first]!, what, [id]);
        decide(world.owners[1 - first]!, opposite(what), [id]);
      },
      ({ owners, guests }) =>
        owners.every(({ element }) => element.state === 'joined') && guests[who]!.element.state === 'waiting',
    ),
);

const cancels = guest.map(
  (who) =>
    new Step(
      `guest ${who + 1} cancels`,
      ({ guests }) => {
        guests[who]!.checker.wantsToLeave = true;
        guests[who]!.element.cancel();
      },
      ({ guests }) => isBusy(guests[who]!),
    ),
);

const leaves = anyActor.map(
  (who) =>
    new Step(
      `${nameOf(who)} leaves`,
      (world) => {
        find(world, who).checker.wantsToLeave = true;
        void find(world, who).element.leave();
      },
      (world) => isBusy(find(world, who)),
    ),
);

const moves = anyActor.map(
  (who) =>
    new Step(
      `${nameOf(who)}'s element is moved`,
      async (world) => {
        const { element } = find(world, who);
        const { state } = element;
        const [here, there] = world.places;
        (element.parentElement === here ? there : here).append(element);
        for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
        if (element.state !== state) throw new Error(`Moving it changed the state from ${state} to ${element.state}.`);
      },
      (world) => isInPage(find(world, who)),
    ),
);

const isRemoved = anyActor.map(
  (who) =>
    new Step(
      `${nameOf(who)}'s element is removed`,
      async (world) => {
        find(world, who).checker.wantsToLeave = true;
        find(world, who).element.remove();
        await world.waitForRemoval(find(world, who));
      },
      (world) => isInPage(find(world, who)),
    ),
);

const isReinserted = anyActor.map(
  (who) =>
    new Step(
      `${nameOf(who)}'s element is taken out and put back at once`,
      async (world) => {
        const { element } = find(world, who);
        element.remove();
        await world.pass(50);
        world.places[0].append(element);
      },
      (world) => isInPage(find(world, who)),
    ),
);

const isPutBack = anyActor.map(
  (who) =>
    new Step(
      `${nameOf(who)}'s element is put back`,
      (world) => world.places[0].append(find(world, who).element),
      (world) => !isInPage(find(world, who)),
    ),
);

const switches = fc.tuple(anyActor, fc.boolean(), fc.constantFrom('camera', 'microphone')).map(
  ([who, on, device]) =>
    new Step(`${nameOf(who)} turns the ${device} ${on ? 'on' : 'off'}`, (world) => {
      const { element } = find(world, who);
      if (device === 'camera') element.setCamera(on);
      else element.setMicrophone(on);
    }),
);

const vetoes = fc.tuple(anyActor, fc.boolean()).map(
  ([who, on]) =>
    new Step(
      `the page of ${nameOf(who)} ${on ? 'starts' : 'stops'} to prevent events`,
      (world) => void (find(world, who).vetoes = on),
      (world) => find(world, who).vetoes !== on,
    ),
);

/** Commands that advance the time past each documented grace period and timeout. */
export const waits = (...ms: number[]): fc.Arbitrary<Step> =>
  fc.constantFrom(...ms).map((time) => new Step(`${time} ms pass`, (world) => world.pass(time)));

/** The commands of people, with their weights. */
export const USER_COMMANDS: readonly [number, fc.Arbitrary<Step>][] = [
  [7, joins],
  [9, knocks],
  [7, decides],
  [2, decidesAll],
  [3, contradict],
  [3, cancels],
  [2, leaves],
  [1, moves],
  [1, isReinserted],
  [1, isRemoved],
  [2, isPutBack],
  [1, switches],
  [1, vetoes],
];

/** Makes the commands of a run from weighted ones, by default each under its own network conditions. */
export function commands(
  weighted: readonly [number, fc.Arbitrary<Step>][],
  maxCommands: number,
  isVaried = true,
): fc.Arbitrary<Iterable<Step>> {
  const each = weighted.flatMap(([weight, arbitrary]) => {
    const varied = fc.tuple(arbitrary, anyConditions).map(([step, conditions]) => step.under(conditions));
    return Array.from({ length: weight }, () => (isVaried ? varied : arbitrary));
  });
  return fc.commands<World, World>(each, { maxCommands, size: 'max' }) as fc.Arbitrary<Iterable<Step>>;
}
