import { expect } from '@open-wc/testing';
import { closeCall } from '../../src/core/owned-call.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { FakeClock } from './fake-clock.js';

describe('closing a call', () => {
  it('listens for errors meanwhile, since daily-js logs one without a listener', async () => {
    const call = ScriptedCall.inRoom();
    const closing = closeCall(call.asCall, new FakeClock());
    expect(call.listenerCount('error')).to.equal(1);
    await closing;
    expect(call.isDestroyed()).to.be.true;
    expect(call.listenerCount()).to.equal(0);
  });
});
