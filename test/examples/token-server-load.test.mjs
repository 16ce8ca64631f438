// The example as a process of its own, with few files and little memory: what visitors who break off, who hold on or who are many
// leave behind, and whether it goes on answering.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { hashPassword } from '../../examples/token-server/src/hosts.mjs';
import { startDailyDouble } from './daily-double.mjs';
import { API_KEY, PASSWORD } from './token-server.mjs';

const SERVER = new URL('../../examples/token-server/server.mjs', import.meta.url).pathname;
const FILES = 200;
const ADDRESS = '127.0.0.1';

async function freePort() {
  const server = createServer().listen(0, ADDRESS);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

describe('the token server with few files and little memory', { skip: process.platform !== 'linux' }, () => {
  let daily, folder, port, child, log;

  /** A request from one of this machine's own addresses; the answer's body is read, unless `onAnswer` does something else. */
  const ask = (path, { method = 'GET', headers, body, from = ADDRESS, onAnswer } = {}) =>
    new Promise((resolve, reject) => {
      const asked = request(
        { host: ADDRESS, port, path, method, headers, localAddress: from, agent: false },
        (answer) => {
          answer.on('error', reject);
          if (onAnswer) return resolve(onAnswer(answer));
          let text = '';
          answer.on('data', (part) => (text += part));
          answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  const logIn = (user, password, from) =>
    ask('/login', {
      method: 'POST',
      headers: { Origin: `http://localhost:${port}`, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: String(new URLSearchParams({ user, password })),
      from,
    });
  const post = (path, cookie, body = '{}') =>
    ask(path, {
      method: 'POST',
      headers: { Origin: `http://localhost:${port}`, 'Content-Type': 'application/json', Cookie: cookie },
      body,
    });
  const openFiles = async () => (await readdir(`/proc/${child.pid}/fd`)).length;
  const until = async (holds) => {
    for (const end = Date.now() + 20_000; !(await holds());) assert.ok(Date.now() < end, String(holds));
  };
  const answers = async () => assert.equal((await ask('/login')).status, 200, log);

  before(async () => {
    daily = await startDailyDouble({ apiKey: API_KEY });
    folder = await mkdtemp(join(tmpdir(), 'token-server-'));
    await writeFile(join(folder, 'large.js'), ' '.repeat(16 * 2 ** 20));
    // As it was written before hosts had a public id.
    const hosts = { maya: { name: 'Maya', room: 'office', password: await hashPassword(PASSWORD) } };
    await writeFile(join(folder, 'hosts.json'), JSON.stringify(hosts));
    port = await freePort();
    const command = `ulimit -n ${FILES}; exec "$0" --max-old-space-size=64 ${SERVER}`;
    child = spawn('sh', ['-c', command, process.execPath], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...{ PORT: String(port), ADDRESS, MAX_CONNECTIONS: String(FILES - 60), HOSTS_FILE: join(folder, 'hosts.json') },
        ...{ ELEMENTS_FOLDER: folder, DAILY_API_KEY: API_KEY, DAILY_API_URL: daily.apiUrl },
        SESSION_SECRET: 'for-the-tests-only-'.repeat(3),
      },
    });
    log = '';
    child.stderr.on('data', (part) => (log += part));
    await once(child.stdout, 'data');
  });

  after(async () => {
    child?.kill('SIGKILL');
    await daily?.close();
    await rm(folder, { recursive: true });
  });

  it('keeps no file open for a thousand downloads that were broken off', async () => {
    await answers();
    const before = await openFiles();
    for (let i = 0; i < 50; i += 1) {
      const downloads = Array.from({ length: 20 }, () =>
        ask('/elements/large.js', { onAnswer: (answer) => once(answer, 'data').then(() => answer.destroy()) }),
      );
      await Promise.all(downloads);
    }
    await until(async () => (await openFiles()) <= before);
    await answers();
    assert.equal(log, '');
  });

  it('keeps nothing of requests that are broken off in their body', async () => {
    const before = await openFiles();
    const lengths = ['Content-Length: 100\r\n\r\nuser=', 'Transfer-Encoding: chunked\r\n\r\n5\r\nuser=\r\n'];
    for (let i = 0; i < 20; i += 1) {
      const sockets = Array.from({ length: 10 }, () => connect(port, ADDRESS));
      await Promise.all(sockets.map((socket) => once(socket, 'connect')));
      for (const socket of sockets) {
        socket.write(
          `POST /login HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost:${port}\r\n` +
            `Content-Type: application/x-www-form-urlencoded\r\n${lengths[i % 2]}`,
        );
      }
      await answers();
      for (const socket of sockets) socket.destroy();
    }
    await until(async () => (await openFiles()) <= before);
    assert.equal(log, '');
  });

  it('goes on answering beside downloads that nobody reads', async () => {
    const stalled = await Promise.all(
      Array.from({ length: 100 }, () => ask('/elements/large.js', { onAnswer: (answer) => answer.pause() })),
    );
    await answers();
    const memory = Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024;
    assert.ok(memory < 250, `${memory} MB, and not a copy of the file for each`);
    for (const answer of stalled) answer.destroy();
  });

  it('closes connections that say nothing or stop halfway', async () => {
    const sockets = ['', 'GET / HTTP/1.1\r\nHost: localhost\r\nX-', 'POST /login HTTP/1.1\r\nHost: localhost\r\n'].map(
      (start) => {
        const socket = connect(port, ADDRESS);
        socket.write(start);
        return socket.resume();
      },
    );
    await Promise.all(sockets.map((socket) => once(socket, 'close')));
    await answers();
  });

  it('closes connections beyond its limit, and answers again after them', async () => {
    const sockets = Array.from({ length: 3 * FILES }, () =>
      connect(port, ADDRESS)
        .on('error', () => {})
        .resume(),
    );
    let closed = 0;
    for (const socket of sockets) socket.on('close', () => (closed += 1));
    await until(() => closed >= 2 * FILES || new Promise((resolve) => setImmediate(resolve)));
    for (const socket of sockets) socket.destroy();
    await until(() =>
      answers().then(
        () => true,
        () => false,
      ),
    );
  });

  it('goes on answering under load of all kinds', async () => {
    const before = await openFiles();
    const agent = new Agent({ maxSockets: 50, keepAlive: true });
    const kinds = [
      { path: '/login' },
      { path: '/visit/nobody' },
      { path: '/elements/large.js', method: 'HEAD' },
      { path: '/nothing/%E0%A4%A' },
      { path: '/login', method: 'POST', body: 'x'.repeat(100_000) },
      { path: '/owner-token', method: 'POST', body: '{', headers: { Origin: `http://localhost:${port}` } },
    ];
    const statuses = new Map();
    const one = (i) =>
      new Promise((resolve, reject) => {
        const { body, ...kind } = kinds[i % kinds.length];
        // A body that is too long is refused before it has been read: the answer may be cut off.
        const onError = (error) => (['ECONNRESET', 'EPIPE'].includes(error.code) ? resolve() : reject(error));
        const asked = request({ host: ADDRESS, port, agent, localAddress: `127.0.1.${i % 200}`, ...kind }, (answer) => {
          statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
          answer.resume().on('end', resolve).on('error', onError);
        });
        asked.on('error', onError);
        asked.end(body);
      });
    for (let round = 0; round < 20; round += 1) await Promise.all(Array.from({ length: 300 }, (_, i) => one(i)));
    agent.destroy();
    assert.ok(statuses.has(200));
    assert.deepEqual(
      [...statuses.keys()].filter((status) => status >= 500),
      [],
    );
    // Until the server has seen that they are closed, they count against its limit, and one more is turned away.
    await until(async () => (await openFiles()) <= before);
    await answers();
    assert.equal(log, '');
  });

  it('logs little while Daily fails, and nothing of a stack', async () => {
    const [cookie] = (await logIn('maya', PASSWORD)).headers['set-cookie'][0].split(';');
    daily.fail({ status: 401, body: { error: 'authentication-error', info: 'a\nb' } });
    const { status, text } = await post('/room', cookie);
    assert.deepEqual([status, JSON.parse(text)], [502, { error: 'daily-failed' }]);
    await until(() => log.endsWith('\n'));
    assert.match(log, /^\S+ GET \/rooms\/office: 401 authentication-error \(a\\u\{a\}b\)\n$/);
  });

  it('lets a host in from elsewhere whose password somebody has tried ten times', async () => {
    for (let i = 0; i < 10; i += 1) assert.equal((await logIn('maya', 'wrong', '127.0.0.2')).status, 401);
    assert.equal((await logIn('maya', PASSWORD, '127.0.0.2')).status, 429);
    assert.equal((await logIn('maya', PASSWORD, '127.0.0.3')).status, 303);
  });

  it('has given hosts of before a link that tells nothing, and ends sessions with a new password', async () => {
    const { maya } = JSON.parse(await readFile(join(folder, 'hosts.json'), 'utf8'));
    const [cookie] = (await logIn('maya', PASSWORD)).headers['set-cookie'][0].split(';');
    const { guests } = JSON.parse((await post('/room', cookie)).text);
    assert.equal(guests, `http://localhost:${port}/visit/${maya.publicId}`);
    assert.match(maya.publicId, /^[\w-]{22}$/);
    assert.equal((await ask('/visit/maya')).status, 404);
    assert.equal((await ask(new URL(guests).pathname)).status, 200);

    const hosts = { maya: { ...maya, password: await hashPassword('another password') } };
    await writeFile(join(folder, 'hosts.json'), JSON.stringify(hosts));
    let tries = 0;
    await until(async () => {
      tries += 1; // From many addresses: it asks more often than one may.
      const { status } = await ask('/', { headers: { Cookie: cookie }, from: `127.0.2.${tries % 200}` });
      return status === 303;
    });
    assert.equal((await logIn('maya', 'another password', '127.0.0.4')).status, 303);
  });

  it('ends when it is told to: an answer that is on its way arrives, and nobody can hold it up', async () => {
    const [slow, held] = await Promise.all(
      [1, 2].map(() => ask('/elements/large.js', { onAnswer: (answer) => answer.pause() })),
    );
    held.on('error', () => {});
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await until(() =>
      ask('/login').then(
        () => false,
        () => true,
      ),
    );
    let length = 0;
    slow.on('data', (part) => (length += part.length)).resume();
    await once(slow, 'end');
    assert.equal(length, 16 * 2 ** 20);
    assert.deepEqual(await exit, [0, null]);
  });
});
