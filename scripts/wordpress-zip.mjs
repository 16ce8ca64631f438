// npm run build:wordpress: writes dist/daily-knock-wordpress.zip, which WordPress installs (Plugins → Add New → Upload Plugin). Needs a build.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';

const ROOT = new URL('../', import.meta.url);
const PLUGIN = 'examples/wordpress/daily-knock/';
/** Of dist/: what browsers load from a page with the elements, its hashes, and the licenses. */
const LOADED =
  /^(daily-knock(-[\w-]+)?\.js|daily-js\.js|confusables\.js|[\w-]+\.worker\.js|languages\/[\w-]+\.js|integrity\.json|THIRD-PARTY-LICENSES\.txt)$/;

const filesOf = (folder) =>
  readdirSync(new URL(folder, ROOT), { recursive: true })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => statSync(new URL(folder + file, ROOT)).isFile());

/**
 * The files of the plugin with their contents, by path.
 * @returns {Record<string, Uint8Array>}
 */
export function pluginFiles() {
  const read = (file) => new Uint8Array(readFileSync(new URL(file, ROOT)));
  return Object.fromEntries([
    ['LICENSE', read('LICENSE')],
    ...filesOf(PLUGIN).map((file) => [file, read(PLUGIN + file)]),
    ...filesOf('dist/')
      .filter((file) => LOADED.test(file))
      .map((file) => [`dist/${file}`, read(`dist/${file}`)]),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL('dist/daily-knock-wordpress.zip', ROOT), zipSync({ 'daily-knock': pluginFiles() }));
