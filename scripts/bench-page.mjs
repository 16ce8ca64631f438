// Makes docs/reports/benchmarks.md and its chart from the measurements.
import { callSection } from './bench-call-page.mjs';

const NAMES = {
  alone: 'daily-js alone, nobody looks',
  plain: 'plain DOM, one row for each event',
  react: 'React, `useWaitingParticipants`',
  ours: '`<daily-waiting-list>`',
};

const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => sorted(values)[Math.floor(values.length / 2)];
const ms = (value) => value.toFixed(value < 10 ? 2 : 0);
const spread = (values) => `${ms(sorted(values)[0])}–${ms(sorted(values).at(-1))}`;
// Compares neighbouring measurements, because the machine's speed varies over seconds.
const ratio = (a, b) => median(a.map((value, index) => value / b[index])).toFixed(2);
const difference = (a, b) => median(a.map((value, index) => value - b[index]));

/**
 * @param {{ results: Record<string, { burst: number[], longest: number[], all: number[], longestOfAll: number[], one: Record<number, number[]>, decision: Record<number, number[]> }>, machine: string, burst: number, all: number, sizes: number[], call: Parameters<typeof callSection>[0] }} measured
 */
export function performancePage({ results, machine, burst, all, sizes, call }) {
  const { plain, react, ours, alone } = results;
  const [, middle] = sizes;
  const row = (title, pick) =>
    `| ${title} | ${Object.keys(NAMES)
      .map((name) => `${ms(median(pick(results[name])))} (${spread(pick(results[name]))})`)
      .join(' | ')} |`;
  const compare = (title, pick) =>
    `| ${title} | ${ratio(pick(ours), pick(plain))} | ${ratio(pick(ours), pick(react))} | ${ms(difference(pick(ours), pick(alone)))} |`;
  const measures = [
    [`${burst} knocks at once`, (result) => result.burst],
    ...sizes.map((size) => [`one more knock at ${size}`, (result) => result.one[size]]),
    ...sizes.map((size) => [`one decision at ${size}`, (result) => result.decision[size]]),
    [`“Allow all”, ${all}`, (result) => result.all],
  ];
  const peers = [
    ['the plain list', plain],
    ['React', react],
  ];
  const ahead = measures.flatMap(([what, pick]) =>
    peers.filter(([, peer]) => ratio(pick(ours), pick(peer)) > 1).map(([who]) => `${what}: ${who}`),
  );
  return `# Benchmarks

## Many people waiting

Milliseconds of the page's main thread (medians, in brackets the fastest and the slowest), everything included: daily-js, scripts, style, layout and paint.
All on the same daily-js and the same local room, in turn, in one browser run of \`npm run bench\`; ratios and differences are medians of those of each turn.

Measured on: ${machine}.

| | ${Object.values(NAMES).join(' | ')} |
| --- | ${Object.keys(NAMES)
    .map(() => '---:')
    .join(' | ')} |
${measures.map(([title, pick]) => row(title, pick)).join('\n')}
${row(`longest task of ${burst} knocks`, (result) => result.longest)}
${row(`longest task of “Allow all”`, (result) => result.longestOfAll)}

| ours against | plain DOM | React | our own share, ms |
| --- | ---: | ---: | ---: |
${measures.map(([title, pick]) => compare(title, pick)).join('\n')}

${ahead.length ? `Where a peer is ahead of us: ${ahead.join('; ')}.` : 'No peer is ahead of us in any row.'}
A longest task of 0 is shorter than 50 ms, which browsers do not report.
Our own share is the total minus daily-js alone; with a list of ${middle} daily-js copies all of it for each event, and so does the message that brings the event.

![One more knock, by the number of people who wait](benchmarks.svg)

${callSection(call)}`;
}

/**
 * Makes the chart of the cost of one more knock by the length of the list.
 * @param {Parameters<typeof performancePage>[0]} measured
 * @returns {string} SVG
 */
export function performanceChart({ results, sizes }) {
  const [WIDTH, HEIGHT, LEFT, BOTTOM] = [640, 300, 50, 40];
  const names = Object.keys(NAMES);
  const top = Math.max(...names.flatMap((name) => sizes.map((size) => median(results[name].one[size])))) * 1.1;
  const x = (size) => LEFT + (size / sizes.at(-1)) * (WIDTH - LEFT - 190);
  const y = (value) => HEIGHT - BOTTOM - (Math.max(0, value) / top) * (HEIGHT - BOTTOM - 15);
  const lines = names.map((name, index) => {
    const points = sizes.map((size) => `${x(size).toFixed(1)},${y(median(results[name].one[size])).toFixed(1)}`);
    const last = points.at(-1).split(',');
    return `<polyline class="c${index}" points="${points.join(' ')}"/>${points.map((point) => `<circle class="c${index}" cx="${point.split(',')[0]}" cy="${point.split(',')[1]}" r="3"/>`).join('')}<text x="${Number(last[0]) + 8}" y="${Number(last[1]) + 4}">${NAMES[name].replaceAll('`', '').replaceAll('<', '&lt;')}</text>`;
  });
  const ticks = sizes.map(
    (size) => `<text x="${x(size)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${size}</text>`,
  );
  const marks = [0, top / 2, top].map(
    (value) => `<text x="${LEFT - 6}" y="${y(value) + 4}" text-anchor="end">${ms(value)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" role="img">
<title>Milliseconds of the main thread for one more knock, by the number of people who wait</title>
<style>text{fill:#334155}polyline{fill:none;stroke-width:2}path{stroke:#94a3b8;fill:none}.c0{stroke:#94a3b8;fill:#94a3b8}.c1{stroke:#2563eb;fill:#2563eb}.c2{stroke:#c2410c;fill:#c2410c}.c3{stroke:#0f766e;fill:#0f766e}polyline{fill:none!important}@media(prefers-color-scheme:dark){text{fill:#cbd5e1}}</style>
<path d="M${LEFT} 10V${HEIGHT - BOTTOM}H${WIDTH - 180}"/>
${[...lines, ...ticks, ...marks].join('\n')}
<text x="${LEFT}" y="${HEIGHT - 6}">waiting, and milliseconds for one more knock</text>
</svg>
`;
}
