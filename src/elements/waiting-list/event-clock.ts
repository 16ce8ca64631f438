/**
 * The time on the clock of a window's events, in milliseconds: each window has its own. Not from `performance`, which is any page's
 * variable of this name.
 */
export function eventTime(view: Pick<typeof globalThis, 'CustomEvent'> = globalThis): number {
  return new view.CustomEvent('').timeStamp;
}
