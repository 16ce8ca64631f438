/** The host of the links of local rooms: `https://local-room.localhost/<name>`. Nothing listens there. */
export const LOCAL_ROOM_HOST = 'local-room.localhost';

/** What a call object must be created with to meet in local rooms. */
export interface LocalRoomCallOptions {
  dailyConfig: { bundlePathOverride: string; avoidEval: true };
}

/**
 * Options for `Daily.createCallObject()`, or for the `callOptions` of the elements, that make daily-js use the local room.
 *
 * @param folderUrl The folder that holds `call-machine-object-bundle.js`. By default the one that this module was loaded from;
 * say it when your own bundler has moved this module elsewhere.
 */
export function callOptions(folderUrl: string | URL = new URL('.', import.meta.url)): LocalRoomCallOptions {
  const base = typeof document === 'undefined' ? undefined : document.baseURI;
  return { dailyConfig: { bundlePathOverride: new URL(folderUrl, base).href, avoidEval: true } };
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
