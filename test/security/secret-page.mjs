// A page that tells where in it a secret can be read, and what it tells to the outside.

/** Runs before all else: notes every event, everything that is logged, and every error, as texts in which a secret can be sought. */
const WATCH = `
// All texts that can be reached from a value: own properties, whether enumerable or not, of objects and errors.
globalThis.textsOf = (value, depth = 6, seen = new Set()) => {
  if (typeof value === 'string') return [value];
  if (typeof value === 'symbol' || typeof value === 'bigint') return [String(value)];
  if (value === null || typeof value !== 'object' || depth === 0 || seen.has(value)) return [];
  if (value instanceof Node || value === globalThis) return [];
  seen.add(value);
  const more = value instanceof Map || value instanceof Set ? [...value].flat() : [];
  const texts = more.flatMap((each) => textsOf(each, depth - 1, seen));
  for (const key of Reflect.ownKeys(value)) {
    texts.push(String(key));
    try { texts.push(...textsOf(value[key], depth - 1, seen)); } catch {}
  }
  return texts;
};
globalThis.heard = [];
const events = ['joined', 'knock', 'before-admit', 'before-reject', 'admitted', 'rejected', 'withdrawn', 'before-knock', 'waiting',
  'unanswered', 'left', 'error', 'state-change'];
for (const name of events) document.addEventListener('daily-' + name, (event) => heard.push(name, ...textsOf(event.detail)));
globalThis.logged = [];
for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'table', 'dir']) {
  const original = console[level];
  console[level] = (...args) => { logged.push(...args.flatMap((arg) => textsOf(arg))); original.apply(console, args); };
}
addEventListener('error', ({ error, message }) => logged.push(message, ...textsOf(error)));
addEventListener('unhandledrejection', ({ reason }) => logged.push(...textsOf(reason)));
`;

/** Ways for an owner's token to come to the element, as pages and people do it. */
const GIVE = `
const fetchToken = async () => (await fetch('/token')).text();
const owner = () => document.querySelector('daily-owner-room');
globalThis.give = {
  property: async () => { owner().token = await fetchToken(); },
  getToken: () => { owner().getToken = fetchToken; },
  field: () => {},
};
`;

const html = (room) => `<!doctype html><html lang="en"><meta charset="utf-8" /><title>Secrets</title>
<script src="/watch-all.js"></script><script src="/give.js"></script>
<script type="module" src="/dist/local-room/daily-knock.js?room=secrets"></script>
<daily-owner-room room-url="${room}" user-name="Olga"></daily-owner-room>
<daily-knock-form room-url="${room}" user-name="Ana"></daily-knock-form></html>`;

/**
 * The server's pages.
 * @param {string} token what `/token` answers
 */
export const pagesWith = (token) => ({
  '/secrets': html('https://local-room.localhost/secrets'),
  '/watch-all.js': WATCH,
  '/give.js': GIVE,
  '/token': { body: token, headers: { 'Content-Type': 'text/plain' } },
});

/**
 * Everything that a page shows, stores and has told, by where it is.
 * @param {import('puppeteer-core').Page} page
 * @returns {Promise<Record<string, string>>}
 */
export function readablesIn(page) {
  return page.evaluate(async () => {
    const markup = (root) =>
      [...root.querySelectorAll('*')].flatMap((element) => [
        element.localName,
        ...[...element.attributes].map(({ name, value }) => `${name}=${value}`),
        ...('value' in element ? [String(element.value)] : []),
        ...[...element.childNodes].filter((node) => !(node instanceof Element)).map((node) => node.data),
        ...(element.shadowRoot ? markup(element.shadowRoot) : []),
      ]);
    const request = (made) =>
      new Promise((resolve, reject) => {
        made.onsuccess = () => resolve(made.result);
        made.onerror = () => reject(made.error);
      });
    const stored = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await request(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store);
        stored.push(JSON.stringify([await request(all.getAllKeys()), await request(all.getAll())]));
      }
      database.close();
    }
    return {
      'the DOM': markup(document).join('\n'),
      'its serialization': document.documentElement.outerHTML,
      events: heard.join('\n'),
      'the console': logged.join('\n'),
      localStorage: JSON.stringify({ ...localStorage }),
      sessionStorage: JSON.stringify({ ...sessionStorage }),
      cookies: document.cookie,
      IndexedDB: stored.join('\n'),
      caches: JSON.stringify(await caches.keys()),
      addresses: [location.href, document.referrer, ...performance.getEntries().map(({ name }) => name)].join('\n'),
      history: JSON.stringify(history.state),
      title: document.title,
      names: window.name,
    };
  });
}

/**
 * Where a secret can be reached from the elements by properties that are not private, as `callStore.port.…`.
 * @param {import('puppeteer-core').Page} page
 * @param {string} secret
 * @returns {Promise<string[]>}
 */
export function pathsTo(page, secret) {
  return page.evaluate((wanted) => {
    const found = [];
    const seen = new Set();
    const keysOf = (value) => {
      const keys = new Set();
      // Getters of classes as well, but not what every element has.
      for (
        let at = value;
        at && at !== HTMLElement.prototype && at !== Object.prototype;
        at = Object.getPrototypeOf(at)
      )
        for (const key of Reflect.ownKeys(at)) keys.add(key);
      return keys;
    };
    const walk = (value, path) => {
      if (typeof value === 'string' && value.includes(wanted)) found.push(path.join('.'));
      if (value === null || !['object', 'function'].includes(typeof value) || seen.has(value) || path.length > 12)
        return;
      if (value === globalThis || (value instanceof Node && path.length > 1)) return;
      seen.add(value);
      if (value instanceof Map || value instanceof Set)
        [...value].flat().forEach((each) => walk(each, [...path, '[]']));
      for (const key of keysOf(value)) {
        let next;
        try {
          next = value[key];
        } catch {
          continue;
        }
        walk(next, [...path, String(key)]);
      }
    };
    for (const element of document.querySelectorAll('daily-owner-room, daily-knock-form'))
      walk(element, [element.localName]);
    for (const key of Object.getOwnPropertyNames(globalThis).filter((name) => /daily/i.test(name)))
      walk(globalThis[key], ['window', key]);
    return found;
  }, secret);
}
