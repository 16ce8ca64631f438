// The package in another project: packed, and installed beside that project's own files.
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/**
 * Packs the package as it is built, and installs it in a folder below this project's, so that what it depends on is found in
 * this project's `node_modules`, as npm would put it there.
 * @param {string} name of the folder
 * @returns {Promise<{ folder: string, archive: string, files: string[] }>} `files` are the paths in the package
 */
export async function install(name) {
  const folder = join(ROOT, '.cache', name);
  const into = join(folder, 'node_modules', 'daily-knock');
  await rm(folder, { recursive: true, force: true });
  await mkdir(into, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, private: true, type: 'module' }));
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await run('npm', args, { cwd: ROOT, maxBuffer: 2 ** 24 });
  const packed = JSON.parse(stdout);
  const [{ filename, files }] = Array.isArray(packed) ? packed : Object.values(packed);
  const archive = join(folder, filename);
  await run('tar', ['-xzf', archive, '-C', into, '--strip-components=1']);
  return { folder, archive, files: files.map(({ path }) => path) };
}

/** Writes files of that project. @param {Record<string, string>} files */
export async function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/**
 * Runs one of this project's tools there. What it says counts, whether it succeeds or not.
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function tool(folder, command, args) {
  const path = command === 'node' ? process.execPath : join(ROOT, 'node_modules', '.bin', command);
  return run(path, args, { cwd: folder, maxBuffer: 2 ** 24 }).then(
    ({ stdout, stderr }) => ({ ok: true, output: stdout + stderr }),
    ({ stdout = '', stderr = '', message }) => ({ ok: false, output: stdout + stderr || message }),
  );
}
