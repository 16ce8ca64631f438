import type { AnyActor, Guest, Owner } from './actor.js';
import type { NetworkConditions } from './network-conditions.js';
import type { Rule } from './room-in-memory.js';

/** A page with owners and guests, and a room. */
export interface World {
  readonly owners: readonly Owner[];
  readonly guests: readonly Guest[];
  /** Faults that only a simulated Daily can have. */
  readonly faults: FaultInjector | undefined;
  /** Starts a command. */
  begin(what: string, conditions: NetworkConditions): void;
  /** Runs pending microtasks, then all checks. Throws on a problem. */
  check(): Promise<void>;
  /** Advances the time. */
  pass(ms: number): Promise<void>;
  /** Waits until a removed element has ended its call. */
  waitForRemoval(who: AnyActor): Promise<void>;
  /** The parent of all elements, and another one to move them to. */
  readonly places: readonly [HTMLElement, HTMLElement];
}

/** Injects faults of Daily and the network. */
export interface FaultInjector {
  fail(who: AnyActor, type: string): void;
  cameraFails(who: AnyActor): void;
  network(who: AnyActor, event: 'interrupted' | 'connected'): void;
  /** Destroys an element's call object from outside. */
  destroyCall(who: AnyActor): void;
  setRights(who: Owner, admin: boolean): void;
  rename(who: Guest, name: string): void;
  /** Repeats the events of all waiting guests. */
  repeat(who: Owner): void;
  setRule(rule: Rule): void;
}

/** Whether an actor is connecting or in a call. */
export function isBusy({ element }: AnyActor): boolean {
  return ['connecting', 'joined', 'waiting', 'admitted'].includes(element.state);
}

/** Whether an actor's element is in the call. */
export function isIn({ element }: AnyActor): boolean {
  return element.state === 'joined' || element.state === 'admitted';
}

export function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  return [...a].sort().join() === [...b].sort().join();
}

/**
 * Checks that an owner's list matches Daily's, without those reported as admitted. While Daily's list is unreliable, people without an
 * outcome stay listed.
 */
export function listProblem(
  owner: Owner,
  known: readonly { id: string; name?: string }[],
  isListUnreliable = false,
): string | undefined {
  const { element, checker: checker, name } = owner;
  const outcomeOf = (id: string): string => checker.people.get(id)?.reported ?? '';
  const isIn = (id: string): boolean => outcomeOf(id).startsWith('admitted');
  const isKept = (id: string): boolean =>
    isListUnreliable && !outcomeOf(id) && !known.some((person) => person.id === id);
  const expected = known.filter(({ id }) => !isIn(id)).map(({ id, name: its = '' }) => `${id} ${its}`);
  const listed = element.waitingParticipants.filter(({ id }) => !isKept(id)).map(({ id, name: its }) => `${id} ${its}`);
  if (!sameMembers(listed, expected))
    return `${name} lists ${listed.join(', ') || 'nobody'}, not ${expected.join(', ') || 'nobody'}`;
  const since = element.waitingParticipants.map((person) => person.since.getTime());
  const isSorted = since.every((time, index) => time >= (since[index - 1] ?? 0));
  return isSorted ? undefined : `${name}'s list is not oldest first`;
}

/** Checks that the rendered rows match the list. */
export function rowsProblem(owner: Owner): string | undefined {
  const names = owner.element.waitingParticipants.map(({ name }) => name).join();
  const rows = rowsOf(owner).join();
  return rows === names ? undefined : `${owner.name} sees ${rows}, not ${names}`;
}

/** Checks that property, attribute and `:state()` agree with the events. */
export function stateProblem({ name, element, checker: checker }: AnyActor): string | undefined {
  const { state } = element;
  const attribute = element.getAttribute('state');
  const selected = ['idle', 'connecting', 'joined', 'waiting', 'admitted', 'rejected', 'failed'].filter((each) =>
    element.matches(`:state(${each})`),
  );
  if (attribute === state && selected.join() === state && checker.state === state) return undefined;
  return `${name}: state ${state}, attribute ${attribute}, :state(${selected.join()}), events ${checker.state}`;
}

function rowsOf({ element }: Owner): string[] {
  const list = element.shadowRoot?.querySelector('daily-waiting-list')?.shadowRoot;
  return [...(list?.querySelectorAll('li:not([aria-hidden])') ?? [])].map(
    (row) => row.querySelector('bdi')?.textContent ?? '',
  );
}

/** Presses a button in a person's row. */
export function pressInRow({ element }: Owner, id: string, button: 'allow' | 'deny'): void {
  const index = element.waitingParticipants.findIndex((person) => person.id === id);
  const list = element.shadowRoot?.querySelector('daily-waiting-list')?.shadowRoot;
  list?.querySelectorAll('li:not([aria-hidden])')[index]?.querySelector<HTMLElement>(`.${button}`)?.click();
}

/** Records errors of the console and the window. */
export class ErrorWatch {
  readonly errors: string[] = [];
  readonly #console = saved(console);

  constructor() {
    const record =
      (where: string) =>
      (...args: unknown[]): void => {
        const text = args.map(String).join(' ');
        // Hints for the site's developer are about the random room.
        if (where === 'console.warn' && text.startsWith('daily-knock: ')) return;
        this.errors.push(`${where}: ${text}`);
      };
    // daily-js logs unhandled errors with `console.log`.
    const names = Object.keys(this.#console);
    Object.assign(console, Object.fromEntries(names.map((name) => [name, record(`console.${name}`)])));
    window.addEventListener('error', this.#onError);
    window.addEventListener('unhandledrejection', this.#onRejection);
  }

  stop(): void {
    Object.assign(console, this.#console);
    window.removeEventListener('error', this.#onError);
    window.removeEventListener('unhandledrejection', this.#onRejection);
  }

  readonly #onError = (event: ErrorEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    this.errors.push(`error: ${event.message}`);
  };

  readonly #onRejection = (event: PromiseRejectionEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    this.errors.push(`unhandled rejection: ${String(event.reason)}`);
  };
}

function saved({ error, warn, log }: Console): Pick<Console, 'error' | 'warn' | 'log'> {
  return { error, warn, log };
}
