// Real tabs for tests in Node: both browsers are driven by Puppeteer (Firefox over WebDriver BiDi).
import * as puppeteer from 'puppeteer-core';
import { BROWSER_NAMES, launchOptions } from '../../scripts/browsers.mjs';

/** The browsers to test in; `BROWSERS=chromium` chooses among them, as in the browser tests. */
export const browserNames = BROWSER_NAMES.filter((name) => process.env.BROWSERS?.split(',').includes(name) ?? true);

// Puppeteer's own ::-p-aria sees into shadow roots in one browser and not in the other. This one looks through what is
// shown, open shadow roots included, for a role and a name, as a person or a screen reader would.
puppeteer.Puppeteer.registerCustomQueryHandler('role', {
  queryAll: (root, query) => {
    const [role, wanted] = JSON.parse(decodeURIComponent(query));
    const implicit = {
      button: 'button, input[type=submit], input[type=button], summary',
      textbox: 'input:not([type]), input[type=text], input[type=url], input[type=password], textarea',
      checkbox: 'input[type=checkbox]',
      combobox: 'select',
      heading: 'h1, h2, h3, h4, h5, h6',
      link: 'a[href]',
      list: 'ul, ol',
      listitem: 'li',
      paragraph: 'p',
      status: 'output',
      dialog: 'dialog[open]',
      group: 'fieldset, details',
    }[role];
    const hasRole = (element) =>
      element.hasAttribute('role') ? element.getAttribute('role') === role : implicit && element.matches(implicit);
    const textOf = (element) => (element instanceof HTMLSlotElement ? slotted(element) : (element.textContent ?? ''));
    const slotted = (slot) => [...slot.assignedNodes({ flatten: true })].map((node) => node.textContent).join(' ');
    const nameOf = (element) => {
      const ids = element.getAttribute('aria-labelledby')?.split(/\s+/) ?? [];
      const labels = ids.map((id) => element.getRootNode().getElementById(id)).filter(Boolean);
      const name =
        (labels.length && labels.map(textOf).join(' ')) ||
        element.getAttribute('aria-label') ||
        [...(element.labels ?? [])].map(textOf).join(' ') ||
        [textOf(element), ...[...element.querySelectorAll('slot')].map(slotted)].join(' ') ||
        element.title;
      return name.replaceAll(/\s+/g, ' ').trim();
    };
    const found = [];
    const walk = (node) => {
      for (const element of node.querySelectorAll('*')) {
        const shown = element.checkVisibility({ visibilityProperty: true });
        if (shown && hasRole(element) && (wanted === undefined || nameOf(element).includes(wanted)))
          found.push(element);
        if (element.shadowRoot) walk(element.shadowRoot);
      }
    };
    if (root.shadowRoot) walk(root.shadowRoot);
    walk(root);
    return found;
  },
});

/**
 * A selector for `page.locator`, `page.waitForSelector` and `page.$`: what is shown with this role and (a part of) this name.
 * @param {string} role
 * @param {string} [name]
 */
export function byRole(role, name) {
  return `::-p-role(${encodeURIComponent(JSON.stringify(name === undefined ? [role] : [role, name])).replaceAll("'", '%27')})`;
}

/**
 * Starts a browser with a made-up camera and microphone. Its tabs share storage and BroadcastChannels.
 * @param {'chromium' | 'firefox'} name
 * @param {import('puppeteer-core').LaunchOptions} [more]
 * @returns {Promise<import('puppeteer-core').Browser>}
 */
export function launch(name, more = {}) {
  return puppeteer.launch({ ...launchOptions(name), ...more });
}

/**
 * Opens a tab, in a window of its own since a tab in the background neither paints nor animates, and remembers what went
 * wrong in it.
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} url
 */
export async function open(browser, url) {
  const page = await browser.newPage({ type: 'window' });
  page.setDefaultTimeout(15_000);
  /** Uncaught errors and console errors, for a test to look at. @type {string[]} */
  const problems = [];
  /** The paths asked for, in order. @type {string[]} */
  const requests = [];
  page.on('pageerror', (error) => problems.push(String(error?.message ?? error)));
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url);
  return { page, problems, requests };
}

/**
 * What has gone wrong in a page by its own doing: a browser without a graphics card complains of that as soon as daily-js asks for one.
 * @param {string[]} problems as `open` remembers them
 */
export const troubles = (problems) => problems.filter((problem) => !problem.includes('WebGL'));
