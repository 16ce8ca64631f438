// npm start: builds everything, then serves the demo, and the documentation below /docs/. Options: --port 8080, --no-build.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { run } from './run.mjs';
import { serve } from './server.mjs';

const { values } = parseArgs({ options: { port: { type: 'string' }, 'no-build': { type: 'boolean' } } });
const port = Number(values.port ?? process.env.PORT ?? 8000);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`${values.port ?? process.env.PORT} is not a port number.`);
  process.exit(2);
}
if (!values['no-build']) {
  console.log('Building…');
  if (!run('npm', ['run', '--silent', 'build']) || !run('npm', ['run', '--silent', 'docs'])) process.exit(1);
}
const { url } = await serve({ port, nextFree: true });
// With --no-build there may be no documentation.
const docs = existsSync('site/index.html') ? `\n  The documentation is at ${url}/docs/` : '';
console.log(`\n  The demo is at ${url}/${docs}\n\n  Stop it with Ctrl+C.\n`);
