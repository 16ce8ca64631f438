// The pages: files in ../pages, with the few words that differ filled in. And the files that they load.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../pages', import.meta.url));
const NAMES = ['host', 'login', 'login-again', 'visit', 'no-visit'];

/** @param {{ elementsScript: string }} settings @returns {(name: string, words?: Record<string, string>) => string} */
export function createPages({ elementsScript }) {
  const pages = Object.fromEntries(NAMES.map((name) => [name, readFileSync(`${FOLDER}/${name}.html`, 'utf8')]));
  return (name, words) => {
    const all = { script: `/elements/${elementsScript}`, ...words };
    return pages[name].replaceAll(/\{\{(\w+)\}\}/g, (_, word) => escape(all[word]));
  };
}

const escape = (text) => text.replaceAll(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);

const TYPES = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
};

/**
 * The files that pages load, by address. They are read once, at the start: no request opens a file, so none can leave one open,
 * and there is no way out of the folders, by `..` or by a symbolic link.
 * @param {{ elementsFolder: string }} settings
 * @returns {Map<string, { body: Buffer, type: string }>}
 */
export function readFiles({ elementsFolder }) {
  return new Map([...filesOf('/pages/', FOLDER), ...filesOf('/elements/', elementsFolder)]);
}

function filesOf(address, folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && Object.hasOwn(TYPES, extname(entry.name)))
    .map((entry) => {
      const file = join(entry.parentPath ?? entry.path, entry.name); // `path` before Node 20.12
      const path = relative(folder, file).replaceAll(sep, '/');
      return [address + path, { body: readFileSync(file), type: TYPES[extname(file)] }];
    });
}
