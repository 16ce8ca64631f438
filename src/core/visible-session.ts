import type { CallSession } from './call-session.js';

/** A session as elements know it: what can be looked at and asked, whatever its outcomes are. */
export type VisibleSession<State extends string> = Pick<
  CallSession<State, unknown>,
  | 'state'
  | 'error'
  | 'notice'
  | 'problems'
  | 'isAsking'
  | 'ending'
  | 'store'
  | 'connected'
  | 'inCall'
  | 'useCall'
  | 'connect'
  | 'disconnect'
  | 'leave'
  | 'switchDevice'
>;
