import { roomHosts } from './room-hosts.js';

/** What has no shape of its own, and comes along when a link is copied: joiners, direction marks, soft hyphens. */
const SHAPELESS = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** Brackets, quotes, and the marks that other scripts than Latin put into sentences: no link has them. */
const AROUND = String.raw`<>"'\`\p{Ps}\p{Pe}\p{Pi}\p{Pf}[\p{Po}--\p{ASCII}]`;

/** A link within a text. */
const LINK = new RegExp(String.raw`https?:\/\/[^\s${AROUND}]+`, 'giv');

/** A link without a scheme. */
const BARE = new RegExp(String.raw`^[*_${AROUND}]*(.*?)[.,;:!?*${AROUND}]*$`, 'sv');

/** What ends a sentence or an emphasis, and no link. */
const END = /[.,;:!?*]+$/;

/** Not a link in a text: a link with a blank in it. */
const WITH_BLANK = /^\S+[^\S\r\n]+\S+$/;

/** The link of a text: the only one that there is, or all of it. */
function findLink(text: string): string | undefined {
  const links = (text.match(LINK) ?? []).map((link) => link.replace(END, ''));
  const [found] = links;
  // Mail programs write a link's address beside it once more.
  if (links.some((link) => link !== found)) return undefined;
  if (/\s/.test(text) && (!found || (links.length === 1 && text.startsWith(found) && WITH_BLANK.test(text))))
    return undefined;
  return found ?? BARE.exec(text)?.[1];
}

/**
 * The address of a host that a page allows.
 *
 * @param entry as the page has written it
 * @returns `undefined` if it is no host, or more than one
 */
export function rootOf(entry: string): string | undefined {
  const url = `https://${entry}`;
  const { href, host } = URL.canParse(url) ? new URL(url) : { href: '', host: '' };
  return /^[\w.:[\]-]+$/.test(host) && href === `https://${host}/` ? href : undefined;
}

/** Where a link needs no encryption: this machine. */
const OWN_MACHINE = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * Reads what somebody typed or pasted as a room link. People leave the scheme out, and paste blanks, punctuation or a whole sentence
 * along with a link.
 *
 * @param text the text
 * @returns the link in full, or `undefined` if this cannot be a link to a room that may be used: rooms are `https` (or `http` on a
 *   machine of one's own) with a host that the page allows and the room's name as the path
 */
export function parseRoomUrl(text: string): string | undefined {
  const url = readLink(text);
  if (!url) return undefined;
  const isAllowed = roomHosts()?.some((entry) => rootOf(entry) === `https://${url.host}/`) ?? true;
  return isAllowed ? url.href : undefined;
}

/**
 * Where a link leads, whether the page allows that or not.
 *
 * @param text as for {@link parseRoomUrl}
 * @returns the host, in ASCII; `undefined` if this cannot be a link to a room
 */
export function hostOfRoom(text: string): string | undefined {
  return readLink(text)?.host;
}

function readLink(text: string): URL | undefined {
  const trimmed = findLink(text.replace(SHAPELESS, '').trim());
  if (!trimmed) return undefined;
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) && !/^[^/]+\.[^/]+:\d/.test(trimmed);
  if (!hasScheme && !/^[^/]+\.[^/]+\//.test(trimmed)) return undefined;
  let url: URL;
  try {
    url = new URL(hasScheme ? trimmed : `https://${trimmed}`);
  } catch {
    return undefined;
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && OWN_MACHINE.test(url.hostname))) return undefined;
  // A link that names a user is either a mistake or a disguise of its true host.
  if (url.username !== '' || url.password !== '') return undefined;
  if (url.hostname === '' || url.pathname.replace(/\/+/g, '') === '') return undefined;
  return url;
}
