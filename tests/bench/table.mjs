// Aligns rows in columns, for a terminal and for Markdown.

/** Returns lines of text: names are aligned to the left, everything else to the right. */
export function aligned(rows) {
  const widths = widthsOf(rows);
  return rows.map((row) => row.map(padded(widths)).join("  ").trimEnd());
}

/** Returns the lines of a Markdown table. The first row is the header. */
export function markdown(rows) {
  const widths = widthsOf(rows);
  const line = (row) => `| ${row.map(padded(widths)).join(" | ")} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  const [header, ...rest] = rows;
  return [line(header), line(rule), ...rest.map(line)];
}

const widthsOf = ([header, ...rest]) =>
  header.map((_, column) => Math.max(3, ...[header, ...rest].map((row) => row[column].length)));

const padded = (widths) => (cell, column) =>
  column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]);
