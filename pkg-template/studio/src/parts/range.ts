/** The rows of a grid that are in the document. */

import { defaultRangeExtractor, type Range } from "@tanstack/react-virtual";

/** Returns the rows that can be seen, and the active one: it is where the tab key and the arrow keys enter the grid. */
export function rangeWith(active: number, range: Range): number[] {
  const seen = defaultRangeExtractor(range);
  if (range.count === 0 || seen.includes(active)) return seen;
  return active < (seen[0] ?? 0) ? [active, ...seen] : [...seen, active];
}
