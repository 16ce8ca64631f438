import type { DailyEventObjectCameraError, DailyEventObjectFatalError } from '@daily-co/daily-js';
import { expect } from '@open-wc/testing';
import { fromCameraEvent, fromFatalEvent, fromRejection } from '../../src/core/daily-errors.js';
import { DailyKnockError } from '../../src/core/errors.js';
import { FATAL_TYPES } from '../../src/local-room/room/fault-types.js';

const fatal = (error: unknown, errorMsg = 'a message'): DailyEventObjectFatalError => ({
  action: 'error',
  callClientId: 'x',
  errorMsg,
  error,
});

describe('errors', () => {
  for (const type of FATAL_TYPES) {
    it(`keeps Daily's ${type}, which is fatal`, () => {
      const source = { type, msg: 'why' };
      const error = fromFatalEvent(fatal(source));
      expect(error).to.be.instanceOf(DailyKnockError).and.instanceOf(Error);
      expect(error).to.include({ code: type, fatal: true, message: 'a message', name: 'DailyKnockError' });
      expect(error.cause).to.equal(source);
    });
  }

  it('distinguishes a call machine that did not load from a lost connection', () => {
    expect(fromFatalEvent(fatal({ type: 'connection-error', details: { on: 'load' } })).code).to.equal('load-failed');
    expect(fromFatalEvent(fatal({ type: 'connection-error', details: { on: 'join' } })).code).to.equal(
      'connection-error',
    );
  });

  it('treats a fatal error of no type, or of an unknown one, as a lost connection', () => {
    expect(fromFatalEvent(fatal(undefined)).code).to.equal('connection-error');
    expect(fromFatalEvent(fatal({ type: 'never-heard-of' })).code).to.equal('connection-error');
  });

  it('prefixes camera errors, which are not fatal', () => {
    const event = {
      action: 'camera-error',
      callClientId: 'x',
      errorMsg: { errorMsg: 'devices' },
      error: { type: 'cam-in-use', msg: 'busy' },
    } as DailyEventObjectCameraError;
    expect(fromCameraEvent(event)).to.include({ code: 'camera-cam-in-use', fatal: false, message: 'devices' });
  });

  for (const [code, isFatal] of [
    ['invalid-room-url', false],
    ['missing-name', false],
    ['missing-token', false],
    ['not-admin', false],
    ['decision-failed', false],
    ['not-delivered', false],
    ['aborted', false],
    ['token-failed', true],
    ['knocking-unavailable', true],
    ['load-failed', true],
  ] as const) {
    it(`${code} is ${isFatal ? '' : 'not '}fatal`, () => {
      expect(new DailyKnockError(code).fatal).to.equal(isFatal);
    });
  }

  it('converts rejections of daily-js: its event, a string, an Error, or nothing', () => {
    expect(fromRejection(fatal({ type: 'exp-room' }), 'connection-error').code).to.equal('exp-room');
    expect(fromRejection({ type: 'no-room', msg: 'none' }, 'connection-error').code).to.equal('no-room');
    expect(fromRejection('Failed to load', 'load-failed').code).to.equal('load-failed');
    expect(fromRejection(undefined, 'knocking-unavailable').code).to.equal('knocking-unavailable');
    const mine = new DailyKnockError('token-failed');
    expect(fromRejection(mine, 'connection-error')).to.equal(mine);
    const cause = new Error('why');
    expect(fromRejection(cause, 'connection-error').cause).to.equal(cause);
  });
});
