import type { Refusal } from './types.js';

/** What a local room needs of a browser, and what to say when it is missing. */
const NEEDS: readonly [name: string, isThere: () => boolean][] = [
  ['a secure context (https, or http on localhost)', () => isSecureContext],
  ['Web Locks (navigator.locks)', () => Boolean((navigator as Partial<Navigator>).locks)],
  ['IndexedDB', () => typeof indexedDB !== 'undefined'],
  ['BroadcastChannel', () => typeof BroadcastChannel !== 'undefined'],
  ['WebRTC (RTCPeerConnection)', () => typeof RTCPeerConnection !== 'undefined'],
];

/** A refusal that names all that is missing; `undefined` when nothing is. */
export function lackOf(): Refusal | undefined {
  const missing = NEEDS.filter(([, isThere]) => !isThere()).map(([name]) => name);
  if (missing.length === 0) return undefined;
  return { type: 'connection-error', msg: `A local room needs ${missing.join(', ')}.` };
}

/** What to say when the browser's storage or locks fail. */
export function failure(error: unknown): Refusal {
  const msg = error instanceof Error ? error.message : String(error);
  return { type: 'connection-error', msg: `The local room failed: ${msg}` };
}
