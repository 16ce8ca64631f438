import type { DailyCall } from '@daily-co/daily-js';
import {
  callOptions,
  clearFaults,
  createLobbyChannel,
  createToken,
  deleteRoom,
  failNext,
  failNow,
  type Fault,
  type FaultTarget,
  type LocalLobbyChannel,
  LocalRoomError,
  type LocalRoomSnapshot,
  type SuddenFault,
  type TokenProperties,
  watchRoom,
} from '../local-room/index.js';
import { type GuestOptions, TestGuest } from './guest.js';
import { loadDaily } from './load-daily.js';
import { TestOwner } from './owner.js';
import type { Person, PersonOptions, Place } from './person.js';
import { untilFound, type WaitOptions } from './wait.js';

export interface TestRoomSetup {
  name: string;
  url: string;
  ownerToken: string;
  timeout: number;
  folder: string | URL | undefined;
  closed(room: TestRoom): void;
}

/** A room of a test, with the people in it besides the page's own elements. */
export class TestRoom {
  /** The name of the room, for the functions of `daily-knock/local-room`. */
  readonly name: string;
  /** The link, for an element's `roomUrl`. */
  readonly url: string;
  /** An owner's token, for `<daily-owner-room>`. */
  readonly ownerToken: string;
  /** The channel from the owners to those who wait, for an element's `channel`. The people of the test use it too. */
  readonly channel: LocalLobbyChannel;
  readonly #setup: TestRoomSetup;
  readonly #people: Person[] = [];
  readonly #waiters = new Set<() => void>();
  readonly #stopWatching: () => void;
  #snapshot: LocalRoomSnapshot | undefined;
  #closing: Promise<void> | undefined;

  /** @internal */
  constructor(setup: TestRoomSetup) {
    this.name = setup.name;
    this.url = setup.url;
    this.ownerToken = setup.ownerToken;
    this.channel = createLobbyChannel(setup.name);
    this.#setup = setup;
    this.#stopWatching = watchRoom(setup.name, (snapshot) => {
      this.#snapshot = snapshot;
      for (const again of [...this.#waiters]) again();
    });
  }

  /**
   * Lets a guest knock. Resolves when the guest waits, or is in the call if no knock is needed. Rejects if they cannot knock.
   *
   * @param name - The name of the guest.
   * @param options - Which devices the guest uses, and a note for the owner. Default: none.
   *
   * @example
   * const gus = await room.knock('Gus', { note: 'about the contract' });
   * expect(await gus.answer).to.equal('admitted');
   */
  async knock(name: string, options: GuestOptions = {}): Promise<TestGuest> {
    const guest = this.#welcome(new TestGuest(await this.#makeCall(), name, this.#place, options));
    await guest.knock();
    return guest;
  }

  /**
   * Lets an owner join, who can answer knocks. Resolves when the owner is in the call.
   *
   * @param name - The name of the owner.
   * @param options - Which devices the owner uses. Default: none.
   *
   * @example
   * const olga = await room.joinAsOwner('Olga');
   * await olga.admit('Gus');
   */
  async joinAsOwner(name: string, options: PersonOptions = {}): Promise<TestOwner> {
    const owner = this.#welcome(new TestOwner(await this.#makeCall(), name, this.#place, options));
    await owner.join({ token: this.ownerToken });
    return owner;
  }

  /**
   * Creates a token for this room.
   *
   * @param properties - As in Daily's REST API, without `room_name`. Default: none.
   */
  token(properties: Omit<TokenProperties, 'room_name'> = {}): Promise<string> {
    return createToken({ properties: { ...properties, room_name: this.name } });
  }

  /**
   * Makes the next matching action fail, of an element or of a person of this test.
   *
   * @example
   * await room.failNext({ on: 'join', how: 'meeting-full', role: 'guest' });
   */
  failNext(fault: Fault): Promise<void> {
    return failNext(this.name, fault);
  }

  /**
   * Makes something fail at once, for all matching people who wait or are in the call.
   *
   * @param who - A session id, or a name or a role.
   * @param fault - What fails, and how.
   *
   * @example
   * await room.failNow({ userName: 'Gus' }, { how: 'connection-error' });
   */
  failNow(who: string | FaultTarget, fault: SuddenFault): Promise<void> {
    return failNow(this.name, who, fault);
  }

  /** Removes all faults that have not happened yet. */
  clearFaults(): Promise<void> {
    return clearFaults(this.name);
  }

  /**
   * Waits until a condition about the people in the room holds.
   *
   * @param condition - Called with the participants and the people who wait, on each change.
   * @param what - Describes the condition, for the error after the timeout.
   * @param options - `timeout` in milliseconds.
   *
   * @example
   * await room.until(({ waiting }) => waiting.length === 0, 'nobody waits');
   */
  until(
    condition: (snapshot: LocalRoomSnapshot) => boolean,
    what = 'the condition',
    { timeout = this.#setup.timeout }: WaitOptions = {},
  ): Promise<LocalRoomSnapshot> {
    return untilFound({
      look: () => (this.#snapshot && condition(this.#snapshot) ? this.#snapshot : undefined),
      listen: (again) => {
        this.#waiters.add(again);
        return () => void this.#waiters.delete(again);
      },
      timeout,
      message: () => `Waited in vain in the room "${this.name}" for: ${what}. ${describe(this.#snapshot)}`,
    });
  }

  /**
   * Closes the room: the people of the test leave, and the room is deleted. An element that is still in it gets the fatal error `no-room`;
   * remove it from the page before if your test listens for errors.
   */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    try {
      // A fault of leaving must not keep anybody here.
      await ifThere(clearFaults(this.name));
      // A person whose connection a test has interrupted cannot leave.
      await Promise.allSettled(this.#people.map((person) => person.leave()));
      await ifThere(deleteRoom(this.name));
    } finally {
      this.#stopWatching();
      this.#setup.closed(this);
    }
  }

  get #place(): Place {
    const { url, timeout } = this.#setup;
    return { url, timeout, channel: this.channel };
  }

  async #makeCall(): Promise<DailyCall> {
    if (this.#closing) throw new Error(`The room "${this.name}" is closed: open another for the next test.`);
    const daily = await loadDaily();
    return daily.createCallObject({ allowMultipleCallInstances: true, ...callOptions(this.#setup.folder) });
  }

  #welcome<Newcomer extends Person>(person: Newcomer): Newcomer {
    this.#people.push(person);
    return person;
  }
}

/** A test may have deleted the room. */
async function ifThere(promise: Promise<unknown>): Promise<void> {
  await promise.catch((reason: unknown) => {
    if (!(reason instanceof LocalRoomError && reason.code === 'not-found')) throw reason;
  });
}

function describe(snapshot: LocalRoomSnapshot | undefined): string {
  if (!snapshot?.room) return 'There is no such room.';
  const inCall = snapshot.participants.map(({ userName }) => userName).join(', ');
  const waiting = snapshot.waiting.map(({ name }) => name).join(', ');
  return `In the call: ${inCall || 'nobody'}; waiting: ${waiting || 'nobody'}.`;
}
