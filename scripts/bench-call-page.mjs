// The part of docs/reports/benchmarks.md about the time from the click to the call.

const ROWS = {
  load: 'daily-js and its call machine are fetched and started',
  daily: 'Daily’s `preAuth()` and `join()`',
  answer: 'the knock, until somebody has let the guest in and Daily has said so',
  media: 'from there until the owner’s picture has come',
  decode: 'the browser, until its first frame is on the screen',
  ours: '**ours: everything else**',
  waiting: 'click to waiting',
  admitted: 'click to let in',
  frame: 'click to first frame',
};
const BROWSERS = { chromium: 'Chromium', firefox: 'Firefox' };

const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => sorted(values)[Math.floor(values.length / 2)];
const cell = (values) =>
  `${Math.round(median(values))} (${Math.round(sorted(values)[0])}–${Math.round(sorted(values).at(-1))})`;

/**
 * @param {{ latency: number, browsers: Record<string, { version: string, cold: import('./bench-call.mjs').Way[], hot: import('./bench-call.mjs').Way[] }> }} measured
 */
export function callSection({ latency, browsers }) {
  const columns = Object.entries(browsers).flatMap(([name, { cold, hot }]) => [
    { title: `${BROWSERS[name]}, cold`, ways: cold },
    { title: `${BROWSERS[name]}, hot`, ways: hot },
  ]);
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const share = ({ ways }) => `${Math.round(100 * median(ways.map(({ ours, frame }) => ours / frame)))} %`;
  return `## From click to call

Milliseconds from the click on “Knock” to the owner’s moving picture, in a local room between two tabs, with a server that answers
${latency} ms late. Cold: a pointer comes to the button and clicks at once, so nothing is there yet. Hot: somebody had put
the focus into the form before, and nothing was left to fill in; so both files are there, and the start of the call machine counts as ours.
The owner’s tab lets in whoever knocks, at once.

Each moment is counted once, and to us whenever nothing else was under way; so what daily-js does between answers counts as ours, too.

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
