/** Writes rows in columns. */

import stringWidth from "string-width";
import { visible } from "./visible.js";

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** The least width to which a narrow terminal may cut it. Default: it is not cut. */
  readonly least?: number;
  /** A terminal that is narrower still shows no column with 1, then none with 2, and so on. Default: always shown. */
  readonly leftOut?: number;
}

const gap = "  ";

/** Rows in columns. The first rows decide the widths, so that more can follow without keeping them. */
export class Table {
  readonly #columns: readonly Column[];
  readonly #width: number | undefined;
  /** Undefined for a column that is left out. */
  #widths: (number | undefined)[] | undefined;

  /** @param width The width of the terminal. Undefined if the rows may have any length. */
  constructor(columns: readonly Column[], width: number | undefined) {
    this.#columns = columns;
    this.#width = width;
  }

  /**
   * Returns some rows as lines, after a line of titles where they are the first ones.
   *
   * @param emphasised Marks the titles.
   */
  block(rows: readonly (readonly string[])[], emphasised: (titles: string) => string): string {
    if (rows.length === 0) return "";
    const cells = rows.map((row) => row.map(visible));
    const isFirst = this.#widths === undefined;
    this.#widths ??= this.#widthsOf(cells);
    const lines = cells.map((row) => this.#line(row));
    if (isFirst) lines.unshift(emphasised(this.#line(this.#columns.map(({ title }) => title))));
    return lines.map((line) => `${line}\n`).join("");
  }

  #widthsOf(rows: readonly (readonly string[])[]): (number | undefined)[] {
    const widths: (number | undefined)[] = this.#columns.map(({ title }, index) =>
      Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[index] ?? ""))),
    );
    const limit = this.#width;
    if (limit === undefined) return widths;
    const least = () =>
      widths.map((width, index) => width && Math.min(width, this.#columns[index]?.least ?? width));
    const order = this.#columns.map((column, index) => ({ index, leftOut: column.leftOut ?? 0 }));
    for (const { index } of order
      .filter(({ leftOut }) => leftOut > 0)
      .sort((a, b) => a.leftOut - b.leftOut)) {
      if (lineWidth(least()) > limit) widths[index] = undefined;
    }
    while (lineWidth(widths) > limit) {
      const cuttable = widths
        .map((width = 0, index) => ({ width, index, spare: width - (this.#columns[index]?.least ?? width) }))
        .filter(({ spare }) => spare > 0)
        .sort((a, b) => b.width - a.width);
      const [widest] = cuttable;
      if (!widest) break;
      widths[widest.index] = widest.width - 1;
    }
    return widths;
  }

  #line(cells: readonly string[]): string {
    const widths = this.#widths ?? [];
    const padded = cells.flatMap((cell, index) => {
      const width = widths[index];
      if (width === undefined) return [];
      const text = this.#width === undefined ? cell : cut(cell, width);
      const padding = " ".repeat(Math.max(0, width - stringWidth(text)));
      return [text + padding];
    });
    return padded.join(gap).trimEnd();
  }
}

/** The width of a line whose columns have these widths. */
function lineWidth(widths: readonly (number | undefined)[]): number {
  const shown = widths.filter((width) => width !== undefined);
  return shown.reduce((sum, width) => sum + width, gap.length * (shown.length - 1));
}

/** Cuts a text to a width, with `…` at its end. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let short = "";
  let used = 1;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += stringWidth(segment);
    if (used > width) break;
    short += segment;
  }
  return `${short}…`;
}
