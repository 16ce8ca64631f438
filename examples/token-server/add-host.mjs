// npm run add-host -- mo-7 "Maya Okafor" maya-office
// Asks for a password, and writes the host into the file of hosts. For somebody who is there already: a new password.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { hashPassword, newPublicId, readHosts, writeHosts } from './src/hosts.mjs';

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
if (`${name} ${room}`.toLowerCase().includes(id.toLowerCase())) {
  console.error(`Guests see the name and the room: with ${id} in one of them, they know what ${name} signs in with.`);
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
const publicId = hosts.get(id)?.publicId ?? newPublicId();
hosts.set(id, { publicId, name, room, password: await hashPassword(password) });
await writeHosts(file, hosts);
console.log(`${id} may sign in, and opens the room ${room}.`);
