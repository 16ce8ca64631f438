// The pages of the documentation site, in the order of its navigation.
import { posix } from 'node:path';

/** A placeholder for the pages from custom-elements.json. */
export const REFERENCE = Symbol('reference');

/** A placeholder for the demo’s builder. */
export const BUILDER = Symbol('builder');

/** The first page of each section is its overview. */
export const SECTIONS = [
  { title: 'Getting started', files: ['docs/getting-started.md', BUILDER] },
  { title: 'Elements', files: ['docs/elements.md', REFERENCE, 'docs/messages.md', 'docs/accessibility.md'] },
  { title: 'Events and errors', files: ['docs/events.md', 'docs/failures.md'] },
  { title: 'Styling', files: ['docs/theming.md', 'docs/reports/looks.md'] },
  { title: 'Languages', files: ['docs/languages.md'] },
  { title: 'Tokens and security', files: ['docs/tokens.md', 'docs/security.md'] },
  {
    title: 'Frameworks',
    files: [
      'README',
      'react',
      'vue',
      'svelte',
      'angular',
      'lit',
      'typescript',
      'wordpress',
      'static',
      'ghost',
      'drupal',
      'site-builders',
      'from-daily',
      'page-changes',
      'windows',
    ].map((name) => `docs/embedding/${name}.md`),
  },
  { title: 'Testing and the local room', files: ['docs/testing.md', 'docs/local-room.md'] },
  { title: 'Performance', files: ['docs/performance.md', 'docs/reports/benchmarks.md'] },
  {
    title: 'Contributing',
    files: ['CONTRIBUTING.md', 'docs/architecture.md', 'docs/decisions/', 'docs/daily.md', 'CHANGELOG.md'],
  },
];

const NAMED = {
  'README.md': 'index.html',
  'docs/embedding/README.md': 'frameworks.html',
};

/** Returns the site's file for a page of the repository. All are in one folder. */
export const siteFile = (file) =>
  NAMED[file] ??
  file
    .replace(/^docs\//, '')
    .replace(/^embedding\//, 'frameworks-')
    .replace(/^(report|decision)s\//, '$1-')
    .replace(/\.md$/, '.html')
    .toLowerCase();

/** Returns the site's file for an image. */
export const imageFile = (file) => `images/${posix.basename(file)}`;
