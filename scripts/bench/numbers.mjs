// What the pages of numbers have in common.
const sorted = (values) => [...values].sort((a, b) => a - b);
export const median = (values) => sorted(values)[Math.floor(values.length / 2)];
export const ms = (value) => value.toFixed(Math.abs(value) < 10 ? 2 : 0);
export const spread = (values, format = ms) => `${format(sorted(values)[0])}–${format(sorted(values).at(-1))}`;
export const cell = (values, format = ms) => `${format(median(values))} (${spread(values, format)})`;
/** Compares neighbouring measurements, because the machine's speed varies over seconds. */
export const ratio = (a, b) => median(a.map((value, index) => value / b[index]));
