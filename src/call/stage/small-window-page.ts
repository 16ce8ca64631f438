import { ANNOUNCED_EVENTS } from '../../elements/base/announcer.js';
import { tokens } from '../../elements/styles/tokens.styles.js';
import type { OwnerHost } from '../host.js';

const PROPERTIES = [...new Set(tokens.cssText.match(/--daily-[\w-]+/g))];

const STYLES = `
  body {
    margin: 0;
    padding: 0.75rem;
    background: var(--background);
  }

  daily-waiting-list::part(card) {
    padding: 0.25rem;
    border: 0;
    box-shadow: none;
  }
`;

/** Shows a waiting list in a window, as in the host's place. Returns a function that follows changes of the host. */
export function fillSmallWindow(small: Window, host: OwnerHost): () => void {
  const { document: page } = small;
  // Made here, and then moved: the other window has no definition of it.
  const list = document.createElement('daily-waiting-list');
  list.above = host;
  list.headingLevel = 1;
  // Screen readers read only what changes in the window that has the focus.
  const repeat = (event: Event): void => {
    if (event.composedPath()[0] !== host) return;
    list.dispatchEvent(new CustomEvent(event.type, { detail: (event as CustomEvent<unknown>).detail }));
  };
  for (const event of ANNOUNCED_EVENTS) host.addEventListener(event, repeat);
  small.addEventListener('pagehide', () => {
    for (const event of ANNOUNCED_EVENTS) host.removeEventListener(event, repeat);
  });

  const sheet = new (small as typeof globalThis & Window).CSSStyleSheet();
  sheet.replaceSync(STYLES);
  page.adoptedStyleSheets = [sheet];
  const update = (): void => copyLook(page, host);
  update();
  page.body.append(list);
  void list.updateComplete.then(() => list.focus());
  return update;
}

/** Language, direction, colors and typeface, from the host's place in the page. */
function copyLook(page: Document, host: OwnerHost): void {
  const { words } = host;
  const root = page.documentElement;
  const styles = getComputedStyle(host);
  page.title = words.term('listHeading');
  if (words.tag && root.lang !== words.tag) root.lang = words.tag;
  root.dir = words.dir();
  const { style } = root;
  style.colorScheme = schemeOf(styles);
  style.fontFamily = styles.fontFamily;
  style.fontSize = styles.fontSize;
  style.setProperty('--background', styles.getPropertyValue('--_background'));
  for (const name of PROPERTIES) style.setProperty(name, styles.getPropertyValue(name));
}

/** The color scheme in use. The window may prefer another one: Chromium's was dark beside a light page. */
function schemeOf({ colorScheme }: CSSStyleDeclaration): string {
  const isEither = colorScheme.includes('light') && colorScheme.includes('dark');
  if (!isEither) return colorScheme;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
