import { roomHosts } from './room-hosts.js';

/** Invisible characters that get copied with a link: joiners, direction marks, soft hyphens. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** Brackets, quotes and non-Latin punctuation, which no link contains. */
const AROUND = String.raw`<>"'\`\p{Ps}\p{Pe}\p{Pi}\p{Pf}[\p{Po}--\p{ASCII}]`;

/** A link within text. */
const LINK = new RegExp(String.raw`https?:\/\/[^\s${AROUND}]+`, 'giv');

/** A link without a scheme. */
const BARE = new RegExp(String.raw`^[*_${AROUND}]*(.*?)[.,;:!?*${AROUND}]*$`, 'sv');

/** Punctuation that ends a sentence or emphasis, but no link. */
const END = /[.,;:!?*]+$/;

/** A link with a space in it, as opposed to a link within text. */
const WITH_BLANK = /^\S+[^\S\r\n]+\S+$/;

/** Finds the only link in a text, or takes the whole text as one. */
function findLink(text: string): string | undefined {
  const links = (text.match(LINK) ?? []).map((link) => link.replace(END, ''));
  const [found] = links;
  // Mail programs repeat a link's address beside it.
  if (links.some((link) => link !== found)) return undefined;
  if (/\s/.test(text) && (!found || (links.length === 1 && text.startsWith(found) && WITH_BLANK.test(text))))
    return undefined;
  return found ?? BARE.exec(text)?.[1];
}

/** Normalizes an entry of `roomHosts` to `https://host/`. Returns `undefined` if it is not exactly one host. */
export function hostUrl(entry: string): string | undefined {
  const url = `https://${entry}`;
  const { href, host } = URL.canParse(url) ? new URL(url) : { href: '', host: '' };
  return /^[\w.:[\]-]+$/.test(host) && href === `https://${host}/` ? href : undefined;
}

/** Local hosts, which may use `http:`. */
const LOCALHOST = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * Reads a typed or pasted room link. People omit the scheme and paste spaces, punctuation or a whole sentence with a link.
 *
 * Returns the full link, or `undefined` if it is no link to an allowed room: `https:` (or `http:` on localhost), an allowed host, and the
 * room's name as the path.
 */
export function parseRoomUrl(text: string): string | undefined {
  const url = readLink(text);
  if (!url) return undefined;
  const isAllowed = roomHosts()?.some((entry) => hostUrl(entry) === `https://${url.host}/`) ?? true;
  return isAllowed ? url.href : undefined;
}

/** Reads the host of a room link in ASCII, allowed or not. */
export function hostOfRoom(text: string): string | undefined {
  return readLink(text)?.host;
}

function readLink(text: string): URL | undefined {
  const trimmed = findLink(text.replace(INVISIBLE, '').trim());
  if (!trimmed) return undefined;
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) && !/^[^/]+\.[^/]+:\d/.test(trimmed);
  if (!hasScheme && !/^[^/]+\.[^/]+\//.test(trimmed)) return undefined;
  let url: URL;
  try {
    url = new URL(hasScheme ? trimmed : `https://${trimmed}`);
  } catch {
    return undefined;
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOCALHOST.test(url.hostname))) return undefined;
  // Credentials in a link are a mistake, or disguise the true host.
  if (url.username !== '' || url.password !== '') return undefined;
  if (url.hostname === '' || url.pathname.replace(/\/+/g, '') === '') return undefined;
  return url;
}
