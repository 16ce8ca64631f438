/** The level of a heading that nobody has chosen one for. */
const DEFAULT = 2;

/**
 * A level that a heading can have.
 *
 * @param wanted what the page says
 * @param below how many levels further down
 * @returns 1 to 6; what is no level counts as 2
 */
export function headingLevel(wanted: number, below = 0): number {
  const level = Number.isInteger(wanted) && wanted >= 1 && wanted <= 6 ? wanted : DEFAULT;
  return Math.min(6, level + below);
}
