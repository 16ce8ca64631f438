// WebKitGTK, a third engine for tests with a scripted call: rendering, keyboard, accessibility and events. It has no RTCPeerConnection, so
// daily-js cannot run in it. Used only where it is installed (Debian: apt-get install webkit2gtk-driver xvfb); Playwright's WebKit is in no
// package registry.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { findCommand } from './browsers.mjs';

/** The installed programs; `undefined` if one is missing. */
export function findWebKit() {
  const driver = findCommand('WebKitWebDriver');
  const xvfb = findCommand('Xvfb');
  const miniBrowser = findMiniBrowser();
  return driver && xvfb && miniBrowser ? { driver, xvfb, miniBrowser } : undefined;
}

/**
 * The launcher for Web Test Runner, and the plugin that runs the driver and its virtual screen.
 * @param {NonNullable<ReturnType<typeof findWebKit>>} webkit
 */
export async function webkitLauncher({ driver, xvfb, miniBrowser }) {
  const port = await freePort();
  const display = `:${90 + (process.pid % 400)}`;
  const started = [];
  const launcher = webdriverLauncher({
    hostname: '127.0.0.1',
    port,
    path: '/',
    connectionRetryCount: 2,
    capabilities: {
      browserName: 'MiniBrowser',
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] },
    },
  });
  const plugin = {
    name: 'webkit-driver',
    async serverStart() {
      started.push(spawn(xvfb, [display, '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], { stdio: 'ignore' }));
      const env = {
        ...process.env,
        DISPLAY: display,
        WEBKIT_DISABLE_COMPOSITING_MODE: '1',
        LIBGL_ALWAYS_SOFTWARE: '1',
      };
      started.push(spawn(driver, ['--host=127.0.0.1', `--port=${port}`], { env, stdio: 'ignore' }));
      await answers(port);
    },
    serverStop() {
      for (const child of started) child.kill();
    },
  };
  return { launcher, plugin };
}

function findMiniBrowser() {
  const libraries = ['/usr/lib', '/usr/libexec', '/usr/lib64'].filter((folder) => existsSync(folder));
  const folders = libraries.flatMap((folder) => [folder, ...readdirSync(folder).map((name) => join(folder, name))]);
  const places = folders.flatMap((folder) => ['webkit2gtk-4.1', 'webkitgtk-6.0'].map((name) => join(folder, name)));
  return findCommand('MiniBrowser', places);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answers(port) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/status`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('WebKitWebDriver does not answer.');
}
