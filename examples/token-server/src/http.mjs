// Small things around node:http.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

/** An answer that is not a success, thrown from wherever that is noticed. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} code for the page's script
   * @param {Record<string, string>} [headers]
   */
  constructor(status, code, headers = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** The body of a request, as text. @param {import('node:http').IncomingMessage} request */
export async function bodyOf(request, type, most = 4096) {
  if (request.headers['content-type']?.split(';')[0].trim().toLowerCase() !== type) {
    throw new Refusal(415, 'unsupported-type');
  }
  const parts = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length > most) throw new Refusal(413, 'too-long', { Connection: 'close' });
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

export async function jsonOf(request) {
  try {
    return JSON.parse(await bodyOf(request, 'application/json')) ?? {};
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(400, 'not-json');
  }
}

/**
 * Only the site's own pages may ask for anything to be done. Browsers say where a POST comes from, and no page can make them
 * lie; whatever does not say it is refused as well.
 * @param {import('node:http').IncomingMessage} request
 * @param {string} origin the site's
 */
export function refuseOtherSites({ headers }, origin) {
  const site = headers['sec-fetch-site'];
  if (headers.origin !== origin || (site !== undefined && site !== 'same-origin')) {
    throw new Refusal(403, 'other-site');
  }
}

const TYPES = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
};

/** A file of a folder, for the kinds of files that pages load. */
export async function sendFile(response, folder, path) {
  const file = join(folder, path);
  const type = TYPES[extname(file)];
  const isInside = type !== undefined && file.startsWith(folder + sep);
  const found = isInside ? await stat(file).catch(() => undefined) : undefined;
  if (!found?.isFile()) throw new Refusal(404, 'not-found');
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': found.size, 'Cache-Control': 'no-cache' });
  createReadStream(file).pipe(response);
}
