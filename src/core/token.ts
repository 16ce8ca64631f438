import { DailyKnockError } from './errors.js';
import { readToken } from './read-token.js';

/** What servers return instead of a token. */
const NOT_TOKENS: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'no text'],
  [/^(undefined|null|NaN|true|false)$/i, 'the name of a value'],
  [/^</, 'a page'],
  [/^[{[]/, 'JSON'],
];

/** Returns the token. The error does not quote a wrong value, which may contain a token. */
export function checkToken(given: unknown): string {
  const kind =
    typeof given === 'string'
      ? NOT_TOKENS.find(([pattern]) => pattern.test(given.trim()))?.[1]
      : given === null
        ? 'null'
        : typeof given;
  const token = kind === undefined ? readToken(given as string) : undefined;
  if (token === undefined) {
    const message = `Expected a meeting token as a string, but received ${kind ?? 'another text'}.`;
    throw new DailyKnockError('token-failed', { message });
  }
  return token;
}
