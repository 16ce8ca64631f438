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
