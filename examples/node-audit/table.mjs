// Aligns rows in columns.

/**
 * Numbers are aligned to the right, everything else to the left.
 *
 * @param {readonly (readonly string[])[]} rows The first row is the header.
 */
export function table(rows) {
  const [header = [], ...rest] = rows;
  const columns = header.map((_, column) => ({
    width: Math.max(...rows.map((row) => row[column]?.length ?? 0)),
    isNumber: rest.every((row) => /^\d+$/.test(row[column] ?? "")),
  }));
  return rows.map((row) =>
    columns
      .map(({ width, isNumber }, column) => row[column]?.[isNumber ? "padStart" : "padEnd"](width))
      .join("  ")
      .trimEnd(),
  );
}
