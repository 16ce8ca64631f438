// The parts of docs/reports/benchmarks.md about a slow line and a slow processor.
import { CPU, LINE } from './first.mjs';
import { MACHINE, TYPING } from './knock.mjs';
import { cell, ratio } from './numbers.mjs';

const whole = (value) => value.toFixed(0);
const line = `${(LINE.downloadThroughput * 8) / 1e6} Mbit/s, ${LINE.latency} ms round trips, a processor divided by ${CPU}`;

const PAGES = {
  plain: 'nothing but a plain form, with its styles in the page',
  ours: '`<daily-knock-form>`, the page of the README',
  'media-chrome': 'media-chrome: a player’s controls',
  'daily-react': 'React and daily-react: a form with a list of cameras',
  livekit: 'React and LiveKit: `PreJoin`, without its styles',
};

/** @param {Awaited<ReturnType<typeof import('./first.mjs').measureFirst>>} results */
export function firstSection(results) {
  const row = ([name, title]) => {
    const turns = results[name];
    const all = (key) => turns.map((turn) => turn[key]);
    const against = ratio(
      all('usable'),
      results.plain.map(({ usable }) => usable),
    ).toFixed(2);
    return `| ${title} | ${cell(all('usable'), whole)} | ${against} | ${cell(all('blocked'), whole)} | ${whole(all('requests')[0])} | ${(all('bytes')[0] / 1000).toFixed(1)} |`;
  };
  return `## The first second

On ${line}, with nothing cached, all compressed with brotli, in Chromium: milliseconds until the frame with the first field that can be
used, against that of a plain form; the blocking time, which is what long tasks take beyond 50 ms each; requests, and kilobytes with headers.

| | usable | ratio | blocked | requests | kB |
| --- | ---: | ---: | ---: | ---: | ---: |
${Object.entries(PAGES).map(row).join('\n')}

The line is slowed down by the browser, without connecting and without the slow start of a connection, whose first window is 14.6 kB. So a script from a
host of its own costs some round trips more; one from the page’s host does not. Embeds that show a page of their maker in a frame, as cal.com’s or Daily Prebuilt, are missing: they need the
servers of their makers.
`;
}

/** @param {Awaited<ReturnType<typeof import('./knock.mjs').measureKnock>>} results */
export function knockSection({ atOnce, typed }) {
  const row = (title, turns) =>
    `| ${title} | ${cell(
      turns.map(({ waiting }) => waiting),
      whole,
    )} | ${cell(
      turns.map(({ fetched }) => fetched),
      whole,
    )} |`;
  return `## From the click to waiting, on that line

With a call machine as large as Daily’s (${(MACHINE.size / 1e6).toFixed(1)} MB, ${whole(MACHINE.compressed / 1000)} kB compressed): the local room’s, with padding. Milliseconds after the click; what came
before it is negative.

| | waiting | the call machine has come |
| --- | ---: | ---: |
${row('the page has set the name; hover, and click at once', atOnce)}
${row(`the guest clicks into the field, types a name for ${TYPING / 1000} s, and clicks`, typed)}

Somebody who types waits for nothing that is loaded: what is left is Daily’s \`preAuth()\` and \`join()\`, and the knock. The padding is not run, as Daily’s
call machine would be.
`;
}

/** @param {Awaited<ReturnType<typeof import('./room.mjs').measureRoom>>} results */
export function roomSection(results) {
  const percent = (value) => `${whole(value * 100)} %`;
  const row = (title, turns) =>
    `| ${title} | ${cell(
      turns.map(({ frames }) => frames),
      whole,
    )} | ${cell(
      turns.map(({ share }) => share),
      percent,
    )} |`;
  return `## A room of 25

On a processor divided by ${CPU}, in Chromium without a graphics card: 25 pictures that move, ten changes of participants and one of the speaker per second, by a
scripted call.

| | frames per second | main thread |
| --- | ---: | ---: |
${row('25 videos with names', results.plain)}
${row('`<daily-owner-room>`', results.ours)}
`;
}
