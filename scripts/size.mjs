// npm run size: holds a build to docs/reports/size.json and to the limit. With --write it writes docs/reports/size.json and docs/reports/size.md anew.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { measure } from './measure-size.mjs';
import { sizeChart, sizePage } from './size-page.mjs';

/** What a page may load before its visitor does anything. Bytes, brotli. */
const LIMIT = 16_384;
/** Compressors and hashes in names move a file by so much without anybody's doing. Bytes. */
const NOISE = 48;

const RECORD = new URL('../docs/reports/size.json', import.meta.url);
const now = measure();

if (process.argv.includes('--write')) {
  writeFileSync(RECORD, `${JSON.stringify(now, null, 2)}\n`);
  writeFileSync(new URL('../docs/reports/size.md', import.meta.url), sizePage(now, LIMIT));
  writeFileSync(new URL('../docs/reports/size.svg', import.meta.url), sizeChart(now));
}
const record = existsSync(RECORD) ? JSON.parse(readFileSync(RECORD, 'utf8')) : undefined;

const complaints = [];
if (now.before.bytes > LIMIT) {
  complaints.push(
    `A page loads ${now.before.bytes} bytes before its visitor does anything, over the limit of ${LIMIT}.`,
  );
}
for (const name of new Set([...Object.keys(now.files), ...Object.keys(record?.files ?? {})])) {
  const after = now.files[name];
  const before = record?.files[name];
  const change = (after?.bytes ?? 0) - (before?.bytes ?? 0);
  if (Math.abs(change) <= NOISE) continue;
  complaints.push(`${name}: ${before?.bytes ?? 0} → ${after?.bytes ?? 0} bytes (${change > 0 ? '+' : ''}${change})`);
  for (const [source, size, was] of changed(after?.sources ?? {}, before?.sources ?? {})) {
    complaints.push(`    ${source}: ${was} → ${size} characters, minified`);
  }
}
console.log(`Before any intent: ${now.before.bytes} of ${LIMIT} bytes (brotli).`);
if (complaints.length > 0) {
  console.error(complaints.join('\n'));
  console.error(
    'Is that meant? Then `npm run size -- --write`, look at docs/reports/size.md, and say in the commit why.',
  );
  process.exit(1);
}

/** The sources whose part in a file has changed, the largest change first. */
function changed(after, before) {
  return [...new Set([...Object.keys(after), ...Object.keys(before)])]
    .map((name) => [name, after[name] ?? 0, before[name] ?? 0])
    .filter(([, size, was]) => size !== was)
    .sort((a, b) => Math.abs(b[1] - b[2]) - Math.abs(a[1] - a[2]))
    .slice(0, 8);
}
