import type { Permissions } from './types.js';

/** The properties of a meeting token, named as in Daily's REST API. Times are in seconds since 1970. */
export interface TokenProperties {
  /** The room that the token is for. */
  room_name: string;
  /** Owners may answer knocks, unless the room's `behavior.ownersCanAdmin` is `false`. Default `false`. */
  is_owner?: boolean;
  /** Overrides the participant's own name. */
  user_name?: string;
  user_id?: string;
  /** The token is refused at or after this time. */
  exp?: number;
  /** The token is refused before this time. */
  nbf?: number;
  /** Whether to eject the participant at `exp`. Default `false`. */
  eject_at_token_exp?: boolean;
  permissions?: {
    /** `true`, or a list with `'participants'`, allows its holder to answer knocks. */
    canAdmin?: boolean | string[];
    /** `false` hides the participant from others. Default `true`. */
    hasPresence?: boolean;
    /** What the participant may send: everything, nothing, or a list such as `['audio']`. Default `true`. */
    canSend?: boolean | string[];
  };
}

const HEADER = { alg: 'none', typ: 'JWT' };
const SIGNATURE = 'daily-knock local room: not signed';

/** A token in the form of a JWT, not signed: the local room lives in one browser and has no secrets. */
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
 * The initial permissions of a participant: by default everybody may send, and nobody is an admin. In a room that makes every owner an
 * admin, an owner is one whatever the token says.
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
  const binary = [...new TextEncoder().encode(text)].map((byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): string {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
