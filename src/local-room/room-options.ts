/** What Daily's documentation leaves open and only its servers decide. A page should work either way, so test both. */
export interface RoomBehavior {
  /**
   * What `accessState()` says in a public room. `'unknown'`: it stays `'unknown'`, even after joining, as when Daily's server sends no
   * authorization. Default `'full'`.
   */
  publicAccess?: 'full' | 'unknown';
  /**
   * Whether every token with `is_owner` makes an admin. `false`: only if its `permissions.canAdmin` says so. Default `true`.
   */
  ownersCanAdmin?: boolean;
  /**
   * Whether everybody receives the waiting list, guests in the lobby included, as when Daily's server sends the room's privacy. Only an
   * admin's answers count all the same. Default `false`.
   */
  waitingListForAll?: boolean;
}

/** How fast knocks come and go, in seconds. The defaults are those of Daily's call machine; shorter times make tests quick. */
export interface RoomTiming {
  /** How often a guest's page repeats its knock. Default 3. */
  knockInterval?: number;
  /** How long an owner's page lists somebody after the last knock that it received. Default 12. */
  knockTimeout?: number;
  /** How often an owner's page looks for those whose time is over. Default 2. */
  sweepInterval?: number;
}

const BEHAVIOR: Required<RoomBehavior> = { publicAccess: 'full', ownersCanAdmin: true, waitingListForAll: false };

/** Daily's call machine: a knock each 3 s, stale after 12 s, looked at each 2 s. */
const TIMING: Required<RoomTiming> = { knockInterval: 3, knockTimeout: 12, sweepInterval: 2 };

export function behaviorOf(room: { behavior?: RoomBehavior } | undefined): Required<RoomBehavior> {
  return { ...BEHAVIOR, ...defined(room?.behavior) };
}

export function timingOf(room: { timing?: RoomTiming } | undefined): Required<RoomTiming> {
  return { ...TIMING, ...defined(room?.timing) };
}

/** What is wrong with the options of a room; `undefined` when nothing is. */
export function wrongRoomOption({
  behavior = {},
  timing = {},
}: {
  behavior?: RoomBehavior;
  timing?: RoomTiming;
}): string | undefined {
  const unknown = [...unknownNames(behavior, BEHAVIOR), ...unknownNames(timing, TIMING)];
  if (unknown.length > 0) return `There is no option ${unknown.join(', ')}.`;
  const { publicAccess, ...switches } = behavior;
  if (publicAccess !== undefined && publicAccess !== 'full' && publicAccess !== 'unknown')
    return 'publicAccess must be "full" or "unknown".';
  for (const [name, value] of Object.entries(switches))
    if (value !== undefined && typeof value !== 'boolean') return `${name} must be true or false.`;
  for (const [name, value] of Object.entries(timing))
    if (value !== undefined && !(Number.isFinite(value) && value > 0))
      return `${name} must be a number of seconds above 0.`;
  return undefined;
}

function unknownNames(given: object, known: object): string[] {
  return Object.keys(given).filter((name) => !Object.hasOwn(known, name));
}

function defined<Options extends object>(options: Options | undefined): Partial<Options> {
  return Object.fromEntries(
    Object.entries(options ?? {}).filter(([, value]) => value !== undefined),
  ) as Partial<Options>;
}
