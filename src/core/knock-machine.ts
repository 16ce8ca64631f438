import type { GuestState, OwnerState } from './call-state.js';

/** What can happen to a guest. */
export type GuestInput =
  | 'knock' // the guest asks to come in
  | 'lobby' // the request is with the owners
  | 'let-in' // admitted, or no knock was needed
  | 'turned-away' // an owner said no
  | 'fail' // something broke
  | 'give-up' // cancelled, left, or put out after having been in the call by their own wish
  | 'adopt'; // a call that the page had joined by itself is already in the room

/** What can happen to an owner. */
export type OwnerInput = 'join' | 'in-call' | 'fail' | 'leave' | 'adopt';

type Table<State extends string, Input extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Input, State>>>>
>;

const GUEST: Table<GuestState, GuestInput> = {
  idle: { knock: 'connecting', fail: 'failed', adopt: 'admitted' },
  connecting: { lobby: 'waiting', 'let-in': 'admitted', 'turned-away': 'rejected', fail: 'failed', 'give-up': 'idle' },
  waiting: { 'let-in': 'admitted', 'turned-away': 'rejected', fail: 'failed', 'give-up': 'idle' },
  admitted: { fail: 'failed', 'give-up': 'idle' },
  rejected: { knock: 'connecting', 'give-up': 'idle', adopt: 'admitted' },
  failed: { knock: 'connecting', 'give-up': 'idle', adopt: 'admitted' },
};

const OWNER: Table<OwnerState, OwnerInput> = {
  idle: { join: 'connecting', fail: 'failed', adopt: 'joined' },
  connecting: { 'in-call': 'joined', fail: 'failed', leave: 'idle' },
  joined: { fail: 'failed', leave: 'idle' },
  failed: { join: 'connecting', leave: 'idle', adopt: 'joined' },
};

/**
 * The guest's next state. Pure; an input that makes no sense in a state changes nothing.
 *
 * @param state the state now
 * @param input what happened
 */
export function nextGuestState(state: GuestState, input: GuestInput): GuestState {
  return GUEST[state][input] ?? state;
}

/**
 * The owner's next state. Pure; an input that makes no sense in a state changes nothing.
 *
 * @param state the state now
 * @param input what happened
 */
export function nextOwnerState(state: OwnerState, input: OwnerInput): OwnerState {
  return OWNER[state][input] ?? state;
}
