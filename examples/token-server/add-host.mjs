// npm run add-host -- maya "Maya Okafor" maya-office
// Asks for a password, and writes the host into the file of hosts. For somebody who is there already: a new password.
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { hashPassword, readHosts } from './src/hosts.mjs';

const file = process.env.HOSTS_FILE ?? fileURLToPath(new URL('hosts.json', import.meta.url));
const [id, name, room] = process.argv.slice(2);

const problem =
  (!room && 'Give three things: an id to sign in with, a name for the others to see, and the name of a room.') ||
  (!/^[\w-]{1,36}$/.test(id) && 'The id may have letters, digits, "-" and "_", up to 36 of them.') ||
  (!/^[\w-]{1,128}$/.test(room) && 'The name of a room may have letters, digits, "-" and "_", up to 128 of them.');
if (problem) {
  console.error(problem);
  process.exit(1);
}

process.stderr.write('Password (12 characters or more): ');
const silent = new Writable({ write: (part, encoding, done) => done() }); // A password is not shown while it is typed.
const lines = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY === true });
const [password] = await Promise.race([once(lines, 'line'), once(lines, 'close').then(() => [''])]);
lines.close();
process.stderr.write('\n');
if (password.length < 12) {
  console.error('That is too short.');
  process.exit(1);
}

const hosts = await readHosts(file);
hosts.set(id, { name, room, password: await hashPassword(password) });
const entries = [...hosts].map(([key, host]) => [key, { name: host.name, room: host.room, password: host.password }]);
// Whole or not at all, and for nobody else on this machine to read.
const temporary = `${file}.${randomUUID()}`;
await writeFile(temporary, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`, { mode: 0o600 });
await rename(temporary, file);
console.log(`${id} may sign in, and opens the room ${room}. Restart the server.`);
