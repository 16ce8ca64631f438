// What the built files may weigh, in brotli: `npm run size`. A hash in a name weighs some bytes more or less with each change, by chance, so
// copies without hashes are weighed.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const COPIES = '.cache/size';
const HASH = /(?<=daily-knock-[\w.-]+-)[\w-]{8}(?=\.js)|(?<=Symbol\.for\("daily-knock [\d.]+ )[\w-]{8}/g;

rmSync(COPIES, { recursive: true, force: true });
mkdirSync(COPIES, { recursive: true });
for (const file of readdirSync('dist').filter((name) => /^daily-knock.*\.js$/.test(name)))
  writeFileSync(
    `${COPIES}/${file.replace(HASH, 'hash')}`,
    readFileSync(`dist/${file}`, 'utf8').replaceAll(HASH, '00000000'),
  );

export default [
  {
    name: 'The first view',
    path: `${COPIES}/daily-knock.js`,
    limit: '16384 B',
    message: 'CONTRIBUTING.md says what to do: When the first view is too large. It also asks for 400 B to spare.',
  },
  { name: 'What a call needs', path: `${COPIES}/daily-knock-call-hash.js`, limit: '44.9 kB' },
  {
    name: 'What a call fetches later',
    path: [`${COPIES}/daily-knock-*-hash.js`, `!${COPIES}/daily-knock-call-hash.js`],
    limit: '13.6 kB',
  },
  { name: 'The lobby channel over server-sent events', path: 'dist/lobby-channel/index.js', limit: '1.5 kB' },
  { name: 'All of it in one classic script', path: `${COPIES}/daily-knock.iife.js`, limit: '66.8 kB' },
];
