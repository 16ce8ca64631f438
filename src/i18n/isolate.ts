/** Text that runs from right to left, and the marks that make it: Hebrew, Arabic and their kin (UAX #9, classes R and AL). */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Text from elsewhere, made fit to stand in a sentence: between FSI and PDI it takes its own direction and turns nothing
 * around it (Unicode Bidirectional Algorithm, UAX #9, "First Strong Isolate"). Where no text could be turned it is
 * left as it is, so that names of buttons are what they look like.
 *
 * @param text a name, a number
 * @param direction of the sentence
 */
export function isolate(text: string, direction: 'ltr' | 'rtl'): string {
  return direction === 'ltr' && !RIGHT_TO_LEFT.test(text) ? text : `\u2068${text}\u2069`;
}
