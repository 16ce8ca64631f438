// The pages: files in ../pages, with the few words that differ filled in.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../pages', import.meta.url));
const NAMES = ['host', 'login', 'login-again', 'visit', 'no-visit'];

// What the elements and Daily need, and no more (docs/security.md of daily-knock says what is for what).
const DAILY_SCRIPTS = ['daily.co', 'dailywebrtc.com', 'dailywebrtc.net'].map(
  (host) => `https://c.${host}/call-machine/`,
);
const DAILY_HOSTS = ['daily.co', 'dailywebrtc.com', 'dailywebrtc.net'].flatMap((host) =>
  ['https', 'wss'].map((scheme) => `${scheme}://*.${host}`),
);
const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), microphone=(self), display-capture=(self)',
  'Content-Security-Policy': [
    `default-src 'none'`,
    `script-src 'self' blob: ${DAILY_SCRIPTS.join(' ')}`,
    `connect-src 'self' ${DAILY_HOSTS.join(' ')}`,
    `worker-src 'self' blob:`,
    `style-src 'self'`,
    `img-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; '),
};

/** @param {{ elementsScript: string }} settings */
export function createPages({ elementsScript }) {
  const pages = Object.fromEntries(NAMES.map((name) => [name, readFileSync(`${FOLDER}/${name}.html`, 'utf8')]));
  return {
    folder: FOLDER,

    /** @param {Record<string, string>} [words] for the `{{words}}` in the page */
    send(response, name, status = 200, words = {}) {
      const all = { script: `/elements/${elementsScript}`, ...words };
      const html = pages[name].replaceAll(/\{\{(\w+)\}\}/g, (_, word) => escape(all[word]));
      response.writeHead(status, HEADERS).end(html);
    },
  };
}

const escape = (text) => text.replaceAll(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);
