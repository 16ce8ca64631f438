import { documentProperty } from '../../context/document.js';

/** Formats a title with a count. */
export type FormatCount = (count: number, title: string) => string;

const SEPARATOR = ' · ';

/** The number of waiting guests by room. A document with several rooms has one title. */
const counts = new Map<object, { readonly count: number; readonly format: FormatCount }>();
/** Messages in the title by owner. */
const messages = new Map<object, string>();
/** The document's own title; `undefined` while the title is unchanged. */
let original: string | undefined;
let shown = '';

/** Shows the number of waiting guests of all rooms before the page's own title; 0 removes a room. */
export function setTitleCount(room: object, count: number, format: FormatCount): void {
  if (count > 0) counts.set(room, { count, format });
  else if (!counts.delete(room)) return;
  draw();
}

/** Shows a message before the page's own title; an empty text removes it. */
export function setTitleMessage(owner: object, text: string): void {
  if (text) messages.set(owner, text);
  else if (!messages.delete(owner)) return;
  draw();
}

/** Reads the page's own title, which the page may have changed since. A page translator may have translated it with our part. */
function ownTitle(before: string | undefined): string {
  const title = documentProperty(document, 'title');
  if (before === undefined) return title;
  const lead = shown.endsWith(before) ? shown.slice(0, shown.length - before.length) : '';
  if (title.startsWith(lead)) return title.slice(lead.length);
  // A translator changes messages, but not numbers. Chrome marks a translated page with a class.
  return lead.endsWith(SEPARATOR) && document.documentElement.matches('[class*="translated-"]') ? before : title;
}

function draw(): void {
  original = ownTitle(original);
  const rooms = [...counts.values()];
  const sum = rooms.reduce((total, { count }) => total + count, 0);
  const title = [...messages.values(), original].filter(Boolean).join(SEPARATOR);
  Reflect.set(Document.prototype, 'title', rooms.at(-1)?.format(sum, title) ?? title, document);
  // Read back, because the document collapses white space.
  shown = documentProperty(document, 'title');
  if (rooms.length + messages.size === 0) original = undefined;
}
