// Plays scenarios in a world, several at a time, and makes a trace of each.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Stage } from './person.mjs';
import { linesOf, Names } from './trace.mjs';

const TRACES = fileURLToPath(new URL('traces/', import.meta.url));

/** A scenario that hangs shall not hold up the others for ever. */
const TIME_LIMIT_MS = 180_000;

/**
 * Scenarios at once. They have up to three people each, and one Chromium opens at most 16 microphones: the 17th getUserMedia() rejects with
 * NotReadableError.
 */
export const AT_ONCE = 5;

/**
 * @param {object} world
 * @param {object} scenario
 * @returns {Promise<{ scenario: object, text?: string, error?: unknown, seconds: number }>}
 */
export async function play(world, scenario) {
  const stage = new Stage(world, new Names(), scenario);
  const start = Date.now();
  let error;
  try {
    await within(TIME_LIMIT_MS, scenario.play(stage));
  } catch (reason) {
    error = reason;
  }
  const text = traceOf(scenario, stage);
  await stage.close();
  return { scenario, text, error, seconds: (Date.now() - start) / 1000 };
}

function within(milliseconds, promise) {
  let timer;
  const limit = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${milliseconds / 1000} s.`)), milliseconds);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}

/**
 * Begins to play scenarios for a test file, several at a time since most of them mostly wait.
 * @returns {Map<object, Promise<{ text: string, error?: unknown }>>} how each ends
 */
export function beginAll(world, scenarios, { atOnce = AT_ONCE } = {}) {
  const resolvers = new Map();
  const ends = new Map(
    scenarios.map((scenario) => [scenario, new Promise((resolve) => resolvers.set(scenario, resolve))]),
  );
  void playAll(world, scenarios, { atOnce, done: (result) => resolvers.get(result.scenario)(result) });
  return ends;
}

/** Plays all, so many at a time; tells of each when it is done. */
export async function playAll(world, scenarios, { atOnce, done }) {
  const left = [...scenarios];
  const workers = Array.from({ length: atOnce }, async () => {
    for (let next = left.shift(); next; next = left.shift()) await done(await play(world, next));
  });
  await Promise.all(workers);
}

function traceOf({ title, racing, cuts }, stage) {
  const people = stage.people.map(({ name, entries }) => {
    const lines = linesOf(entries, stage.names, { racing, cuts });
    return [name, ...lines.map((line) => `  ${line}`)].join('\n');
  });
  return `${title}\n\n${people.join('\n\n')}\n`;
}

export function traceFile(scenario) {
  return `${TRACES}${scenario.name}.txt`;
}

export async function recordedTrace(scenario) {
  const file = traceFile(scenario);
  return existsSync(file) ? readFile(file, 'utf8') : undefined;
}

export async function recordTrace(scenario, text) {
  await writeFile(traceFile(scenario), text);
}

/** The lines that differ, with some that do not around them; empty when none does. */
export function difference(expected, actual) {
  if (expected === actual) return '';
  const [before, after] = [expected.split('\n'), actual.split('\n')];
  const marked = compare(before, after);
  return marked
    .filter((_line, index) => marked.slice(Math.max(0, index - 2), index + 3).some((line) => !line.startsWith('  ')))
    .join('\n');
}

/** The longest common sequence of lines, and what is left out or added beside it. */
function compare(before, after) {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1)
      lengths[i][j] =
        before[i] === after[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
  const marked = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      marked.push(`  ${before[i]}`);
      i += 1;
      j += 1;
    } else if (j >= after.length || (i < before.length && lengths[i + 1][j] >= lengths[i][j + 1])) {
      marked.push(`- ${before[i]}`);
      i += 1;
    } else {
      marked.push(`+ ${after[j]}`);
      j += 1;
    }
  }
  return marked;
}
