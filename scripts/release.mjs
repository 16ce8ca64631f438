/**
 * npm run release: checks that everything is ready, and publishes with provenance in a workflow of GitHub Actions (`permissions: id-token:
 * write`) or GitLab CI (`id_tokens: SIGSTORE_ID_TOKEN`) for a tag `v1.2.3`. Elsewhere, or with `--dry-run`, it only prints what it would do.
 * The usual tools (semantic-release, release-it) also choose the version and write the changelog; here people do both, and npm publishes.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { run } from './run.mjs';

const read = (file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim();

const { version, repository, private: isPrivate } = JSON.parse(read('package.json'));
const { GITHUB_ACTIONS, ACTIONS_ID_TOKEN_REQUEST_URL, GITLAB_CI, SIGSTORE_ID_TOKEN } = process.env;
const canProve = Boolean((GITHUB_ACTIONS && ACTIONS_ID_TOKEN_REQUEST_URL) || (GITLAB_CI && SIGSTORE_ID_TOKEN));
const isTrial = process.argv.includes('--dry-run') || !canProve;

const plugin = read('examples/wordpress/daily-knock/daily-knock.php').match(/^ \* Version: (.*)$/m)?.[1];
const readme = read('examples/wordpress/daily-knock/readme.txt');

const CHECKS = [
  ['the work tree has no changes', git('status', '--porcelain') === ''],
  [`the commit has the tag v${version}`, git('tag', '--points-at', 'HEAD').split('\n').includes(`v${version}`)],
  [
    `CHANGELOG.md has a section [${version}] with a date`,
    new RegExp(`^## \\[${version}\\] - \\d{4}-\\d\\d-\\d\\d$`, 'm').test(read('CHANGELOG.md')),
  ],
  [`the WordPress plugin has the version ${version}`, plugin === version],
  [
    `its readme.txt has the stable tag ${version}, and its changes`,
    readme.includes(`\nStable tag: ${version}\n`) && readme.includes(`\n= ${version} =\n`),
  ],
  ['package.json names the repository, to which provenance is tied', Boolean(repository?.url ?? repository)],
  ['package.json is not private', !isPrivate],
];

for (const [name, holds] of CHECKS) console.log(`${holds ? 'ok  ' : 'FAIL'} ${name}`);
const isReady = CHECKS.every(([, holds]) => holds);
if (isTrial) {
  if (!canProve) console.log('Not in a workflow with provenance: dry run.');
  // Without the slow checks of npm run verify: this lists the contents of the package.
  run('npm', ['publish', '--dry-run', '--access', 'public', '--tag', version.includes('-') ? 'next' : 'latest']);
  process.exit(isReady ? 0 : 1);
}
if (!isReady || !run('npm', ['run', 'verify'])) process.exit(1);
const published = run('npm', [
  'publish',
  '--provenance',
  '--access',
  'public',
  '--tag',
  version.includes('-') ? 'next' : 'latest',
]);
process.exit(published ? 0 : 1);
