// The browser of both worlds: Chromium, with a camera and a microphone that need no device, and no way out of this machine unless a
// test asks for one.
import { chromium } from 'playwright-core';
import { findBrowser, launchOptions } from '../../scripts/browsers.mjs';

/** What keeps a browser on this machine. */
const LOCAL_ONLY = [
  // No name leads anywhere but to this machine. What the double answers is answered before a name is looked up.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
  // Pages without a camera hide their address behind a name of their own, which would lead nowhere either.
  '--disable-features=WebRtcHideLocalIpsWithMdns',
];

/** @param {import('playwright-core').LaunchOptions & { localOnly?: boolean }} [options] */
export function launch({ localOnly = true, ...more } = {}) {
  const { args } = launchOptions('chromium');
  return chromium.launch({
    executablePath: findBrowser('chromium'),
    headless: true,
    args: [
      ...args.filter((arg) => !arg.startsWith('--use-fake-device')),
      // Five pictures a second are enough to see that one moves; a scenario has several pages, and several scenarios run at once.
      '--use-fake-device-for-media-stream=fps=5',
      ...(localOnly ? LOCAL_ONLY : []),
      // Scenarios with windows behind one another: none shall be slowed down for that.
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
    ],
    ...more,
  });
}
