/** Right-to-left text, and the characters that set this direction (UAX #9, classes R and AL). */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Isolates a name or a number with FSI and PDI, so that its direction does not affect the sentence around it (UAX #9, "First Strong
 * Isolate"). Leaves it as it is where it could have no effect, so that the names of buttons are what they look like.
 */
export function isolate(text: string, direction: 'ltr' | 'rtl'): string {
  return direction === 'ltr' && !RIGHT_TO_LEFT.test(text) ? text : `\u2068${text}\u2069`;
}
