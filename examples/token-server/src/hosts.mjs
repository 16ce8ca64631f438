// Who may open which room, and their passwords: a file that add-host.mjs writes. A site that has accounts has this already.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const derive = promisify(scrypt);
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };

/**
 * @typedef {object} Host
 * @property {string} id
 * @property {string} name what others in the call see
 * @property {string} room the name of the one room that is theirs
 */

/**
 * @param {string} file
 * @returns {Promise<Map<string, Host & { password: string }>>} empty if there is no file yet
 */
export async function readHosts(file) {
  let text;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return new Map();
    throw error;
  }
  return new Map(Object.entries(JSON.parse(text)).map(([id, host]) => [id, { ...host, id }]));
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
