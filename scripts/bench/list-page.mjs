// The part of docs/reports/benchmarks.md about many people waiting, and its chart.
import { ALL, BURST, SIZES } from './list.mjs';
import { cell, median, ms, ratio } from './numbers.mjs';

const NAMES = {
  alone: 'daily-js alone, nobody looks',
  plain: 'plain DOM, one row for each event',
  react: 'React, `useWaitingParticipants`',
  ours: '`<daily-waiting-list>`',
};

/** @param {Awaited<ReturnType<typeof import('./list.mjs').measureList>>} measured */
export function listSection({ version, results }) {
  const { plain, react, ours, alone } = results;
  const row = (title, pick) =>
    `| ${title} | ${Object.keys(NAMES)
      .map((name) => cell(pick(results[name])))
      .join(' | ')} |`;
  const without = (pick, name) => pick(results[name]).map((value, index) => value - pick(alone)[index]);
  const compare = ([title, pick]) =>
    `| ${title} | ${ratio(pick(ours), pick(plain)).toFixed(2)} | ${ratio(pick(ours), pick(react)).toFixed(2)} | ${['plain', 'react', 'ours'].map((name) => ms(median(without(pick, name)))).join(' | ')} |`;
  const measures = [
    [`${BURST} knocks at once`, (result) => result.burst],
    ...SIZES.map((size) => [`one more knock at ${size}`, (result) => result.one[size]]),
    ...SIZES.map((size) => [`one decision at ${size}`, (result) => result.decision[size]]),
    ...ALL.map((size) => [`“Allow all”, ${size}`, (result) => result.all[size]]),
  ];
  const peers = [
    ['the plain list', plain],
    ['React', react],
  ];
  const ahead = measures.flatMap(([what, pick]) =>
    peers.filter(([, peer]) => ratio(pick(ours), pick(peer)) > 1.005).map(([who]) => `${what}: ${who}`),
  );
  return `## Many people waiting

Milliseconds of the processor for the page’s main thread, everything included: daily-js, scripts, style, layout and paint. All on the same
daily-js and the same local room, in ${version}.

| | ${Object.values(NAMES).join(' | ')} |
| --- | ---: | ---: | ---: | ---: |
${measures.map(([title, pick]) => row(title, pick)).join('\n')}
${row(`longest task of ${BURST} knocks`, (result) => result.longest)}
${ALL.map((size) => row(`longest task of “Allow all”, ${size}`, (result) => result.longestOfAll[size])).join('\n')}

The ratios are of the whole. Beside them is what is left of each without daily-js alone, in milliseconds.

| | ours : plain DOM | ours : React | plain DOM without daily-js | React without daily-js | ours without daily-js |
| --- | ---: | ---: | ---: | ---: | ---: |
${measures.map(compare).join('\n')}

${ahead.length ? `Where a peer is ahead of us: ${ahead.join('; ')}.` : 'No peer is ahead of us in any row.'} The plain list and React
show a name and two buttons without styles. Ours also keeps the row of a person who left for a second, so that no button moves under a pointer: two
changes of the page for a decision where the others have one. Up to nine people, a new row moves into place, which takes frames of its own.

The longest task is by the clock; 0 is shorter than 50 ms, which browsers do not report. “Allow all” sends one message with all ids; the others send \`'*'\`,
which includes people whom nobody has seen. daily-js copies the whole list for each event, and so does the message that brings the event.

![One more knock, by the number of people who wait](benchmarks.svg)
`;
}

/**
 * Makes the chart of the cost of one more knock by the length of the list.
 * @param {Awaited<ReturnType<typeof import('./list.mjs').measureList>>} measured
 * @returns {string} SVG
 */
export function listChart({ results }) {
  const [WIDTH, HEIGHT, LEFT, BOTTOM] = [640, 300, 50, 40];
  const names = Object.keys(NAMES);
  const top = Math.max(...names.flatMap((name) => SIZES.map((size) => median(results[name].one[size])))) * 1.1;
  const x = (size) => LEFT + (size / SIZES.at(-1)) * (WIDTH - LEFT - 190);
  const y = (value) => HEIGHT - BOTTOM - (Math.max(0, value) / top) * (HEIGHT - BOTTOM - 15);
  const lines = names.map((name, index) => {
    const points = SIZES.map((size) => `${x(size).toFixed(1)},${y(median(results[name].one[size])).toFixed(1)}`);
    const last = points.at(-1).split(',');
    return `<polyline class="c${index}" points="${points.join(' ')}"/>${points.map((point) => `<circle class="c${index}" cx="${point.split(',')[0]}" cy="${point.split(',')[1]}" r="3"/>`).join('')}<text x="${Number(last[0]) + 8}" y="${Number(last[1]) + 4}">${NAMES[name].replaceAll('`', '').replaceAll('<', '&lt;')}</text>`;
  });
  const ticks = SIZES.map(
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
