const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** By language and unit, since a format is slow to create. */
const formats = new Map<string, Intl.NumberFormat>();

/** How long ago something was, in the largest whole unit; `undefined` for less than a minute. `now` is in milliseconds. */
export function elapsed(since: Date, now: number, locale: string): string | undefined {
  const seconds = Math.max(0, (now - since.getTime()) / 1000);
  const step = UNITS.find((entry) => seconds >= entry.seconds);
  if (!step) return undefined;
  return formatOf(locale, step.unit).format(Math.floor(seconds / step.seconds));
}

function formatOf(locale: string, unit: string): Intl.NumberFormat {
  const key = `${locale} ${unit}`;
  let format = formats.get(key);
  if (!format)
    formats.set(key, (format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' })));
  return format;
}
