// An accessibility tree as text, for reading and comparing.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** What has neither a role that is told nor a name: only its contents count. */
const SILENT = new Set([
  ...['none', 'generic', 'strong', 'LabelText', 'MenuListPopup'],
  ...['StaticText', 'InlineTextBox', 'LineBreak', 'ListMarker', 'RootWebArea'],
]);
/** What is in these is their value. */
const FIELDS = new Set(['textbox', 'searchbox']);
const TOLD = ['level', 'pressed', 'checked', 'expanded', 'disabled', 'focused', 'invalid', 'required', 'haspopup'];

/**
 * @param {import('puppeteer-core').SerializedAXNode} node
 * @param {number} [depth]
 * @returns {string} a line for each node that is told: its role, its name, what is known of it
 */
export function outline(node, depth = 0) {
  const children = (!FIELDS.has(node.role) && !isVoice(node) && node.children) || [];
  const isText = node.role === 'StaticText';
  const isTold = !SILENT.has(node.role) || (isText && node.name?.trim());
  const below = children.map((child) => outline(child, depth + (isTold ? 1 : 0))).join('');
  if (!isTold) return below;
  const facts = TOLD.filter((fact) => node[fact] !== undefined && node[fact] !== 'false').map((fact) =>
    node[fact] === true ? fact : `${fact}=${node[fact]}`,
  );
  const parts = [
    isText ? 'text' : node.role,
    node.name ? JSON.stringify(node.name) : '',
    ...facts,
    node.description ? `— ${node.description}` : '',
    node.value === undefined ? '' : `= ${JSON.stringify(node.value)}`,
  ];
  // What only says its own name again in a text of its own is told once.
  const own = children.length > 0 && below.trim() === `text ${JSON.stringify(node.name)}` ? '' : below;
  return `${'  '.repeat(depth)}${parts.filter(Boolean).join(' ')}\n${own}`;
}

/** What is announced of what has happened: how much of it is gathered depends on how fast it came. */
const isVoice = ({ role, children = [] }) => role === 'status' && children[0]?.role === 'paragraph';

const TITLE = '## ';

/** @param {URL} file */
export function readOutlines(file) {
  const outlines = new Map();
  if (!existsSync(file)) return outlines;
  for (const part of readFileSync(file, 'utf8').split(`\n${TITLE}`).slice(1)) {
    const end = part.indexOf('\n');
    outlines.set(
      part.slice(0, end),
      part
        .slice(end + 1)
        .replace(/^\n/, '')
        .replace(/\n+$/, '\n'),
    );
  }
  return outlines;
}

/**
 * @param {URL} file
 * @param {ReadonlyMap<string, string>} outlines
 */
export function writeOutlines(file, outlines) {
  const parts = [...outlines].map(([state, tree]) => `\n${TITLE}${state}\n\n${tree}`);
  writeFileSync(file, `What assistive technology is told, state by state.\n${parts.join('')}`);
}
