/** What holds for a page as a whole. */
export interface Settings {
  /**
   * The hosts whose rooms may be used, each exactly as in a room link: `your-team.daily.co`, and with its port where it has one. An empty
   * list allows none.
   */
  readonly roomHosts?: readonly string[];
}

// A symbol, for content can take any name; and the same one for all copies of this package in a page.
const ROOM_HOSTS = Symbol.for('daily-knock.roomHosts');
const page = globalThis as { [ROOM_HOSTS]?: string };

/**
 * Sets what holds for the page as a whole. What is left out stays as it is. It counts from the next join or knock on.
 *
 * @param settings what is to hold
 */
export function configure({ roomHosts }: Settings): void {
  if (roomHosts !== undefined) page[ROOM_HOSTS] = String(roomHosts);
}

/**
 * What a script tag says, unless it has been said already.
 *
 * @param hosts separated by blanks or commas
 */
export function configureByTag(hosts: string | undefined): void {
  page[ROOM_HOSTS] ??= hosts;
}

/** The hosts whose rooms may be used, as they were written, empty ones too; `undefined` if all may. */
export const roomHosts = (): readonly string[] | undefined => page[ROOM_HOSTS]?.split(/[\s,]+/);
