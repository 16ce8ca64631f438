import { expect } from '@open-wc/testing';
import type { GuestState, OwnerState } from '../../src/core/call-state.js';
import { nextGuestState, nextOwnerState, type GuestInput, type OwnerInput } from '../../src/core/knock-machine.js';

// Each row: a state, then the next state for each input; `-` is no transition.
const GUEST_INPUTS: GuestInput[] = ['knock', 'lobby', 'admit', 'reject', 'fail', 'leave', 'adopt'];
const GUEST: Record<GuestState, string> = {
  idle: 'connecting - - - failed - admitted',
  connecting: '- waiting admitted rejected failed idle -',
  waiting: '- - admitted rejected failed idle -',
  admitted: '- - - - failed idle -',
  rejected: 'connecting - - - - idle admitted',
  failed: 'connecting - - - - idle admitted',
};

const OWNER_INPUTS: OwnerInput[] = ['join', 'in-call', 'fail', 'leave', 'adopt'];
const OWNER: Record<OwnerState, string> = {
  idle: 'connecting - failed - joined',
  connecting: '- joined failed idle -',
  joined: '- - failed idle -',
  failed: 'connecting - - idle joined',
};

function holds<State extends string, Input extends string>(
  table: Record<State, string>,
  inputs: Input[],
  next: (state: State, input: Input) => State,
): void {
  for (const state of Object.keys(table) as State[]) {
    const row = table[state].split(' ');
    inputs.forEach((input, index) => {
      const expected = row[index] === '-' ? state : row[index];
      it(`${state} + ${input} → ${expected}`, () => {
        expect(next(state, input)).to.equal(expected);
      });
    });
  }
}

describe("the guest's machine", () => holds(GUEST, GUEST_INPUTS, nextGuestState));
describe("the owner's machine", () => holds(OWNER, OWNER_INPUTS, nextOwnerState));
