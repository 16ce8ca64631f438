import type { Permissions } from './types.js';

/** The properties of a meeting token, named as in Daily's REST API. Times are in seconds since 1970. */
export interface TokenProperties {
  /** The room that the token is for. */
  room_name: string;
  /** An owner may answer knocks, unless the room's `behavior.ownersCanAdmin` is `false`. Default `false`. */
  is_owner?: boolean;
  /** Overrides the name that the participant gives. */
  user_name?: string;
  user_id?: string;
  /** The token is refused at or after this time. */
  exp?: number;
  /** The token is refused before this time. */
  nbf?: number;
  /** At `exp`, put the participant out who joined with this token. */
  eject_at_token_exp?: boolean;
  permissions?: {
    /** `true`, or a list that contains `'participants'`, makes an admin, who may answer knocks. */
    canAdmin?: boolean | string[];
    /** `false` hides the participant from the others. */
    hasPresence?: boolean;
    /** What the participant may send: everything, nothing, or a list such as `['audio']`. */
    canSend?: boolean | string[];
  };
}

const HEADER = { alg: 'none', typ: 'JWT' };
const SIGNATURE = 'daily-knock local room: not signed';

/** A token in the form of a JWT. It is not signed: the local room lives in one browser and has no secret to keep. */
export function encodeToken(properties: TokenProperties): string {
  return [JSON.stringify(HEADER), JSON.stringify(properties), SIGNATURE].map(toBase64Url).join('.');
}

/** The properties of a token made by {@link encodeToken}; `undefined` for anything else. */
export function decodeToken(token: string): TokenProperties | undefined {
  const parts = token.split('.');
  const [header, payload, signature] = parts;
  if (parts.length !== 3 || !header || !payload || !signature) return undefined;
  try {
    if (fromBase64Url(signature) !== SIGNATURE) return undefined;
    const properties: unknown = JSON.parse(fromBase64Url(payload));
    return isTokenProperties(properties) ? properties : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The permissions that a participant begins with: anybody may send, and nobody administers, unless the token says so. An owner does as
 * well, whatever the token says, in a room that makes every owner an admin.
 */
export function permissionsOf(token: TokenProperties | undefined, ownersCanAdmin = true): Permissions {
  const { hasPresence = true, canSend = true, canAdmin } = token?.permissions ?? {};
  const isOwnerAdmin = ownersCanAdmin && token?.is_owner === true;
  return { hasPresence, canSend, canAdmin: isOwnerAdmin ? withParticipants(canAdmin) : (canAdmin ?? false) };
}

function withParticipants(canAdmin: boolean | string[] = true): boolean | string[] {
  if (canAdmin === true || (canAdmin && canAdmin.includes('participants'))) return canAdmin;
  return [...(canAdmin || []), 'participants'];
}

function isTokenProperties(value: unknown): value is TokenProperties {
  if (typeof value !== 'object' || value === null) return false;
  const { room_name, exp, nbf } = value as Record<string, unknown>;
  const isTime = (time: unknown): boolean => time === undefined || typeof time === 'number';
  return typeof room_name === 'string' && isTime(exp) && isTime(nbf);
}

function toBase64Url(text: string): string {
  const binary = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): string {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
