// What the files for a <script> tag weigh, and what they are made of.
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { eachMapping, TraceMap } from '@jridgewell/trace-mapping';

const DIST = new URL('../dist/', import.meta.url);
const read = (file) => readFileSync(new URL(file, DIST), 'utf8');

/** Names with a hash weigh a few bytes more or less with each change, by chance. */
const withoutHashes = (text) =>
  text.replaceAll(
    /(?<=daily-knock-[\w.-]+-)[\w-]{8}(?=\.js)|(?<=Symbol\.for\("daily-knock [\d.]+ )[\w-]{8}/g,
    '00000000',
  );

/** @param {string} text @returns {number} its size as a good server sends it: brotli at its best */
const packed = (text) =>
  brotliCompressSync(withoutHashes(text), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** The name of a file without the hash of what is in it. */
const plainName = (file) => file.replace(/-[\w-]{8}\.js$/, '.js');

/**
 * A file and all that it imports at once: what a page loads before its visitor does anything.
 * @param {string} file below dist/
 * @returns {string[]}
 */
export function loadedWith(file, found = []) {
  if (found.includes(file)) return found;
  found.push(file);
  for (const [, next] of read(file).matchAll(/(?:\bfrom|\bimport)\s*"\.\/([^"]+)"/g)) loadedWith(next, found);
  return found;
}

/**
 * How many characters of a minified file come from each source.
 * @param {string} file below dist/
 * @returns {Record<string, number>}
 */
function sourcesOf(file) {
  const code = read(file);
  const starts = [0];
  for (let at = code.indexOf('\n'); at >= 0; at = code.indexOf('\n', at + 1)) starts.push(at + 1);
  const marks = [];
  eachMapping(new TraceMap(read(`${file}.map`)), ({ generatedLine, generatedColumn, source }) =>
    marks.push({ at: starts[generatedLine - 1] + generatedColumn, source }),
  );
  const sizes = {};
  marks.forEach(({ at, source }, index) => {
    const name = nameOf(source);
    sizes[name] = (sizes[name] ?? 0) + (marks[index + 1]?.at ?? code.length) - at;
  });
  return sizes;
}

/** A source as people call it: packages by their name, our own files from src/ on. */
function nameOf(source) {
  const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source ?? '');
  if (inPackage) return inPackage[1];
  return (source ?? 'glue').replace(/^(\.\.\/)+/, '');
}

/**
 * Everything about a build.
 * @returns {{ before: { bytes: number, files: string[] }, files: Record<string, { bytes: number, minified: number, sources: Record<string, number> }> }}
 */
export function measure() {
  const names = readdirSync(DIST).filter((file) => /^daily-knock.*\.js$/.test(file));
  const files = {};
  for (const file of names.sort()) {
    const text = read(file);
    files[plainName(file)] = { bytes: packed(text), minified: text.length, sources: sourcesOf(file) };
  }
  const first = loadedWith('daily-knock.js');
  return {
    before: {
      bytes: first.reduce((sum, file) => sum + packed(read(file)), 0),
      files: first.map((file) => plainName(basename(file))),
    },
    files,
  };
}
