/** Puts a number before a title. */
export type SayCount = (count: number, title: string) => string;

/** Stands between news and the title. */
const BETWEEN = ' · ';

/** How many wait, by room. The document has one title, however many rooms there are in it. */
const counts = new Map<object, { readonly count: number; readonly say: SayCount }>();
/** News to be read in the title, by whoever has them. */
const news = new Map<object, string>();
/** The document's title without our part; `undefined` while we have not touched it. */
let original: string | undefined;
let shown = '';

/**
 * Puts the number of all who wait before the page's own title, and takes it away again.
 *
 * @param room whose number it is
 * @param count how many wait at it now
 * @param say puts a number before a title
 */
export function countInTitle(room: object, count: number, say: SayCount): void {
  if (count > 0) counts.set(room, { count, say });
  else if (!counts.delete(room)) return;
  draw();
}

/**
 * Puts news before the page's own title, and takes them away again.
 *
 * @param from whose news they are
 * @param text what to say; nothing takes it back
 */
export function announceInTitle(from: object, text: string): void {
  if (text) news.set(from, text);
  else if (!news.delete(from)) return;
  draw();
}

/**
 * The page's own title. The page may have changed it meanwhile; and so may a translator, together with our part.
 *
 * @param before what it was; `undefined` while we have not touched it
 */
function ownTitle(before: string | undefined): string {
  const { title, documentElement } = document;
  if (before === undefined) return title;
  const lead = shown.endsWith(before) ? shown.slice(0, shown.length - before.length) : '';
  if (title.startsWith(lead)) return title.slice(lead.length);
  // A number stays what it is in a translation, news do not. Chrome marks a page that it has translated.
  return lead.endsWith(BETWEEN) && documentElement.matches('[class*="translated-"]') ? before : title;
}

function draw(): void {
  original = ownTitle(original);
  const rooms = [...counts.values()];
  const sum = rooms.reduce((total, { count }) => total + count, 0);
  const title = [...news.values(), original].filter(Boolean).join(BETWEEN);
  document.title = rooms.at(-1)?.say(sum, title) ?? title;
  // As the document has it: it trims and joins blanks.
  shown = document.title;
  if (rooms.length + news.size === 0) original = undefined;
}
