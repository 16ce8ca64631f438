import {
  createRoom,
  createToken,
  type Privacy,
  type RoomBehavior,
  type RoomProperties,
  type RoomTiming,
  useLocalRooms,
} from '../local-room/index.js';
import { TestRoom } from './test-room.js';
import { TIMEOUT } from './wait.js';

/** Options of {@link openRoom}. */
export interface OpenRoomOptions {
  /** Letters, digits, `-` and `_`. Default: a unique name, so that tests do not meet. */
  name?: string;
  /**
   * A link of Daily's that your page uses, instead of `name`. The last part of its path is the name of the room. The elements of this page use
   * the local room for it.
   */
  url?: string;
  /** Default `'private'`. */
  privacy?: Privacy;
  /** Whether people without a token may knock. Default `true`. */
  knocking?: boolean;
  /** Further properties of the room, as in Daily's REST API, such as `max_participants` or `exp`. */
  properties?: RoomProperties;
  /** Behavior that Daily's documentation does not specify. A page should work either way. */
  behavior?: RoomBehavior;
  /** How fast knocks are repeated and expire, in seconds. Default, as on Daily: `{ knockInterval: 3, knockTimeout: 12, sweepInterval: 2 }`. */
  timing?: RoomTiming;
  /** `'fails'`: the elements of this page cannot load the call machine, as if Daily's servers were down. Default: it loads. */
  load?: 'fails';
  /** The folder with `call-machine-object-bundle.js`. Set it if your bundler moves `daily-knock/local-room`. */
  folder?: string | URL;
  /** Milliseconds after which waiting fails. Default 10000. */
  timeout?: number;
}

const open = new Set<TestRoom>();

/**
 * Opens a local room for a test, which the elements of this page can use. Everybody in it uses the real daily-js; nothing is mocked. Close it
 * at the end of the test.
 *
 * @throws {LocalRoomError} If the room exists, or its name is not valid.
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
 * Closes all rooms that `openRoom()` has opened in this page.
 *
 * @example
 * afterEach(closeRooms);
 */
export async function closeRooms(): Promise<void> {
  await Promise.all([...open].map((room) => room.close()));
}

/** The name of a room is the last part of its link's path. */
function nameIn(url: string): string {
  const name = URL.canParse(url) ? new URL(url).pathname.split('/').filter(Boolean).at(-1) : undefined;
  if (!name)
    throw new Error(`"${url}" is no room link: it needs to be a whole address such as https://team.daily.co/room.`);
  return decodeURIComponent(name);
}
