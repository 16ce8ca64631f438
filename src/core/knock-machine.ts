import type { GuestState, OwnerState } from './call-state.js';

export type GuestInput =
  | 'knock'
  | 'lobby' // the knock was sent
  | 'admit' // admitted, or no knock was needed
  | 'reject'
  | 'fail'
  | 'leave' // cancelled, or left the call
  | 'adopt'; // the page's own call is already joined

export type OwnerInput = 'join' | 'in-call' | 'fail' | 'leave' | 'adopt';

type Table<State extends string, Input extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Input, State>>>>
>;

const GUEST: Table<GuestState, GuestInput> = {
  idle: { knock: 'connecting', fail: 'failed', adopt: 'admitted' },
  connecting: { lobby: 'waiting', admit: 'admitted', reject: 'rejected', fail: 'failed', leave: 'idle' },
  waiting: { admit: 'admitted', reject: 'rejected', fail: 'failed', leave: 'idle' },
  admitted: { fail: 'failed', leave: 'idle' },
  rejected: { knock: 'connecting', leave: 'idle', adopt: 'admitted' },
  failed: { knock: 'connecting', leave: 'idle', adopt: 'admitted' },
};

const OWNER: Table<OwnerState, OwnerInput> = {
  idle: { join: 'connecting', fail: 'failed', adopt: 'joined' },
  connecting: { 'in-call': 'joined', fail: 'failed', leave: 'idle' },
  joined: { fail: 'failed', leave: 'idle' },
  failed: { join: 'connecting', leave: 'idle', adopt: 'joined' },
};

/** Returns the guest's next state. An input without a transition changes nothing. */
export function nextGuestState(state: GuestState, input: GuestInput): GuestState {
  return GUEST[state][input] ?? state;
}

/** Returns the owner's next state. An input without a transition changes nothing. */
export function nextOwnerState(state: OwnerState, input: OwnerInput): OwnerState {
  return OWNER[state][input] ?? state;
}
