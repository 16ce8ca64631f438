import { roomHosts } from './room-hosts.js';

/** Invisible characters that get copied with a link: joiners, direction marks, soft hyphens. */
export const INVISIBLE = /[\p{DI}\p{Cf}]/gu;

/** Daily's room names, and the paths of other links. With all Latin letters: `/café` is not the room `/caf`, but mistyped. */
const PATH = String.raw`\p{sc=Latn}\p{M}\d_.%+=@$\/\-`;

/** Host and path, perhaps a query. Ends where text follows without a space, as in Chinese. */
const ROOM = String.raw`[^\s\/\\]+\/[${PATH}]+(?:[?#][${PATH}~=&;:,+?#@!$*]*)?`;

/** A link within text. */
const LINK = new RegExp(String.raw`https?:\/+${ROOM}`, 'giu');

/** A link without a scheme, as the whole text. */
const BARE = new RegExp(String.raw`^[^\p{L}\d]*([\p{L}\d][\p{L}\p{M}\d_\-]*\.${ROOM})\S*$`, 'iu');

/** The end of a sentence or of emphasis, or percent-encoded blanks and invisible characters. */
const END = /(?:[.,;:!?*~]|%(?:20|0\w|(?:C2|E2%8\w|E3%80|EF%BB)%\w\w))+$/i;

/** What follows a link with a space in it, as opposed to a link within text. */
const BLANK_AND_WORD = /^[\t\p{Zs}]+[\p{sc=Latn}\d_]\S*$/u;

/** Finds the only link in a text. */
function findLink(text: string): string | undefined {
  const links = (text.match(LINK) ?? BARE.exec(text)?.slice(1) ?? []).map((link) => link.replace(END, ''));
  const [found] = links;
  // Mail programs repeat a link's address beside it.
  if (!found || links.some((link) => link !== found)) return undefined;
  return BLANK_AND_WORD.test(text.replaceAll(found, '')) ? undefined : found.replace(/^(?!https?:)/i, 'https://');
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
  const link = findLink(text.replace(INVISIBLE, '').trim());
  if (!link || !URL.canParse(link)) return undefined;
  const url = new URL(link);
  const { protocol, hostname, username, password, pathname } = url;
  if (protocol !== 'https:' && !(protocol === 'http:' && LOCALHOST.test(hostname))) return undefined;
  // Credentials in a link are a mistake, or disguise the true host. A host named as a scheme is a scheme that was pasted twice.
  return username || password || /^https?$/.test(hostname) || !/[^/]/.test(pathname) ? undefined : url;
}
