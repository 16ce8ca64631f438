/**
 * Why something cannot work here, other than by an error: what the person concerned is told calmly. Errors keep their own codes
 * (`errors.ts`).
 */
export type NoticeCode =
  /** The browser has no WebRTC, or one that Daily does not support. */
  | 'no-webrtc'
  /** The page is sealed off from its own site: sandboxed without `allow-same-origin`, `srcdoc`, `data:`. */
  | 'opaque-origin'
  /** The page is not on https. */
  | 'not-secure'
  /** A permissions policy of the page, or the iframe that it is in, forbids camera and microphone. */
  | 'devices-forbidden'
  /** The room is not private, so that nobody has to knock. */
  | 'not-private'
  /** The room does not let anybody knock. */
  | 'knocking-off';
