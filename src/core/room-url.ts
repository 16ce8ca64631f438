/**
 * Reads what somebody typed or pasted as a room link. People leave the scheme out, and paste blanks along with a link.
 *
 * @param text the text
 * @returns the link in full, or `undefined` if this cannot be a link to a room: rooms are `https` (or `http` on a
 *   machine of one's own) with a host and the room's name as the path
 */
export function parseRoomUrl(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || /\s/.test(trimmed)) return undefined;
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) && !/^[^/]+\.[^/]+:\d/.test(trimmed);
  if (!hasScheme && !/^[^/]+\.[^/]+\//.test(trimmed)) return undefined;
  let url: URL;
  try {
    url = new URL(hasScheme ? trimmed : `https://${trimmed}`);
  } catch {
    return undefined;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  // A link that names a user is either a mistake or a disguise of its true host.
  if (url.username !== '' || url.password !== '') return undefined;
  if (url.hostname === '' || url.pathname.replace(/\/+/g, '') === '') return undefined;
  return url.href;
}
