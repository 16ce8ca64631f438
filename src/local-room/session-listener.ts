import type { SuddenFault } from './fault.js';
import type { Refusal, Told } from './types.js';
import type { ClientEvent } from './view.js';

/** Whom a session tells what happens to it. */
export interface SessionListener {
  event(event: ClientEvent): void;
  /** A knock was answered: `event` tells the client so by events, which it must be. */
  answered(granted: boolean, event: () => void, told: Told | undefined): void;
  /** The session has begun to wait, or has come into the call. */
  arrived(where: 'lobby' | 'call'): void;
  /** The page wants something to go wrong. */
  fault(fault: SuddenFault): void;
  /** The session is over, and it was not the client who ended it. */
  lost(refusal: Refusal): void;
}

/** For a session whose client has gone. */
export const NOBODY: SessionListener = {
  event: () => undefined,
  answered: () => undefined,
  arrived: () => undefined,
  fault: () => undefined,
  lost: () => undefined,
};

/** For a client that has left while its session was coming in: that much it is told nevertheless. */
export function onlyJoining({ event }: SessionListener): SessionListener {
  const told = ['network-connection', 'joined-meeting'];
  return { ...NOBODY, event: (news) => void (told.includes(news.action) && event(news)) };
}
