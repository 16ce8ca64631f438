const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
] as const;

/**
 * How long ago something was, in the largest whole unit.
 *
 * @param since when
 * @param now milliseconds since the epoch
 * @param locale a language tag
 * @returns `undefined` for less than a minute
 */
export function elapsed(since: Date, now: number, locale: string): string | undefined {
  const seconds = Math.max(0, (now - since.getTime()) / 1000);
  const step = UNITS.find((entry) => seconds >= entry.seconds);
  if (!step) return undefined;
  const count = Math.floor(seconds / step.seconds);
  return new Intl.NumberFormat(locale, { style: 'unit', unit: step.unit, unitDisplay: 'short' }).format(count);
}
