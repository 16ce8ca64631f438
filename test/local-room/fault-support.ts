import { expect } from '@open-wc/testing';
import type { DailyFatalErrorType } from '@daily-co/daily-js';
import type { CreateRoomOptions, LocalRoom } from '../../src/local-room/index.js';
import { hangUp, joinAsOwner, knockAs, localId, room, until, type Answer, type Caller } from './support.js';

export const NO_DEVICES = { startVideoOff: true, startAudioOff: true };

export function waitingIds({ call }: Caller): string[] {
  return Object.keys(call.waitingParticipants());
}

/** An owner in the call and a guest who waits. */
export async function ownerAndGuest(options: CreateRoomOptions = {}): Promise<{
  target: LocalRoom;
  owner: Caller;
  guest: Caller & { answer: Promise<Answer> };
  id: string;
}> {
  const target = await room(options);
  const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
  const guest = await knockAs(target, 'Gus', NO_DEVICES);
  await until(() => waitingIds(owner).length, 'the knock');
  await until(() => guest.call.accessState().awaitingAccess, 'awaiting access');
  return { target, owner, guest, id: localId(guest) };
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
