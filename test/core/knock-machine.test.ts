// What the states of an element promise to a page. The sessions' and the elements' tests have each way through them.
import { expect } from '@open-wc/testing';
import type { GuestState, OwnerState } from '../../src/core/call-state.js';
import { type GuestInput, nextGuestState, nextOwnerState, type OwnerInput } from '../../src/core/knock-machine.js';

const guestAfter = (...inputs: GuestInput[]): GuestState =>
  inputs.reduce<GuestState>((state, input) => nextGuestState(state, input), 'idle');
const ownerAfter = (...inputs: OwnerInput[]): OwnerState =>
  inputs.reduce<OwnerState>((state, input) => nextOwnerState(state, input), 'idle');

describe("a guest's state", () => {
  it('goes from the knock over the wait into the call', () => {
    expect(guestAfter('knock')).to.equal('connecting');
    expect(guestAfter('knock', 'lobby')).to.equal('waiting');
    expect(guestAfter('knock', 'lobby', 'admit')).to.equal('admitted');
    expect(guestAfter('knock', 'admit'), 'no knock needed').to.equal('admitted');
    expect(guestAfter('adopt'), 'a call that is joined already').to.equal('admitted');
  });

  const ways: GuestInput[][] = [
    ['knock'],
    ['knock', 'lobby'],
    ['knock', 'lobby', 'admit'],
    ['knock', 'lobby', 'reject'],
    ['knock', 'fail'],
  ];
  for (const way of ways)
    it(`is idle when the guest leaves after ${way.join(', ')}`, () => {
      expect(guestAfter(...way, 'leave')).to.equal('idle');
    });

  it('starts over after a rejection and after a failure', () => {
    expect(guestAfter('knock', 'lobby', 'reject', 'knock')).to.equal('connecting');
    expect(guestAfter('fail', 'knock')).to.equal('connecting');
  });

  it('ignores an answer that comes too late, and a knock during another', () => {
    expect(guestAfter('knock', 'lobby', 'leave', 'admit')).to.equal('idle');
    expect(guestAfter('knock', 'lobby', 'leave', 'reject')).to.equal('idle');
    expect(guestAfter('knock', 'fail', 'admit')).to.equal('failed');
    expect(guestAfter('knock', 'lobby', 'admit', 'reject'), 'the first answer counts').to.equal('admitted');
    expect(guestAfter('knock', 'lobby', 'knock')).to.equal('waiting');
  });
});

describe("an owner's state", () => {
  it('goes into the call, and out of it', () => {
    expect(ownerAfter('join')).to.equal('connecting');
    expect(ownerAfter('join', 'in-call')).to.equal('joined');
    expect(ownerAfter('join', 'in-call', 'leave')).to.equal('idle');
    expect(ownerAfter('join', 'leave')).to.equal('idle');
    expect(ownerAfter('adopt')).to.equal('joined');
  });

  it('starts over after a failure', () => {
    expect(ownerAfter('join', 'in-call', 'fail', 'join')).to.equal('connecting');
    expect(ownerAfter('join', 'fail', 'leave')).to.equal('idle');
  });

  it('ignores a join that was cancelled, and one during another', () => {
    expect(ownerAfter('join', 'leave', 'in-call')).to.equal('idle');
    expect(ownerAfter('join', 'fail', 'in-call')).to.equal('failed');
    expect(ownerAfter('join', 'in-call', 'join')).to.equal('joined');
  });
});
