// What docs/security.md tells people to copy, as it stands there, so that it is tested as written.
import { readFileSync } from 'node:fs';

const TEXT = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');

/**
 * The first block of code below a heading and before the next one.
 * @param {string} heading without its `#`
 * @param {string} language what stands after the fence
 * @returns {string}
 */
export function codeBelow(heading, language) {
  const section = TEXT.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`docs/security.md has no heading "${heading}".`);
  const [, code] = section.match(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'm')) ?? [];
  if (code === undefined) throw new Error(`docs/security.md has no ${language} below "${heading}".`);
  return code;
}

/**
 * The headers below a heading.
 * @param {string} heading
 * @returns {Record<string, string>}
 */
export function headersBelow(heading) {
  const lines = codeBelow(heading, 'http').trim().split('\n');
  return Object.fromEntries(lines.map((line) => line.split(/: (.*)/s, 2)));
}

/**
 * One policy that has the directives of several headers.
 * @param {...Record<string, string>} headers
 * @returns {Record<string, string>}
 */
export function joinPolicies(...headers) {
  const name = 'Content-Security-Policy';
  return { [name]: headers.map((each) => each[name]).join('; ') };
}
