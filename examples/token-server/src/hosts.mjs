// Who may open which room, and their passwords: a file that add-host.mjs writes. A site that has accounts has this already.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { writeJson } from './json-file.mjs';

const derive = promisify(scrypt);
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };

/**
 * @typedef {object} Host
 * @property {string} id what they sign in with: known to them only
 * @property {string} publicId what others may know them by: random, in the guests' link and in the call
 * @property {string} name what others in the call see
 * @property {string} room the name of the one room that is theirs
 * @property {string} password its hash
 */

/** What others may know a host by. It tells nothing, and cannot be guessed. */
export const newPublicId = () => randomBytes(16).toString('base64url');

/**
 * @param {string} file
 * @returns {Promise<Map<string, Host>>} empty if there is no file yet
 */
export async function readHosts(file) {
  let text;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return new Map();
    throw error;
  }
  const hosts = new Map(Object.entries(JSON.parse(text)).map(([id, host]) => [id, { ...host, id }]));
  // From before there were public ids.
  const without = [...hosts.values()].filter(({ publicId }) => !publicId);
  for (const host of without) host.publicId = newPublicId();
  if (without.length) await writeHosts(file, hosts);
  return hosts;
}

export async function writeHosts(file, hosts) {
  const entries = [...hosts].map(([id, { publicId, name, room, password }]) => [
    id,
    { publicId, name, room, password },
  ]);
  await writeJson(file, Object.fromEntries(entries));
}

/** Takes over what is changed in the file while the server runs: a new password ends sessions at once. */
export function followHosts(file, hosts, log) {
  watchFile(file, { interval: 1000, persistent: false }, async () => {
    try {
      const changed = await readHosts(file);
      hosts.clear();
      for (const [id, host] of changed) hosts.set(id, host);
    } catch (error) {
      log(`${file} cannot be read, and what was in it before still holds: ${error.message}`);
    }
  });
}

/** @param {string} password @returns {Promise<string>} to be kept in place of it */
export async function hashPassword(password) {
  const salt = randomBytes(16);
  const hash = await derive(password.normalize(), salt, 32, COST);
  return `${salt.toString('base64url')}.${hash.toString('base64url')}`;
}

const nobody = await hashPassword(randomBytes(16).toString('hex'));

/** Takes as long for a host that does not exist, so that nobody learns who does. */
export async function checkPassword(host, password) {
  const [salt, hash] = (host?.password ?? nobody).split('.').map((part) => Buffer.from(part, 'base64url'));
  const isRight = timingSafeEqual(await derive(password.normalize(), salt, hash.length, COST), hash);
  return isRight && host !== undefined;
}
