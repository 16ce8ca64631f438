// The apps of docs/embedding/, built as their developers build them: in a project of their own that has the package installed, by
// Vite and the framework's own compiler, for the browser and, where the framework draws on a server, for that.
import { cp, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { install, ROOT } from '../bundle/consumer.mjs';

const SOURCES = fileURLToPath(new URL('apps', import.meta.url));

/** The room that all of them are for. */
export const ROOM = 'office-hours';

/** The sides of each app: its two pages. @type {('owner' | 'guest')[]} */
export const SIDES = ['owner', 'guest'];

// The one thing that the site of a test has and that of a developer has not: room links are played by the local room. Beside it, the
// page notes what the server sent.
const HEAD = `<script type="module">
  import { callOptions } from '/dist/local-room/index.js';

  globalThis.dailyKnockCallOptions = () => callOptions('/dist/local-room/');
  globalThis.find = (selector) => {
    const within = [...document.querySelectorAll('#app *')].map(({ shadowRoot }) => shadowRoot);
    return [document, ...within].map((root) => root?.querySelector(selector)).find(Boolean);
  };
  globalThis.sent = { h1: find('h1'), element: find('daily-owner-room, daily-knock-form') };
</script>`;

/** A project with the package and with the apps' sources in it. @returns {Promise<string>} its folder */
export async function project(name) {
  const { folder } = await install(name);
  await cp(SOURCES, folder, { recursive: true });
  return folder;
}

/**
 * Builds one of the apps.
 * @param {string} folder of the project
 * @param {{ name: string, server?: boolean }} app
 * @returns {Promise<{ pages: Record<string, string>, paths: Record<string, string> }>} for the server
 */
export async function buildApp(folder, { name, server = false }) {
  const root = join(folder, name);
  const base = `/${name}/`;
  process.env.VITE_ROOM_HOST = 'local-room.localhost';
  process.env.VITE_ROOM_URL = `https://local-room.localhost/${ROOM}`;
  const run = (options) => build({ root, base, logLevel: 'warn', build: { emptyOutDir: true, ...options } });
  await run({ outDir: 'out/client' });
  const template = await readFile(join(root, 'out/client/index.html'), 'utf8');
  let render = () => '';
  if (server) {
    await run({ outDir: 'out/server', ssr: 'server', rolldownOptions: { output: { entryFileNames: 'server.js' } } });
    ({ render } = await import(pathToFileURL(join(root, 'out/server/server.js')).href));
  }
  const pages = {};
  for (const side of SIDES) {
    // Some draw the app, others the whole page.
    const drawn = await render(`${base}${side}`, template);
    const page = drawn.includes('</html>') ? drawn : template.replace('<!--app-->', () => drawn);
    pages[`${base}${side}`] = page.replace('<head>', () => `<head>${HEAD}`);
  }
  return { pages, paths: { [base]: relative(ROOT, join(root, 'out/client')) } };
}
