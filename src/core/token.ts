import { DailyKnockError } from './errors.js';

/** What servers return instead of a token. */
const NOT_TOKENS: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'no text'],
  [/^(undefined|null|NaN|true|false)$/i, 'the name of a value'],
  [/^</, 'a page'],
  [/^[{["]/, 'JSON'],
];

/** Returns the trimmed token. The error does not quote a wrong value, which may contain a token. */
export function checkToken(given: unknown): string {
  const text = typeof given === 'string' ? given.trim() : undefined;
  const kind =
    text === undefined
      ? given === null
        ? 'null'
        : typeof given
      : NOT_TOKENS.find(([pattern]) => pattern.test(text))?.[1];
  if (text === undefined || kind !== undefined) {
    const message = `Expected a meeting token as a string, but received ${kind}.`;
    throw new DailyKnockError('token-failed', { message });
  }
  return text;
}
