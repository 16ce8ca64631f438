/** The host of local room links: `https://local-room.localhost/<name>`. No server listens there. */
export const LOCAL_ROOM_HOST = 'local-room.localhost';

/** Options with which a call object uses the local room. */
export interface LocalRoomCallOptions {
  dailyConfig: { bundlePathOverride: string; avoidEval: true };
}

export interface CallOptionsDetails {
  /** `'fails'`: the call machine cannot be loaded, as if Daily's servers were down. Default: it loads. */
  load?: 'fails';
}

/**
 * Returns options for `Daily.createCallObject()`, or for the `callOptions` of the elements, that make daily-js use the local room.
 *
 * @param folderUrl - The folder with `call-machine-object-bundle.js`. Default: the folder of this module. Set it if your bundler moves this
 * module.
 * @param details - With `{ load: 'fails' }` daily-js tries three times, three seconds apart, fires `load-attempt-failed` each time, and then
 * the fatal error `connection-error`.
 */
export function callOptions(
  folderUrl: string | URL = ownFolder(),
  { load }: CallOptionsDetails = {},
): LocalRoomCallOptions {
  const base = typeof document === 'undefined' ? undefined : document.baseURI;
  const folder = load === 'fails' ? goneFolder() : new URL(folderUrl, base).href;
  return { dailyConfig: { bundlePathOverride: folder, avoidEval: true } };
}

/** Not `new URL('.', import.meta.url)`, which Vite replaces with the address of this module's file. */
function ownFolder(): string {
  return import.meta.url.replace(/[^/]*(?:[?#].*)?$/, '');
}

/** An address that never loads. For a folder of the site, its server might answer with a page. */
function goneFolder(): string {
  const address = URL.createObjectURL(new Blob());
  URL.revokeObjectURL(address);
  // daily-js appends the name of the script to it.
  return `${address}#`;
}

/** Whether a link leads to a local room. */
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

/** Options of {@link useLocalRooms}. */
export interface UseLocalRoomsOptions extends CallOptionsDetails {
  /** Links of Daily's that use the local room as well. The last part of the path is the name of the room. Default: none. */
  links?: string[];
  /**
   * The folder with `call-machine-object-bundle.js`. Default: the folder of `daily-knock/local-room`. Set it if your bundler moves that
   * module.
   */
  folder?: string | URL;
}

// The elements call this hook for further call options whenever they create a call.
const page = globalThis as { dailyKnockCallOptions?: CallOptionsHook };
const uses: UseLocalRoomsOptions[] = [];
let previous: CallOptionsHook | undefined;

/**
 * Lets the elements of this page use the local room for links of the host `local-room.localhost`, and for the links that you name. Call it
 * before an element joins or knocks. The local room's own `daily-knock.js` calls it, and so does `openRoom()` of `daily-knock/testing`. Call
 * it yourself in any other page, such as a second tab.
 *
 * @returns A function that undoes it.
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
  // The last call takes precedence. Also for rooms that do not exist, which fail as on Daily.
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
