// Writes dist/integrity.json: the `integrity` attribute of each script that a page may load. Part of `npm run build`.
// Bundler plugins write such hashes into HTML pages, but the pages here are other people's.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const DIST = new URL('../dist/', import.meta.url);
/** The folders with files for script tags. dist/lib is for bundlers, which check what they install. */
const FOLDERS = ['', 'languages/', 'local-room/'];

const scripts = FOLDERS.flatMap((folder) =>
  readdirSync(new URL(folder, DIST))
    .filter((file) => file.endsWith('.js'))
    .sort()
    .map((file) => folder + file),
);
const hash = (file) =>
  `sha384-${createHash('sha384')
    .update(readFileSync(new URL(file, DIST)))
    .digest('base64')}`;

const integrity = Object.fromEntries(scripts.map((file) => [file, hash(file)]));
writeFileSync(new URL('integrity.json', DIST), `${JSON.stringify(integrity, null, 2)}\n`);
