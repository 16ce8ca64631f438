/** The states in which the visitor can join or knock. In a file of its own, since the forms load nothing else of a call's states. */
export const FORM_STATES: readonly string[] = ['idle', 'rejected', 'failed'];
