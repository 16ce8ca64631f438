import {
  createRoom,
  createToken,
  useLocalRooms,
  type Privacy,
  type RoomBehavior,
  type RoomProperties,
  type RoomTiming,
} from '../local-room/index.js';
import { TestRoom } from './test-room.js';
import { TIMEOUT } from './wait.js';

/** The room to open. */
export interface OpenRoomOptions {
  /** Letters, digits, `-` and `_`. By default a name that no other room has, so that tests do not meet. */
  name?: string;
  /**
   * A link of Daily's that your page has already, in place of `name`. The room is named as the last part of its path, and the elements of this page play
   * this link in the local room.
   */
  url?: string;
  /** Default `'private'`. */
  privacy?: Privacy;
  /** May somebody without a token knock? Default `true`. */
  knocking?: boolean;
  /** Further properties of the room, as in Daily's REST API, such as `max_participants` or `exp`. */
  properties?: RoomProperties;
  /** What Daily's documentation leaves open, and a page should work with either way. */
  behavior?: RoomBehavior;
  /** How fast knocks come and go, in seconds. Default as on Daily: `{ knockInterval: 3, knockTimeout: 12, sweepInterval: 2 }`. */
  timing?: RoomTiming;
  /** `'fails'`: the elements of this page cannot load the call machine, as when Daily's servers cannot be reached. */
  load?: 'fails';
  /** The folder that holds `call-machine-object-bundle.js`, where your bundler has moved `daily-knock/local-room` elsewhere. */
  folder?: string | URL;
  /** Milliseconds after which what is waited for has failed. Default 10000. */
  timeout?: number;
}

const open = new Set<TestRoom>();

/**
 * Opens a room in this browser for a test, and lets the elements of this page play it. The room is the local room, and everybody in it
 * has the real daily-js: nothing is mocked. Close it at the end of the test.
 *
 * @throws {LocalRoomError} when there is a room of this name already, or the name is none
 *
 * @example
 * const room = await openRoom();
 * form.roomUrl = room.url;
 */
export async function openRoom(options: OpenRoomOptions = {}): Promise<TestRoom> {
  const { privacy, knocking = true, properties, behavior, timing, load, folder, timeout = TIMEOUT } = options;
  const name = options.url === undefined ? options.name : nameIn(options.url);
  const created = await createRoom({
    name,
    privacy,
    properties: { enable_knocking: knocking, ...properties },
    behavior,
    timing,
  });
  const url = options.url ?? created.url;
  const ownerToken = await createToken({ properties: { room_name: created.name, is_owner: true } });
  const endUse = useLocalRooms({ links: [url], load, folder });
  const closed = (room: TestRoom): void => {
    open.delete(room);
    endUse();
  };
  const room = new TestRoom({ name: created.name, url, ownerToken, timeout, folder, closed });
  open.add(room);
  return room;
}

/**
 * Closes every room that `openRoom()` has opened in this page.
 *
 * @example
 * afterEach(closeRooms);
 */
export async function closeRooms(): Promise<void> {
  await Promise.all([...open].map((room) => room.close()));
}

/** The local room goes by the last part of a link's path. */
function nameIn(url: string): string {
  const name = URL.canParse(url) ? new URL(url).pathname.split('/').filter(Boolean).at(-1) : undefined;
  if (!name)
    throw new Error(`"${url}" is no room link: it needs to be a whole address such as https://team.daily.co/room.`);
  return decodeURIComponent(name);
}
