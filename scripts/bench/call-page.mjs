// The part of docs/reports/benchmarks.md about the time from the click to the call.

const ROWS = {
  load: 'daily-js and its call machine are fetched and started',
  daily: 'Daily’s `preAuth()` and `join()`',
  answer: 'the knock, until Daily reports that the guest was admitted',
  media: 'from there until the owner’s video arrives',
  decode: 'the browser, until the first frame is shown',
  ours: '**ours: everything else**',
  waiting: 'click to waiting',
  admitted: 'click to admitted',
  frame: 'click to first frame',
};
const BROWSERS = { chromium: 'Chromium', firefox: 'Firefox' };

const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => sorted(values)[Math.floor(values.length / 2)];
const cell = (values) =>
  `${Math.round(median(values))} (${Math.round(sorted(values)[0])}–${Math.round(sorted(values).at(-1))})`;

/**
 * @param {{ latency: number, browsers: Record<string, { version: string, cold: import('./call.mjs').Way[], hot: import('./call.mjs').Way[] }> }} measured
 */
export function callSection({ latency, browsers }) {
  const columns = Object.entries(browsers).flatMap(([name, { cold, hot }]) => [
    { title: `${BROWSERS[name]}, cold`, ways: cold },
    { title: `${BROWSERS[name]}, hot`, ways: hot },
  ]);
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const share = ({ ways }) => `${Math.round(100 * median(ways.map(({ ours, frame }) => ours / frame)))} %`;
  return `## From click to call

Milliseconds from the click on “Knock” to the owner’s video, in a local room between two tabs, with a server latency of
${latency} ms. Cold: hover and click at once, with nothing loaded. Hot: the form had the focus before and was complete;
both files are loaded, and the start of the call machine counts as ours. The owner’s tab admits each guest at once.

Each moment counts once, and as ours whenever nothing else was running; so the work of daily-js between answers counts as ours, too.

${line(['', ...columns.map(({ title }) => title)])}
${line(['---', ...columns.map(() => '---:')])}
${Object.entries(ROWS)
  .map(([key, title]) => line([title, ...columns.map(({ ways }) => cell(ways.map((way) => way[key])))]))
  .join('\n')}
${line(['our share of the whole', ...columns.map(share)])}

Browsers: ${Object.values(browsers)
    .map(({ version }) => version)
    .join(', ')}.
`;
}
