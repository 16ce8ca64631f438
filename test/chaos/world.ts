import type { Anybody, Guest, Owner } from './actor.js';
import type { Rule } from './room-in-memory.js';
import type { Weather } from './weather.js';

/** A page with owners and guests in it, and a room. */
export interface World {
  readonly owners: readonly Owner[];
  readonly guests: readonly Guest[];
  /** What only a simulated Daily can be told to do. */
  readonly trouble: Trouble | undefined;
  /**
   * A command begins.
   *
   * @param what in words
   * @param weather how Daily treats what it brings about
   */
  begin(what: string, weather: Weather): void;
  /** Lets everything run that runs at once, then looks at everything; throws when something is wrong. */
  check(): Promise<void>;
  /** Lets time pass. */
  pass(ms: number): Promise<void>;
  /** Lets the time pass in which an element that was removed could be put back. */
  gone(who: Anybody): Promise<void>;
  /** The parent of everybody's element, and another place in the page. */
  readonly places: readonly [HTMLElement, HTMLElement];
}

/** What Daily and the network can do. */
export interface Trouble {
  fail(who: Anybody, type: string): void;
  cameraFails(who: Anybody): void;
  network(who: Anybody, event: 'interrupted' | 'connected'): void;
  /** The page destroys the call object that an element made. */
  destroyBehind(who: Anybody): void;
  setRights(who: Owner, admin: boolean): void;
  rename(who: Guest, name: string): void;
  /** Tells an owner again of all who wait. */
  repeat(who: Owner): void;
  setRule(rule: Rule): void;
}

/** Whether somebody's element has a call or is on the way into one. */
export function isBusy({ element }: Anybody): boolean {
  return ['connecting', 'joined', 'waiting', 'admitted'].includes(element.state);
}

/** Whether somebody's element says that they are in the call. */
export function isIn({ element }: Anybody): boolean {
  return element.state === 'joined' || element.state === 'admitted';
}

export function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  return [...a].sort().join() === [...b].sort().join();
}

/**
 * An owner's list is what their client knows, without those who are known to be in.
 *
 * @param owner whose list
 * @param known those whom their client knows
 * @param isBlind whether the connection is lost, or was until just now: then nobody goes of whom nothing has been told
 */
export function listProblem(
  owner: Owner,
  known: readonly { id: string; name?: string }[],
  isBlind = false,
): string | undefined {
  const { element, story, name } = owner;
  const toldOf = (id: string): string => story.door.get(id)?.told ?? '';
  const isIn = (id: string): boolean => toldOf(id).startsWith('admitted');
  const isKept = (id: string): boolean => isBlind && !toldOf(id) && !known.some((person) => person.id === id);
  const expected = known.filter(({ id }) => !isIn(id)).map(({ id, name: its = '' }) => `${id} ${its}`);
  const listed = element.waitingParticipants.filter(({ id }) => !isKept(id)).map(({ id, name: its }) => `${id} ${its}`);
  if (!sameMembers(listed, expected))
    return `${name} lists ${listed.join(', ') || 'nobody'}, not ${expected.join(', ') || 'nobody'}`;
  const since = element.waitingParticipants.map((person) => person.since.getTime());
  const isSorted = since.every((time, index) => time >= (since[index - 1] ?? 0));
  return isSorted ? undefined : `${name}'s list is not oldest first`;
}

/** The rows that an owner sees are the list, as soon as it has been read. */
export function rowsProblem(owner: Owner): string | undefined {
  const names = owner.element.waitingParticipants.map(({ name }) => name).join();
  const rows = rowsOf(owner).join();
  return rows === names ? undefined : `${owner.name} sees ${rows}, not ${names}`;
}

/** What a style sheet, a script and a selector see of an element's state, when they disagree. */
export function stateProblem({ name, element, story }: Anybody): string | undefined {
  const { state } = element;
  const attribute = element.getAttribute('state');
  const selected = ['idle', 'connecting', 'joined', 'waiting', 'admitted', 'rejected', 'failed'].filter((each) =>
    element.matches(`:state(${each})`),
  );
  if (attribute === state && selected.join() === state && story.state === state) return undefined;
  return `${name}: state ${state}, attribute ${attribute}, :state(${selected.join()}), events ${story.state}`;
}

/** The names in the rows that an owner sees. */
function rowsOf({ element }: Owner): string[] {
  const list = element.shadowRoot?.querySelector('daily-waiting-list')?.shadowRoot;
  return [...(list?.querySelectorAll('li:not([aria-hidden])') ?? [])].map(
    (row) => row.querySelector('bdi')?.textContent ?? '',
  );
}

/** Presses one person's button in the owner's list. */
export function pressInRow({ element }: Owner, id: string, button: 'allow' | 'deny'): void {
  const index = element.waitingParticipants.findIndex((person) => person.id === id);
  const list = element.shadowRoot?.querySelector('daily-waiting-list')?.shadowRoot;
  list?.querySelectorAll('li:not([aria-hidden])')[index]?.querySelector<HTMLElement>(`.${button}`)?.click();
}

/** What the browser's console and its window hear of errors while a run lasts. */
export class ErrorWatch {
  readonly heard: string[] = [];
  readonly #console = saved(console);

  constructor() {
    const note =
      (where: string) =>
      (...args: unknown[]): void => {
        const text = args.map(String).join(' ');
        // Hints for the site's developer tell of the room that chance has made, and of nothing that went wrong.
        if (where === 'console.warn' && text.startsWith('daily-knock: ')) return;
        this.heard.push(`${where}: ${text}`);
      };
    // `log` is where daily-js tells what it could not hand to anybody.
    const names = Object.keys(this.#console);
    Object.assign(console, Object.fromEntries(names.map((name) => [name, note(`console.${name}`)])));
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
    this.heard.push(`error: ${event.message}`);
  };

  readonly #onRejection = (event: PromiseRejectionEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    this.heard.push(`unhandled rejection: ${String(event.reason)}`);
  };
}

function saved({ error, warn, log }: Console): Pick<Console, 'error' | 'warn' | 'log'> {
  return { error, warn, log };
}
