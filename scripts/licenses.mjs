// The bundles contain other people's code without its comments. Their licenses ask that their notices go along.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A Rollup plugin that writes the licenses of all packages that went into the bundles to one file. Use one instance for
 * all bundles.
 * @param {string} file
 * @returns {import('rollup').Plugin}
 */
export function thirdPartyLicenses(file) {
  const notices = new Map();
  return {
    name: 'third-party-licenses',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => Object.keys(chunk.modules ?? {}));
      for (const folder of new Set(modules.filter((id) => id.includes('node_modules')).map(packageFolder))) {
        if (!folder) continue;
        const { name, version, license } = readPackage(folder);
        const text = readdirSync(folder).find((each) => /^licen[cs]e(\.(md|txt))?$/i.test(each));
        const notice = text ? readFileSync(join(folder, text), 'utf8').trim() : `License: ${license}`;
        notices.set(name, `${name} ${version}\n\n${notice}\n`);
      }
    },
    closeBundle() {
      const sorted = [...notices].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, notice]) => notice);
      writeFileSync(file, sorted.join(`\n${'-'.repeat(80)}\n\n`));
    },
  };
}

function packageFolder(id) {
  for (
    let folder = dirname(id.replace(/^\0/, '').split('?')[0]);
    folder !== dirname(folder);
    folder = dirname(folder)
  ) {
    if (existsSync(join(folder, 'package.json')) && readPackage(folder).name && readPackage(folder).version)
      return folder;
  }
  return undefined;
}

function readPackage(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
