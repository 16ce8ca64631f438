// The code that the builder shows, for each kind of page, from the visitor's choices.

/**
 * @typedef {object} Choices
 * @property {'guest' | 'owner'} side
 * @property {string} roomUrl
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

/** @param {string} roomUrl */
export const hostOf = (roomUrl) => (URL.canParse(roomUrl) ? new URL(roomUrl).host : 'your-team.daily.co');

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

/** A string in a script: it cannot end the script's tag. @param {string} text */
const toScript = (text) => JSON.stringify(text).replaceAll('<', '\\u003c');

/** @param {string} roomUrl */
const getToken = (roomUrl) => `const ROOM = ${toScript(roomUrl)};
async function getToken({ roomUrl }) {
  if (roomUrl !== ROOM) throw new Error(\`No token for \${roomUrl}\`);
  const response = await fetch('/your-server/owner-token', { method: 'POST' });
  if (!response.ok) throw new Error(\`No token: \${response.status}\`);
  return response.text();
}`;

/**
 * @param {Choices} choices
 * @param {'module' | 'classic'} kind
 */
function page(choices, kind) {
  const { side, roomUrl, base, integrity } = choices;
  const file = kind === 'module' ? 'daily-knock.js' : 'daily-knock.iife.js';
  const imports = Object.keys(integrity).filter((name) =>
    kind === 'module'
      ? /^(?:daily-js|confusables|daily-knock-.+)\.js$/.test(name)
      : /^(?:daily-js|confusables)\.js$/.test(name),
  );
  const map = { integrity: Object.fromEntries(imports.map((name) => [`${base}/${name}`, integrity[name]])) };
  const script = [
    ...(kind === 'module' ? ['type="module"'] : ['defer']),
    `src="${escapeHtml(`${base}/${file}`)}"`,
    ...(integrity[file] ? [`integrity="${integrity[file]}"`, 'crossorigin="anonymous"'] : []),
    `data-room-hosts="${escapeHtml(hostOf(roomUrl))}"`,
  ];
  const styles = css(choices);
  return [
    imports.length > 0 && `<script type="importmap">\n${indent(JSON.stringify(map, undefined, 2))}\n</script>`,
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
    ...(side === 'owner' ? ['', getToken(roomUrl), "document.querySelector('#owner').getToken = getToken;"] : []),
  ];
  return [
    '// npm install daily-knock',
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
        : `${attribute}=${/["\\]/.test(value) ? `{${JSON.stringify(value)}}` : `"${value}"`}`,
  ).replace(`\n></${TAGS[side]}>`, `${side === 'owner' ? '\n  getToken={getToken}' : ''}\n/>`);
  const styles = css(choices);
  return [
    `import { configure } from 'daily-knock/define';
import type {} from 'daily-knock/react'; // With TypeScript.

configure({ roomHosts: [${JSON.stringify(hostOf(roomUrl))}] });`,
    side === 'owner' && getToken(roomUrl),
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

configure({ roomHosts: [${JSON.stringify(hostOf(roomUrl))}] });${side === 'owner' ? `\n${getToken(roomUrl)}` : ''}
</script>`,
    `<template>\n${indent(tag)}\n</template>`,
    styles && `<style>\n${styles}\n</style>`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** For the plugin: a shortcode knows the room and the side, an element everything else. @param {Choices} choices */
function wordpress(choices) {
  const { side, roomUrl } = choices;
  const styles = css(choices);
  const isPlain = attributesOf(choices).every(([name]) => name === 'id' || name === 'room-url');
  return [
    isPlain
      ? `[daily-knock${side === 'owner' ? ' side="owner"' : ''} room="${escapeHtml(roomUrl)}"]`
      : element(choices, htmlAttribute),
    styles && `/* Appearance, Customize, Additional CSS */\n${styles}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}
