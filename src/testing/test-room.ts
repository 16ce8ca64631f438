import type { DailyCall } from '@daily-co/daily-js';
import {
  callOptions,
  clearFaults,
  createToken,
  deleteRoom,
  failNext,
  failNow,
  LocalRoomError,
  watchRoom,
  type Fault,
  type FaultTarget,
  type LocalRoomSnapshot,
  type SuddenFault,
  type TokenProperties,
} from '../local-room/index.js';
import { TestGuest } from './guest.js';
import { loadDaily } from './load-daily.js';
import { TestOwner } from './owner.js';
import type { Person, PersonOptions } from './person.js';
import { untilFound, type WaitOptions } from './wait.js';

/** What a room is given by `openRoom()`. */
export interface TestRoomSetup {
  name: string;
  url: string;
  ownerToken: string;
  timeout: number;
  folder: string | URL | undefined;
  /** Called when it is closed. */
  closed(room: TestRoom): void;
}

/** A room of a test's, and everybody in it besides the page's own elements. */
export class TestRoom {
  /** For the functions of `daily-knock/local-room`, which take the name of a room. */
  readonly name: string;
  /** The link, for an element's `roomUrl`. */
  readonly url: string;
  /** An owner's token, for `<daily-owner-room>`. */
  readonly ownerToken: string;
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
    this.#setup = setup;
    this.#stopWatching = watchRoom(setup.name, (snapshot) => {
      this.#snapshot = snapshot;
      for (const again of [...this.#waiters]) again();
    });
  }

  /**
   * Somebody knocks. Resolves when they wait (or are in the call, where no knock is needed), and rejects when they cannot.
   *
   * @param name what they call themselves
   *
   * @example
   * const gus = await room.knock('Gus');
   * expect(await gus.answer).to.equal('admitted');
   */
  async knock(name: string, options: PersonOptions = {}): Promise<TestGuest> {
    const guest = this.#welcome(new TestGuest(await this.#makeCall(), name, this.#setup, options));
    await guest.knock();
    return guest;
  }

  /**
   * An owner joins, who can answer knocks. Resolves when they are in the call.
   *
   * @param name what they call themselves
   *
   * @example
   * const olga = await room.joinAsOwner('Olga');
   * await olga.admit('Gus');
   */
  async joinAsOwner(name: string, options: PersonOptions = {}): Promise<TestOwner> {
    const owner = this.#welcome(new TestOwner(await this.#makeCall(), name, this.#setup, options));
    await owner.join({ token: this.ownerToken });
    return owner;
  }

  /**
   * A token for this room, of other properties than the owner's.
   *
   * @param properties as in Daily's REST API, without `room_name`
   */
  token(properties: Omit<TokenProperties, 'room_name'> = {}): Promise<string> {
    return createToken({ properties: { ...properties, room_name: this.name } });
  }

  /**
   * The next time that `fault.on` happens to somebody whom it fits, it goes wrong: to an element, or to somebody whom this test has sent.
   *
   * @example
   * await room.failNext({ on: 'join', how: 'meeting-full', role: 'guest' });
   */
  failNext(fault: Fault): Promise<void> {
    return failNext(this.name, fault);
  }

  /**
   * Something goes wrong at once, for somebody who waits or is in the call.
   *
   * @param who a session id, or a name or a role
   *
   * @example
   * await room.failNow({ userName: 'Gus' }, { how: 'connection-error' });
   */
  failNow(who: string | FaultTarget, fault: SuddenFault): Promise<void> {
    return failNow(this.name, who, fault);
  }

  /** Takes back what was to go wrong and has not yet. */
  clearFaults(): Promise<void> {
    return clearFaults(this.name);
  }

  /**
   * Waits until something is so in the room, as the room itself knows it.
   *
   * @param condition looks at who is in the call and who waits
   * @param what words for the error, when it never comes to be so
   *
   * @example
   * await room.until(({ waiting }) => waiting.length === 0, 'nobody waits');
   */
  until(
    condition: (snapshot: LocalRoomSnapshot) => boolean,
    what = 'what was waited for',
    { timeout = this.#setup.timeout }: WaitOptions = {},
  ): Promise<LocalRoomSnapshot> {
    return untilFound({
      look: () => (this.#snapshot && condition(this.#snapshot) ? this.#snapshot : undefined),
      listen: (again) => {
        this.#waiters.add(again);
        return () => void this.#waiters.delete(again);
      },
      timeout,
      message: () => `In the room "${this.name}" it never came to this: ${what}. ${describe(this.#snapshot)}`,
    });
  }

  /**
   * Ends it: everybody whom the test has sent leaves, and the room is deleted. An element that is still in it gets the fatal error
   * `no-room`; take it out of the page before, if your test listens for errors.
   */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    try {
      // What is to go wrong with leaving must not keep anybody here.
      await ifThere(clearFaults(this.name));
      // Whoever cannot leave, because a test has cut them off, is left to themselves.
      await Promise.allSettled(this.#people.map((person) => person.leave()));
      await ifThere(deleteRoom(this.name));
    } finally {
      this.#stopWatching();
      this.#setup.closed(this);
    }
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

/** A test may have deleted the room by itself. */
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
