import type { DailyFatalErrorType } from '@daily-co/daily-js';
import { expect } from '@open-wc/testing';
import { type Caller, hangUp, until } from './support.js';

export function waitingIds({ call }: Caller): string[] {
  return Object.keys(call.waitingParticipants());
}

export async function isOver(self: Caller, type: DailyFatalErrorType): Promise<void> {
  await until(() => self.count('left-meeting'), 'the end');
  expect(self.find('error')).to.have.nested.property('error.type', type);
  expect(self.count('error')).to.equal(1);
  expect(self.actions().slice(-2)).to.deep.equal(['error', 'left-meeting']);
}

/** Ends every call after each test, in which nothing may have failed unnoticed. */
export function hangUpAfterEach(): void {
  const strays: unknown[] = [];
  const noteStray = (event: PromiseRejectionEvent | ErrorEvent): void => {
    strays.push('reason' in event ? event.reason : event.message);
  };
  before(() => {
    addEventListener('unhandledrejection', noteStray);
    addEventListener('error', noteStray);
  });
  afterEach(async () => {
    await hangUp();
    expect(strays.splice(0)).to.deep.equal([]);
  });
  after(() => {
    removeEventListener('unhandledrejection', noteStray);
    removeEventListener('error', noteStray);
  });
}
