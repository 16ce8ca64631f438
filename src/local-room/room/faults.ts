/** Finds the fault that happens now. Pure, as the rules: consuming a fault changes the room, so no two sessions consume the same. */
import { CAMERA_TYPES, FATAL_TYPES, type Fault, type FaultTarget, type SuddenFault } from './fault-types.js';
import { type AnswerDelivery, type Kind, MAX_TIMEOUT_MS, type Outcome, type RoomState } from './types.js';

export interface Person {
  userName: string;
  owner: boolean;
}

/** An action that may fail, of a session in the room or a client that is about to enter. */
export interface Moment {
  on: Fault['on'];
  by: string | Person;
  /** The requested devices. */
  kinds?: Kind[];
  /** Only faults of these kinds. */
  hows?: readonly Fault['how'][];
}

/** Rule: consumes the first matching fault, if any. */
export function consumeFault(room: RoomState | undefined, moment: Moment): Outcome<Fault | undefined> {
  if (!room) return { ok: false, error: { msg: 'There is no such room.' } };
  const { on, by, kinds, hows } = moment;
  const person = typeof by === 'string' ? room.sessions[by] : by;
  const fault =
    person &&
    room.faults?.find(
      (each) =>
        each.on === on &&
        fits(each, person) &&
        concerns(each, kinds) &&
        (hows === undefined || hows.includes(each.how)),
    );
  return { ok: true, room: fault ? without(room, fault) : room, result: fault };
}

/** As {@link consumeFault}, for the answer to a knock: how it is reported, if a fault changes that. */
export function consumeAnswerFault(
  room: RoomState,
  on: 'admission' | 'denial',
  id: string,
): { room: RoomState; answerDelivery?: AnswerDelivery } {
  const outcome = consumeFault(room, { on, by: id });
  if (!outcome.ok || outcome.result?.on !== on) return { room };
  const { how, after } = outcome.result;
  return { room: outcome.room, answerDelivery: { how, ...(after !== undefined && { after }) } };
}

export function fits({ role, userName }: FaultTarget, person: Person): boolean {
  return (
    (role === undefined || (role === 'owner') === person.owner) &&
    (userName === undefined || userName === person.userName)
  );
}

/** Whether the fault is possible for the requested devices. */
function concerns(fault: Fault, kinds: Kind[] | undefined): boolean {
  if (!kinds) return true;
  return failing(fault, kinds).length >= (fault.how === 'cam-mic-in-use' ? 2 : 1);
}

function without(room: RoomState, fault: Fault): RoomState {
  const { times = 1 } = fault;
  if (times === 'always') return room;
  const faults = (room.faults ?? []).flatMap((each) => {
    if (each !== fault) return [each];
    return times > 1 ? [{ ...fault, times: times - 1 }] : [];
  });
  return { ...room, faults };
}

/** Which of the requested devices fail. */
export function failing({ how, media }: Pick<Fault, 'how' | 'media'>, kinds: Kind[]): Kind[] {
  const named: Partial<Record<string, Kind[]>> = { 'cam-in-use': ['video'], 'mic-in-use': ['audio'] };
  const wanted = named[how] ?? media;
  return wanted ? kinds.filter((kind) => wanted.includes(kind)) : kinds;
}

const NETWORK = ['signaling', 'sfu', 'peer-to-peer'];
const LATE = ['request-late', 'answer-late', 'message-late'];
const REQUEST = ['request-lost', 'answer-lost', 'request-late', 'answer-late'];
const MESSAGE = ['message-lost', 'message-late'];
const ANSWER_ORDERS = ['promise-first', 'event-first', 'promise-only', 'event-only'];
const SUDDEN: readonly string[] = [...FATAL_TYPES, ...CAMERA_TYPES, 'interrupted', 'connected', 'rights-lost'];

const FAILURES: Record<Fault['on'], readonly string[]> = {
  preauth: [...FATAL_TYPES, 'refused', ...REQUEST],
  join: [...FATAL_TYPES, 'refused', ...REQUEST],
  'request-access': [...FATAL_TYPES, 'refused', ...MESSAGE],
  decision: [...FATAL_TYPES, 'refused', ...MESSAGE, 'unknown-id', 'guest-gone', 'rights-lost'],
  leave: [...FATAL_TYPES, ...REQUEST],
  admission: ANSWER_ORDERS,
  denial: ANSWER_ORDERS,
  lobby: SUDDEN,
  call: SUDDEN,
  camera: CAMERA_TYPES,
};

/** A copy of the fault with known properties only, or a text that says why it is not valid. */
export function readFault(given: Fault): Fault | string {
  const { on, how, role, userName, after, msg, media, type, times } = given;
  if (!Object.hasOwn(FAILURES, on)) return `on must be one of ${list(Object.keys(FAILURES))}.`;
  if (!FAILURES[on].includes(how)) return `on "${on}", how must be one of ${list(FAILURES[on])}.`;
  if (times !== undefined && times !== 'always' && !(Number.isInteger(times) && times > 0))
    return 'times must be a whole number above 0, or "always".';
  const wrong = wrongTarget({ role, userName }) ?? wrongDetails(given);
  return wrong ?? copy<Fault>({ on, how, role, userName, after, msg, media, type, times });
}

/** As {@link readFault}, for faults that take effect at once. */
export function readSuddenFault(given: SuddenFault): SuddenFault | string {
  const { how, after, msg, media, type } = given;
  if (!SUDDEN.includes(how)) return `how must be one of ${list(SUDDEN)}.`;
  return wrongDetails(given) ?? copy<SuddenFault>({ how, after, msg, media, type });
}

export function wrongTarget({ role, userName }: FaultTarget): string | undefined {
  if (role !== undefined && role !== 'owner' && role !== 'guest') return 'role must be "owner" or "guest".';
  if (userName !== undefined && typeof userName !== 'string') return 'userName must be a text.';
  return undefined;
}

function wrongDetails({ how, after, msg, media, type }: Fault | SuddenFault): string | undefined {
  if (after === undefined ? LATE.includes(how) : !(Number.isFinite(after) && after >= 0 && after <= MAX_TIMEOUT_MS))
    return `after must be a number of milliseconds from 0 to ${MAX_TIMEOUT_MS}.`;
  if (msg !== undefined && typeof msg !== 'string') return 'msg must be a text.';
  if (type !== undefined && !NETWORK.includes(type)) return `type must be one of ${list(NETWORK)}.`;
  const isMedia = Array.isArray(media) && media.length > 0 && media.every((kind) => ['video', 'audio'].includes(kind));
  if (media !== undefined && !isMedia) return 'media must be a list of "video" and "audio".';
  return undefined;
}

function list(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(', ');
}

/** Without undefined properties, which a stored object would keep. */
function copy<Given extends object>(given: { [Name in keyof Given]: unknown } | Record<string, unknown>): Given {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Given;
}
