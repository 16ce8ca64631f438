/** The default. */
const DEFAULT = 2;

/** The level of a heading, 1 to 6. `below` is added to the wanted level; a wanted level out of range counts as 2. */
export function headingLevel(wanted: number, below = 0): number {
  const level = Number.isInteger(wanted) && wanted >= 1 && wanted <= 6 ? wanted : DEFAULT;
  return Math.min(6, level + below);
}
