// npm start: every address that it names is there.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const copies = [];

after(() => copies.forEach((copy) => rmSync(copy, { recursive: true })));

/** Starts it in a copy of the project that has been built or not, and reads what it says. */
async function start({ hasDocs }) {
  const copy = mkdtempSync(join(tmpdir(), 'daily-knock-start-'));
  copies.push(copy);
  for (const part of ['scripts', 'demo', 'package.json'])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  if (hasDocs) {
    mkdirSync(join(copy, 'site'));
    writeFileSync(join(copy, 'site/index.html'), '<!doctype html><title>Documentation</title>');
  }
  const server = spawn(process.execPath, ['scripts/start.mjs', '--no-build', '--port', '0'], { cwd: copy });
  const said = [];
  for await (const line of createInterface(server.stdout)) {
    said.push(line);
    if (line.includes('Ctrl+C')) break;
  }
  return {
    addresses: said.flatMap((line) => line.match(/http:\S+/g) ?? []),
    async stop() {
      server.kill();
      await once(server, 'exit');
    },
  };
}

describe('npm start', () => {
  for (const hasDocs of [true, false]) {
    it(`names what is there, ${hasDocs ? 'the documentation as well' : 'and no documentation that has not been written'}`, async () => {
      const { addresses, stop } = await start({ hasDocs });
      try {
        assert.equal(addresses.length, hasDocs ? 2 : 1);
        for (const address of addresses) assert.equal((await fetch(address)).status, 200, address);
      } finally {
        await stop();
      }
    });
  }
});
