// Plays Daily's servers of scripts, which tests do not reach: what is asked of them is answered with the local room's call machine.
import { readFileSync } from 'node:fs';

const MACHINE = readFileSync(new URL('../../dist/local-room/call-machine-object-bundle.js', import.meta.url), 'utf8');

/**
 * From now on a page finds Daily's call machine at some hosts; no other host but the test's own is reached.
 * @param {import('puppeteer-core').Page} page
 * @param {string[]} hosts those that answer
 * @param {(request: import('puppeteer-core').HTTPRequest) => void} [see] given every request for another host
 * @returns {Promise<string[]>} fills with the addresses that were asked of other hosts
 */
export async function actAsCdn(page, hosts, see = () => {}) {
  const asked = [];
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const { host, hostname, protocol } = new URL(request.url());
    if (hostname === 'localhost' || !protocol.startsWith('http')) return void request.continue().catch(() => {});
    asked.push(request.url());
    see(request);
    if (!hosts.includes(host)) return void request.abort().catch(() => {});
    request.respond({ contentType: 'text/javascript', body: MACHINE }).catch(() => {});
  });
  return asked;
}
