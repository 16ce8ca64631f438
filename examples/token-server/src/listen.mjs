import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';

/**
 * Listens, with a limit on what one connection may take.
 * @param {{ fetch: import('hono').Hono['fetch'] }} app
 * @param {{ port: number, address: string, maxConnections: number, log: (line: string) => void }} options
 * @returns {Promise<import('node:http').Server>}
 */
export async function listen({ fetch }, { port, address, maxConnections, log }) {
  const server = createAdaptorServer({
    fetch,
    serverOptions: {
      maxHeaderSize: 8192,
      // A request that comes slower is none of a browser's.
      headersTimeout: 5000,
      requestTimeout: 10_000,
      connectionsCheckingInterval: 1000,
      keepAliveTimeout: 5000,
    },
  });
  server.maxConnections = maxConnections;
  server.setTimeout(30_000); // Closes an answer that nobody reads, after that time or twice that.
  server.listen(port, address);
  await once(server, 'listening');
  server.on('error', (error) => log(error.message)); // A connection that could not be taken: too many open files.
  return server;
}

/** Takes no more connections, and gives those that there are some seconds. @param {import('node:http').Server} server */
export function end(server) {
  server.closeIdleConnections = () => {}; // Node counts as idle whose answer is written, though it is still on its way.
  server.close();
  setTimeout(() => server.closeAllConnections(), 5000).unref();
}
