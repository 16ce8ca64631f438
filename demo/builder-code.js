// The code that the builder shows, for each kind of page, from the visitor's choices.

/**
 * @typedef {object} Choices
 * @property {'guest' | 'owner'} side
 * @property {string} roomUrl as `readRoom()` gives it
 * @property {string} language
 * @property {Record<string, string | number | boolean>} attributes of the element; `false` leaves one out
 * @property {Record<string, string>} style custom properties
 * @property {string} base the address of the folder with the scripts, without a slash at its end
 * @property {Record<string, string>} integrity hashes by file; empty for none
 */

/** How a page can have the elements. @type {Record<string, { title: string, code: (choices: Choices) => string }>} */
export const TARGETS = {
  module: { title: 'Script tag', code: (choices) => page(choices, 'module') },
  classic: { title: 'Classic script', code: (choices) => page(choices, 'classic') },
  npm: { title: 'npm', code: npm },
  react: { title: 'React', code: react },
  vue: { title: 'Vue', code: vue },
  wordpress: { title: 'WordPress', code: wordpress },
};

const TAGS = { guest: 'daily-knock-form', owner: 'daily-owner-room' };

/** @param {string} text */
const escapeHtml = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A whole room link: host, path, perhaps a query. */
const ROOM_LINK =
  /^https:\/\/[\p{L}\d][\p{L}\p{M}\d.:-]*\/[\p{Script=Latin}\d_.%/-]+(?:[?#][\p{Script=Latin}\d_.%/~=&;:,+?#@!$*-]*)?$/iu;

/** What the elements take off the end of a link. */
const LINK_END = /(?:[.,;:!?*~]|%(?:20|0\w|(?:C2|E2%8\w|E3%80|EF%BB)%\w\w))$/i;

/**
 * Reads a room link. Takes only what the elements take unchanged, since `getToken` compares it with theirs.
 * @param {string} text
 * @returns {string | undefined} the whole link; `undefined` if it is none
 */
export function readRoom(text) {
  const link = text.replaceAll(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '').trim();
  const whole = link.includes('://') ? link : `https://${link}`;
  if (!ROOM_LINK.test(whole) || LINK_END.test(whole) || whole.includes('&amp;') || !URL.canParse(whole))
    return undefined;
  const { hostname, pathname, href } = new URL(whole);
  return /\.[^.]/.test(hostname) && /[^/]/.test(pathname) ? href : undefined;
}

/** A host at the beginning, with a dot, perhaps a port, then the end or more of an address. `page.html` is a file. */
const HOST = /^(?:[\p{L}\d-]+\.)+(?!html?|php|aspx?)[\p{L}\d-]+(?::\d+)?(?=[/?#]|$)/iu;

/**
 * Reads the address of the guests’ page. Without a scheme, it would be relative to the owner's page.
 * @param {string} text
 * @returns {string | undefined} the whole address, or an empty text for none; `undefined` if it is not the address of a page
 */
export function readGuestLink(text) {
  const link = text.trim();
  const whole = HOST.test(link) ? `https://${link}` : link;
  if (whole === '') return '';
  if (!URL.canParse(whole)) return undefined;
  const { protocol, username, password, href } = new URL(whole);
  return /^https?:$/.test(protocol) && !username && !password ? href : undefined;
}

/** @param {string} roomUrl */
const hostOf = (roomUrl) => new URL(roomUrl).host;

/** @param {string} name */
const toProperty = (name) => name.replaceAll(/-(\w)/g, (_match, letter) => letter.toUpperCase());

/**
 * @param {Choices} choices
 * @returns {[string, string | number | true][]}
 */
function attributesOf({ side, roomUrl, language, attributes }) {
  const all = Object.entries({
    ...(side === 'owner' ? { id: 'owner' } : {}),
    'room-url': roomUrl,
    ...(language ? { lang: language } : {}),
    ...attributes,
  });
  return /** @type {[string, string | number | true][]} */ (all.filter(([, value]) => value !== false && value !== ''));
}

/**
 * @param {Choices} choices
 * @param {(name: string, value: string | number | true) => string} write an attribute
 */
function element(choices, write) {
  const tag = TAGS[choices.side];
  const attributes = attributesOf(choices).map(([name, value]) => `\n  ${write(name, value)}`);
  return `<${tag}${attributes.join('')}\n></${tag}>`;
}

/**
 * @param {string} name
 * @param {string | number | true} value
 */
const htmlAttribute = (name, value) => (value === true ? name : `${name}="${escapeHtml(String(value))}"`);

/** @param {Choices} choices */
function css({ side, style }) {
  const rules = Object.entries(style).map(([name, value]) => `  ${name}: ${value};`);
  return rules.length ? `${TAGS[side]} {\n${rules.join('\n')}\n}` : '';
}

/** @param {string} code */
const indent = (code) => code.replaceAll(/^(?=.)/gm, '  ');

/** JSON in a script: it cannot end the script's tag. @param {unknown} value */
const toScript = (value) => JSON.stringify(value, undefined, 2).replaceAll('<', '\\u003c');

/** @param {string} roomUrl */
const getToken = (roomUrl) => `const ROOM = ${toScript(roomUrl)};
async function getToken({ roomUrl }) {
  if (roomUrl !== ROOM) throw new Error(\`No token for \${roomUrl}\`);
  const response = await fetch('/your-server/owner-token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ roomUrl }),
  });
  if (!response.ok) throw new Error(\`No token: \${response.status}\`);
  const { token } = await response.json();
  return token;
}`;

/** For sources that may be TypeScript. @param {string} roomUrl */
const getTokenInModule = (roomUrl) =>
  getToken(roomUrl).replace('async ', '// In TypeScript: getToken({ roomUrl }: { roomUrl: string })\nasync ');

/** An address in an import map begins with a scheme or a slash, or says that it is relative. @param {string} base */
const toAddress = (base) => (base === '' || /^(?:[a-z][a-z\d+.-]*:|\.{0,2}\/)/i.test(base) ? base : `./${base}`);

/**
 * The files that the script imports, and that can thus be checked.
 * @param {Choices} choices
 * @param {'module' | 'classic'} kind
 */
function importsOf({ language, integrity }, kind) {
  const spoken = language ? language.toLowerCase().replace('zh-hans', 'zh') : '[^/]+';
  const own = kind === 'module' ? '|daily-knock-.+' : '';
  const imported = new RegExp(`^(?:daily-js|confusables${own}|languages/${spoken})\\.js$`);
  return Object.keys(integrity).filter((name) => imported.test(name));
}

/**
 * @param {Choices} choices
 * @param {'module' | 'classic'} kind
 */
function page(choices, kind) {
  const { side, roomUrl, integrity } = choices;
  const base = toAddress(choices.base);
  const file = kind === 'module' ? 'daily-knock.js' : 'daily-knock.iife.js';
  const imports = importsOf(choices, kind);
  const map = { integrity: Object.fromEntries(imports.map((name) => [`${base}/${name}`, integrity[name]])) };
  const script = [
    ...(kind === 'module' ? ['type="module"'] : ['defer']),
    `src="${escapeHtml(`${base}/${file}`)}"`,
    ...(integrity[file] ? [`integrity="${integrity[file]}"`, 'crossorigin="anonymous"'] : []),
    `data-room-hosts="${escapeHtml(hostOf(roomUrl))}"`,
  ];
  const styles = css(choices);
  return [
    imports.length > 0 && `<script type="importmap">\n${indent(toScript(map))}\n</script>`,
    `<script\n  ${script.join('\n  ')}\n></script>`,
    styles && `<style>\n${indent(styles)}\n</style>`,
    element(choices, htmlAttribute),
    side === 'owner' &&
      `<script type="module">\n${indent(`${getToken(roomUrl)}\ndocument.querySelector('#owner').getToken = getToken;`)}\n</script>`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** @param {Choices} choices */
function npm(choices) {
  const { side, roomUrl } = choices;
  const styles = css(choices);
  const script = [
    "import { configure } from 'daily-knock/define';",
    `configure({ roomHosts: [${JSON.stringify(hostOf(roomUrl))}] });`,
    ...(side === 'owner'
      ? ['', getTokenInModule(roomUrl), "document.querySelector('#owner').getToken = getToken;"]
      : []),
  ];
  return [
    '// npm install daily-knock; until it is on npm: the archive that npm pack makes in a copy of the repository',
    script.join('\n'),
    `/* HTML */\n${element(choices, htmlAttribute)}`,
    styles && `/* CSS */\n${styles}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** @param {Choices} choices */
function react(choices) {
  const { side, roomUrl } = choices;
  const name = side === 'owner' ? 'OwnerRoom' : 'KnockForm';
  const jsx = element(choices, (attribute, value) =>
    value === true
      ? toProperty(attribute)
      : typeof value === 'number'
        ? `${toProperty(attribute)}={${value}}`
        : `${attribute}=${/["\\&]/.test(value) ? `{${JSON.stringify(value)}}` : `"${value}"`}`,
  ).replace(`\n></${TAGS[side]}>`, `${side === 'owner' ? '\n  getToken={getToken}' : ''}\n/>`);
  const styles = css(choices);
  return [
    `import { configure } from 'daily-knock/define';
// In TypeScript also: import type {} from 'daily-knock/react';

configure({ roomHosts: [${JSON.stringify(hostOf(roomUrl))}] });`,
    side === 'owner' && getTokenInModule(roomUrl),
    `export function ${name}() {\n  return (\n${indent(indent(jsx))}\n  );\n}`,
    styles && `/* CSS */\n${styles}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** @param {Choices} choices */
function vue(choices) {
  const { side, roomUrl } = choices;
  const tag = element(choices, htmlAttribute).replace(
    `\n></${TAGS[side]}>`,
    `${side === 'owner' ? '\n  :getToken.prop="getToken"' : ''}\n/>`,
  );
  const styles = css(choices);
  return [
    `<script setup>
import { configure } from 'daily-knock/define';

configure({ roomHosts: [${JSON.stringify(hostOf(roomUrl))}] });${side === 'owner' ? `\n${getTokenInModule(roomUrl)}` : ''}
</script>`,
    `<template>\n${indent(tag)}\n</template>`,
    styles && `<style>\n${styles}\n</style>`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** Where WordPress takes CSS depends on the theme. */
const ADDITIONAL_CSS = `/* Classic theme: Appearance → Customize → Additional CSS
   Block theme, WordPress 6.2 and later: Appearance → Editor → Styles → Additional CSS */`;

/** For the plugin: its shortcode has all attributes but `lang`. A shortcode cannot contain brackets. @param {Choices} choices */
function wordpress(choices) {
  const { side } = choices;
  // The plugin refuses links with a query: they can carry a token.
  const roomUrl = choices.roomUrl.replace(/[?#].*/, '');
  const styles = css(choices);
  const attributes = attributesOf(choices).filter(([name]) => name !== 'id' && name !== 'room-url');
  const shortcode = [
    'daily-knock',
    ...(side === 'owner' ? ['side="owner"'] : []),
    htmlAttribute('room', roomUrl),
    ...attributes.map(([name, value]) => htmlAttribute(name, value)),
  ].join(' ');
  const isShort = !/[[\]]/.test(shortcode) && attributes.every(([name]) => name !== 'lang');
  return [
    isShort ? `[${shortcode}]` : element({ ...choices, roomUrl }, htmlAttribute),
    styles && `${ADDITIONAL_CSS}\n${styles}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}
