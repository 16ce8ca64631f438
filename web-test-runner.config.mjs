// Tests that run in browsers. `BROWSERS=chromium` (or firefox, webkit; several with commas) chooses among them.
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { build } from 'esbuild';
import puppeteer from 'puppeteer-core';
import { BROWSER_NAMES, launchOptions } from './scripts/browsers.mjs';
import { chaosSettings } from './scripts/chaos-settings.mjs';
import { browserCounts } from './scripts/count-reporter.mjs';
import { findWebKit, webkitLauncher } from './scripts/webkit.mjs';

const wanted = process.env.BROWSERS?.split(',') ?? [...BROWSER_NAMES, 'webkit'];
// By hand: the project's own runs name files as well.
const named = process.argv.includes('--files') && !process.env.TEST_COUNTS;
const plugins = [
  esbuildPlugin({
    ts: true,
    target: 'es2022', // "auto" and "esnext" would leave the decorators to the browser.
    tsconfig: new URL('./tsconfig.json', import.meta.url).pathname,
    loaders: { '.js': undefined }, // JavaScript, dist/ above all, is served as it is.
  }),
  chaosSettings(),
];
// A package in CommonJS, which browsers do not read.
plugins.push({
  name: 'confusables',
  async serve({ path }) {
    if (!path.endsWith('/node_modules/unhomoglyph/index.js')) return undefined;
    const built = await build({ entryPoints: ['unhomoglyph'], bundle: true, format: 'esm', write: false });
    return { body: built.outputFiles[0].text, type: 'js' };
  },
});
const groups = [];
const WEBKIT_FILES = 'test/elements/**/*.scripted.test.ts';

const browsers = BROWSER_NAMES.filter((name) => wanted.includes(name)).map((name) =>
  chromeLauncher({ launchOptions: launchOptions(name), puppeteer, concurrency: 1 }),
);

if (wanted.includes('webkit') && (!named || !browsers.length)) {
  const webkit = findWebKit();
  if (webkit) {
    const { launcher, plugin } = await webkitLauncher(webkit);
    plugins.push(plugin);
    // A group must stand beside other browsers: alone, WebKit is the browser.
    if (browsers.length) groups.push({ name: 'webkit', files: WEBKIT_FILES, browsers: [launcher] });
    else browsers.push(launcher);
  } else {
    console.log('WebKitGTK is not installed: its tests are skipped.');
  }
}

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  files: wanted.join() === 'webkit' ? WEBKIT_FILES : ['test/**/*.test.ts', '!test/node/**'],
  groups,
  nodeResolve: true,
  plugins,
  browsers,
  // A worker is named by its address, which no plugin resolves.
  middleware: [
    (context, next) => {
      if (context.path.startsWith('/src/')) context.url = context.url.replace(/\.worker\.js(?=\?|$)/, '.worker.ts');
      return next();
    },
  ],
  // One page at a time in each browser: only that page has the focus.
  concurrency: 1,
  testFramework: { config: { timeout: 20_000 } },
  testsFinishTimeout: 480_000 + Number(process.env.CHAOS_MINUTES ?? 0) * 60_000,
  browserStartTimeout: 60_000,
  staticLogging: !process.stdout.isTTY,
  reporters: [
    defaultReporter({ reportTestProgress: Boolean(process.stdout.isTTY && !process.env.CI) }),
    browserCounts(),
  ],
  filterBrowserLogs: ({ args }) => !/^(Lit is in dev mode|daily-knock: )/.test(String(args[0])),
};
