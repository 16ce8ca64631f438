/** Which of a room's faults happens now. Pure, as the rules are: taking one is a change of the room, so no two take the same. */
import { failing } from './device-kinds.js';
import type { Fault, FaultTarget } from './fault.js';
import type { Kind, Outcome, RoomState, Told } from './types.js';

export interface Person {
  userName: string;
  owner: boolean;
}

/** What could go wrong now, and for whom: a session of the room, or somebody at its door. */
export interface Moment {
  on: Fault['on'];
  by: string | Person;
  /** The devices asked for. */
  kinds?: Kind[];
  /** Only faults of these kinds. */
  hows?: readonly Fault['how'][];
}

/** Rule: the first fault that fits the moment, if any. It is used up once. */
export function takeFault(room: RoomState | undefined, moment: Moment): Outcome<Fault | undefined> {
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

/** As {@link takeFault}, for the rule that answers a knock: how the answer is told, where that is to go wrong. */
export function takeTold(room: RoomState, on: 'admission' | 'denial', id: string): { room: RoomState; told?: Told } {
  const outcome = takeFault(room, { on, by: id });
  if (!outcome.ok || outcome.result?.on !== on) return { room };
  const { how, after } = outcome.result;
  return { room: outcome.room, told: { how, ...(after !== undefined && { after }) } };
}

export function fits({ role, userName }: FaultTarget, person: Person): boolean {
  return (
    (role === undefined || (role === 'owner') === person.owner) &&
    (userName === undefined || userName === person.userName)
  );
}

/** Both devices cannot be in use when one is asked for, nor can one fail that is not. */
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
