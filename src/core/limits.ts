/** Limits that the forms share with a call. Alone in this file: what a form imports from is in the first view as a whole. */

/**
 * After this time a decision about a person who is still listed counts as failed and can be made again. Daily keeps a guest who has gone
 * on the list for up to 14 s.
 */
export const DECISION_TIMEOUT_SECONDS = 20;

/** The maximum length of the note of a knock. With a name and the mark between them it stays far below what is read of a name. */
export const NOTE_LENGTH = 200;
