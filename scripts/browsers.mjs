// Finds browsers, and the options with which tests start them. Test tools download browsers, which fails where only package registries are
// reachable. So an installed browser comes first, and a download last.
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const PROGRAM_FILES = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(
  (folder) => folder !== undefined,
);

const BROWSERS = {
  chromium: {
    variable: 'CHROME_PATH',
    commands: ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser', 'chrome'],
    places: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      ...PROGRAM_FILES.map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe')),
    ],
    debian: 'chromium',
    download: 'chrome@stable',
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    commands: ['firefox-esr', 'firefox'],
    places: [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      ...PROGRAM_FILES.map((folder) => join(folder, 'Mozilla Firefox/firefox.exe')),
    ],
    debian: 'firefox-esr',
    download: 'firefox@stable',
  },
};

/** The browsers of all tests. @type {('chromium' | 'firefox')[]} */
export const BROWSER_NAMES = ['chromium', 'firefox'];

/**
 * Finds a command as a shell does.
 * @param {string} command
 * @param {string[]} [moreFolders] searched after the PATH
 * @returns {string | undefined}
 */
export function findCommand(command, moreFolders = []) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...moreFolders];
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

/**
 * Finds an installed browser.
 * @param {'chromium' | 'firefox'} name
 * @returns {string | undefined}
 */
export function findBrowser(name) {
  const { variable, commands, places } = BROWSERS[name];
  const named = process.env[variable];
  if (named) {
    if (!isExecutable(named)) throw new Error(`${variable} names ${named}, which is not an executable.`);
    return named;
  }
  return commands.map((command) => findCommand(command)).find(Boolean) ?? places.find(isExecutable);
}

/**
 * Finds a browser, and installs it if it is missing.
 * @param {'chromium' | 'firefox'} name
 * @returns {string}
 */
export function ensureBrowser(name) {
  return findBrowser(name) ?? installFromDebian(name) ?? download(name) ?? throwMissing(name);
}

/**
 * Returns Puppeteer's options for a browser with fake camera, microphone and sound.
 * @param {'chromium' | 'firefox'} name
 * @returns {import('puppeteer-core').LaunchOptions}
 */
export function launchOptions(name) {
  const executablePath = findBrowser(name);
  if (name === 'firefox') {
    return {
      browser: 'firefox',
      executablePath,
      headless: true,
      extraPrefsFirefox: {
        'media.navigator.streams.fake': true,
        'media.navigator.permission.disabled': true,
        // Tests have several windows, of which only one has the focus; all need devices.
        'media.devices.unfocused.enabled': true,
        'media.autoplay.default': 0,
        'media.autoplay.blocking_policy': 0,
      },
    };
  }
  return {
    executablePath,
    headless: true,
    args: [
      '--no-sandbox', // Chromium does not start sandboxed as root, the usual user in containers.
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      '--js-flags=--expose-gc', // For leak tests.
      // Only the page itself may use the network.
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--no-first-run',
    ],
  };
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installFromDebian(name) {
  if (!findCommand('apt-get') || process.getuid?.() !== 0) return undefined;
  const { debian } = BROWSERS[name];
  console.log(`${name} is missing: apt-get install ${debian}`);
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '-o=Dpkg::Use-Pty=0', '--no-install-recommends', debian], options);
  return findBrowser(name);
}

function download(name) {
  const { download: build, variable } = BROWSERS[name];
  console.log(`${name} is missing: npx @puppeteer/browsers install ${build}`);
  try {
    // Prints "chrome@1.2.3 /path/to/chrome" at the end.
    const args = ['@puppeteer/browsers', 'install', build, '--path', '.cache/browsers'];
    const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
    const output = execFileSync(npx, args, { encoding: 'utf8', shell: process.platform === 'win32' });
    const path = output.trim().split('\n').at(-1).split(' ').slice(1).join(' ');
    process.env[variable] = path; // For this process and its children.
    return findBrowser(name);
  } catch {
    return undefined;
  }
}

function throwMissing(name) {
  const { variable, commands } = BROWSERS[name];
  throw new Error(
    `The tests need ${name}, which is not installed and could not be. Install it so that "${commands[0]}" is on the PATH, ` +
      `or name its program in ${variable}.`,
  );
}
