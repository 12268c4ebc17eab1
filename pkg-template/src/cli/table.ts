/** Writes rows in columns. */

import stringWidth from "string-width";
import { visible } from "./visible.js";

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Numbers are aligned to the right. */
  readonly isNumber?: boolean;
  /** The least width to which a narrow terminal may cut it. Default: it is not cut. */
  readonly least?: number;
}

const gap = "  ";

/** Rows in columns. The first rows decide the widths, so that more can follow without keeping them. */
export class Table {
  readonly #columns: readonly Column[];
  readonly #width: number | undefined;
  #widths: number[] | undefined;

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

  #widthsOf(rows: readonly (readonly string[])[]): number[] {
    const widths = this.#columns.map(({ title }, index) =>
      Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[index] ?? ""))),
    );
    if (this.#width === undefined) return widths;
    let excess = widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1)) - this.#width;
    while (excess > 0) {
      // The widest one first.
      let widest: number | undefined;
      for (const [index, width] of widths.entries()) {
        const { least } = this.#columns[index] ?? {};
        if (least === undefined || width <= least) continue;
        if (widest === undefined || width > (widths[widest] ?? 0)) widest = index;
      }
      if (widest === undefined) break;
      widths[widest] = (widths[widest] ?? 0) - 1;
      excess -= 1;
    }
    return widths;
  }

  #line(cells: readonly string[]): string {
    const widths = this.#widths ?? [];
    const padded = cells.map((cell, index) => {
      const width = widths[index] ?? 0;
      const text = this.#width === undefined ? cell : cut(cell, width);
      const padding = " ".repeat(Math.max(0, width - stringWidth(text)));
      return this.#columns[index]?.isNumber ? padding + text : text + padding;
    });
    return padded.join(gap).trimEnd();
  }
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
