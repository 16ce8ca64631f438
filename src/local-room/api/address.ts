/** The host of the links of local rooms: `https://local-room.localhost/<name>`. Nothing listens there. */
export const LOCAL_ROOM_HOST = 'local-room.localhost';

/** What a call object must be created with to meet in local rooms. */
export interface LocalRoomCallOptions {
  dailyConfig: { bundlePathOverride: string; avoidEval: true };
}

export interface CallOptionsDetails {
  /** `'fails'`: the call machine cannot be loaded, as when Daily's servers cannot be reached. Default: it can. */
  load?: 'fails';
}

/**
 * Options for `Daily.createCallObject()`, or for the `callOptions` of the elements, that make daily-js use the local room.
 *
 * @param folderUrl The folder that holds `call-machine-object-bundle.js`. By default the one that this module was loaded from;
 * say it when your own bundler has moved this module elsewhere.
 * @param details With `{ load: 'fails' }` daily-js finds no call machine: it tries three times, three seconds apart, each time with
 * the event `load-attempt-failed`, and then gives the fatal error `connection-error`.
 */
export function callOptions(
  folderUrl: string | URL = ownFolder(),
  { load }: CallOptionsDetails = {},
): LocalRoomCallOptions {
  const base = typeof document === 'undefined' ? undefined : document.baseURI;
  const folder = load === 'fails' ? goneFolder() : new URL(folderUrl, base).href;
  return { dailyConfig: { bundlePathOverride: folder, avoidEval: true } };
}

/** Not `new URL('.', import.meta.url)`: in that, Vite sees a file to be found, and puts the address of this module's file there. */
function ownFolder(): string {
  return import.meta.url.replace(/[^/]*(?:[?#].*)?$/, '');
}

/** An address with nothing behind it. A folder of the site's might be answered by its server, with a page instead of a script. */
function goneFolder(): string {
  const address = URL.createObjectURL(new Blob());
  URL.revokeObjectURL(address);
  // daily-js appends the name of the script, which must not make it another kind of address.
  return `${address}#`;
}

/** Is this the link of a local room? */
export function isLocalRoomUrl(url: string): boolean {
  try {
    return new URL(url).hostname === LOCAL_ROOM_HOST;
  } catch {
    return false;
  }
}

export function roomUrl(name: string): string {
  return `https://${LOCAL_ROOM_HOST}/${encodeURIComponent(name)}`;
}

type Options = Record<string, unknown> & { dailyConfig?: object };
type CallOptionsHook = (roomUrl: string) => Options | undefined;

/** Which links the local room plays, and from where. */
export interface UseLocalRoomsOptions extends CallOptionsDetails {
  /** Links of Daily's that are to be played as well; the room's name is the last part of their path. */
  links?: string[];
  /**
   * The folder that holds `call-machine-object-bundle.js`. By default the one that `daily-knock/local-room` was loaded from; say it
   * where your bundler has moved that module elsewhere.
   */
  folder?: string | URL;
}

// The elements ask this hook of the page's for more call options whenever they make a call.
const page = globalThis as { dailyKnockCallOptions?: CallOptionsHook };
const uses: UseLocalRoomsOptions[] = [];
let previous: CallOptionsHook | undefined;

/**
 * Lets the elements of this page play room links in the local room instead of on Daily: those of the host `local-room.localhost`, and
 * others that are named. It has to be said before an element joins or knocks. The local room's own `daily-knock.js` says it for its
 * page, and `openRoom()` of `daily-knock/testing` for the page that it is called in; say it yourself in any other, such as a second tab.
 *
 * @returns a function that ends it
 *
 * @example
 * useLocalRooms({ links: ['https://your-team.daily.co/coffee'] });
 */
export function useLocalRooms(options: UseLocalRoomsOptions = {}): () => void {
  if (uses.length === 0) {
    previous = typeof page.dailyKnockCallOptions === 'function' ? page.dailyKnockCallOptions : undefined;
    page.dailyKnockCallOptions = playLocally;
  }
  uses.push(options);
  return () => {
    const index = uses.indexOf(options);
    if (index < 0) return;
    uses.splice(index, 1);
    if (uses.length === 0 && page.dailyKnockCallOptions === playLocally) page.dailyKnockCallOptions = previous;
  };
}

function playLocally(roomUrl: string): Options | undefined {
  const options = previous?.(roomUrl);
  // The last one said goes before; a room that nobody has opened is played too, since a link may lead nowhere.
  const use =
    uses.findLast(({ links }) => links?.some((link) => sameLink(link, roomUrl))) ??
    (isLocalRoomUrl(roomUrl) ? { folder: uses.at(-1)?.folder } : undefined);
  if (!use) return options;
  const local = callOptions(use.folder, { load: 'load' in use ? use.load : undefined });
  return { ...options, dailyConfig: { ...options?.dailyConfig, ...local.dailyConfig } };
}

function sameLink(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href;
}
