/** Settings of the whole page. */
export interface Settings {
  /**
   * The hosts whose rooms are allowed, exactly as in a room link: `your-team.daily.co`, with the port if there is one. An empty list
   * allows none.
   */
  readonly roomHosts?: readonly string[];
}

// A symbol, because an element's id can shadow any name; registered, so that all copies of this package in a page share it.
const ROOM_HOSTS = Symbol.for('daily-knock.roomHosts');
const page = globalThis as { [ROOM_HOSTS]?: string };

/** Configures the page. Omitted settings keep their values. Takes effect with the next join or knock. */
export function configure({ roomHosts }: Settings): void {
  if (roomHosts !== undefined) page[ROOM_HOSTS] = String(roomHosts);
}

/** Applies the script tag's `data-room-hosts` (separated by spaces or commas) unless hosts are configured. */
export function configureByTag(hosts: string | undefined): void {
  page[ROOM_HOSTS] ??= hosts;
}

/** The allowed hosts as written, empty ones included; `undefined` if all are allowed. */
export const roomHosts = (): readonly string[] | undefined => page[ROOM_HOSTS]?.split(/[\s,]+/);
