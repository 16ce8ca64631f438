// Asks questions, several at a time, and makes a table of the answers.
import { Stage } from '../machine/person.mjs';
import { linesOf, Names } from '../machine/trace.mjs';

const TIME_LIMIT_SECONDS = 120;

/**
 * @typedef {object} Question
 * @property {string} name
 * @property {string} title
 * @property {Record<string, string>} readings what may be true, in words
 * @property {string} [behavior] the switch of the local room's and the double's that stands for it
 * @property {Record<string, unknown>} [values] the value of that switch for each reading
 * @property {number} [seconds] how long it may take
 * @property {(stage: Stage) => Promise<{ reading?: string, notAsked?: string, seen?: string }>} ask
 */

/**
 * @param {import('./world.mjs').LiveWorld} world
 * @param {Question[]} questions
 * @param {{ atOnce?: number, done?: (answer: object) => void }} [options]
 */
export async function askAll(world, questions, { atOnce = 3, done = () => {} } = {}) {
  const answers = new Map();
  const left = [...questions];
  const workers = Array.from({ length: atOnce }, async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      answers.set(next, await ask(world, next));
      done(answers.get(next));
    }
  });
  await Promise.all(workers);
  return questions.map((question) => answers.get(question));
}

async function ask(world, question) {
  const { name, title, readings, behavior, values, seconds = TIME_LIMIT_SECONDS } = question;
  const stage = new Stage(world, new Names());
  const answer = { name, title };
  let timer;
  try {
    const limit = new Promise((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`it took longer than ${seconds} s`)), seconds * 1000);
    });
    const { reading, notAsked, seen = '' } = await Promise.race([question.ask(stage), limit]);
    Object.assign(answer, { key: reading, seen });
    answer.reading = notAsked ? `not asked: ${notAsked}` : (readings[reading] ?? `another one: ${reading}`);
    answer.answered = !notAsked;
    if (behavior && reading in values) answer.matches = `behavior.${behavior}: ${JSON.stringify(values[reading])}`;
  } catch (error) {
    answer.reading = `no answer: ${error.message.replace(/\. Last: .*/s, '')}`;
    answer.seen = lastOf(stage);
  }
  clearTimeout(timer);
  await stage.close();
  for (const part of ['reading', 'seen']) answer[part] = world.api.hide(answer[part]);
  return answer;
}

/** What each person heard last. */
function lastOf({ people, names }) {
  const lines = people.map(({ name, entries }) => `${name}: ${linesOf(entries, names).at(-1) ?? 'nothing'}`);
  return lines.length ? `last heard by ${lines.join('; by ')}` : '';
}

const COLUMNS = { title: 'question', reading: 'reading', seen: 'what was seen', matches: 'switch that matches' };

/** A table in Markdown. */
export function tableOf(answers) {
  const names = Object.keys(COLUMNS);
  const cell = (text = '') => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
  const row = (cells) => `| ${cells.join(' | ')} |`;
  return [
    row(Object.values(COLUMNS)),
    row(names.map(() => '---')),
    ...answers.map((answer) => row(names.map((name) => cell(answer[name])))),
  ].join('\n');
}
