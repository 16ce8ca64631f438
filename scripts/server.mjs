// A static server for the demo and for tests with real tabs: demo/ at the root, the build below /dist/, the documentation below /docs/.
// Not a file server from npm, because tests need generated pages, custom headers and latency.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = { '/dist/': 'dist', '/docs/': 'site' };

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ts': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webm': 'video/webm',
  '.webp': 'image/webp',
};

/**
 * A generated page.
 * @typedef {{ body: string, headers?: Record<string, string>, method?: string }} Page responds to GET, or only to `method`
 */

/**
 * Starts the server.
 * @param {object} [options]
 * @param {number} [options.port] 0 for any free port
 * @param {boolean} [options.nextFree] whether to use the next free port if this one is in use
 * @param {Record<string, string | Page>} [options.pages] generated pages by path; the content type follows the path's extension, HTML by default
 * @param {Record<string, string>} [options.paths] more folders of this project by path prefix, such as `{ '/path/to/': 'dist' }`
 * @param {number} [options.latency] the delay of each response in milliseconds
 * @returns {Promise<{ url: string, close(): Promise<void> }>} `url` has no trailing slash
 */
export async function serve({ port = 0, nextFree = false, pages = {}, paths = {}, latency = 0 } = {}) {
  const folders = { ...FOLDERS, ...paths };
  const server = createServer((request, response) => {
    const reply = () =>
      answer(request, response, pages, folders).catch((error) => response.writeHead(500).end(String(error)));
    if (latency > 0) setTimeout(reply, latency);
    else reply();
  });
  const bound = await listen(server, port, nextFree);
  return {
    url: `http://localhost:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server, port, nextFree) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      if (taken && nextFree && port < 65535) resolve(listen(server, port + 1, nextFree));
      else reject(error);
    });
    server.listen(port, 'localhost', () => resolve(server.address().port));
  });
}

async function answer(request, response, pages, folders) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const headers = {
    'Cache-Control': 'no-store',
    'Access-Control-Allow-Origin': '*', // Other pages may load the bundle from here, as from a CDN.
  };
  const page = Object.hasOwn(pages, pathname) ? pages[pathname] : undefined;
  const methods = page?.method ? [page.method] : ['GET', 'HEAD'];
  if (!methods.includes(request.method)) return response.writeHead(405, headers).end();
  if (page !== undefined) {
    const { body, headers: own } = typeof page === 'string' ? { body: page } : page;
    const type = TYPES[extname(pathname)] ?? TYPES['.html'];
    return response.writeHead(200, { ...headers, 'Content-Type': type, ...own }).end(body);
  }
  if (pathname === '/favicon.ico') return response.writeHead(204, headers).end(); // Requested by each browser.
  const file = await findFile(pathname, folders);
  if (!file)
    return response.writeHead(404, { ...headers, 'Content-Type': TYPES['.txt'] }).end(`Not found: ${pathname}`);
  response.writeHead(200, { ...headers, 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
  if (request.method === 'HEAD') return response.end();
  return createReadStream(file).pipe(response);
}

async function findFile(pathname, folders) {
  const prefix = Object.keys(folders).find((each) => pathname.startsWith(each));
  const folder = join(ROOT, prefix ? folders[prefix] : 'demo');
  let path;
  try {
    path = normalize(join(folder, decodeURIComponent(prefix ? pathname.slice(prefix.length) : pathname)));
  } catch {
    return undefined; // Not a valid escape.
  }
  if ((path !== folder && !path.startsWith(folder + sep)) || path.includes('\0')) return undefined;
  for (const candidate of [path, join(path, 'index.html')]) {
    const found = await stat(candidate).catch(() => undefined);
    if (found?.isFile()) return candidate;
  }
  return undefined;
}
