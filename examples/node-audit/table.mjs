// Aligns rows in columns.

/** The last column is not made narrower than this. */
const narrowest = 24;

/**
 * Returns the lines of a table. Numbers are aligned to the right, everything else to the left. If a line is wider than
 * the terminal, the list in its last column continues on the next line.
 *
 * @param {readonly (readonly string[])[]} rows The first row is the header.
 * @param {number} [width] The width of the terminal. Default: unlimited.
 */
export function table(rows, width = Infinity) {
  const cells = rows.map((row) => row.map(printable));
  const [header = [], ...rest] = cells;
  const columns = header.slice(0, -1).map((_, column) => ({
    width: Math.max(...cells.map((row) => row[column]?.length ?? 0)),
    isNumber: rest.every((row) => /^\d+$/.test(row[column] ?? "")),
  }));
  const indent = columns.reduce((sum, { width }) => sum + width + 2, 0);
  return cells.flatMap((row) => {
    const aligned = columns.map(({ width, isNumber }, column) =>
      row[column]?.[isNumber ? "padStart" : "padEnd"](width),
    );
    const [first, ...more] = wrapped(row.at(-1) ?? "", Math.max(width - indent, narrowest));
    return [[...aligned, first].join("  ").trimEnd(), ...more.map((line) => " ".repeat(indent) + line)];
  });
}

/**
 * Divides a list at its commas.
 *
 * @param {string} list
 * @param {number} width
 */
function wrapped(list, width) {
  const [first = "", ...rest] = list.split(/(?<=,) /);
  const lines = [first];
  for (const item of rest) {
    const line = `${lines.at(-1)} ${item}`;
    if (line.length > width) lines.push(item);
    else lines[lines.length - 1] = line;
  }
  return lines;
}

/**
 * Replaces control characters, which a terminal would execute.
 *
 * @param {string} text
 */
function printable(text) {
  return text.replace(/\p{Cc}/gu, " ");
}
