// Stores the latest measurements of each part, and generates RESULTS.md, the chart and the claims of documents from them.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { chart } from "./chart.mjs";
import { claimed, documents } from "./claims.mjs";
import { comparison } from "./limits.mjs";
import { markdown } from "./table.mjs";
import { machine, own, today } from "./versions.mjs";

const file = (name) => new URL(name, import.meta.url);

/** Returns the stored measurements, by the name of the part. */
export function read() {
  return existsSync(file("results.json")) ? JSON.parse(readFileSync(file("results.json"), "utf8")) : {};
}

/** Replaces the measurements of one part. */
export function keep(name, data) {
  const circumstances = { date: today(), machine: machine(), version: own() };
  const results = { ...read(), [name]: { ...circumstances, ...data } };
  writeFileSync(file("results.json"), `${JSON.stringify(results, rounded, 1)}\n`);
}

/** Writes the results that exist, in the order of the parts. */
export function write(parts) {
  const results = read();
  const there = parts.filter(({ name }) => name in results);
  const sections = there.flatMap(({ name, title, tables }) => [
    `## ${title}`,
    "",
    `${results[name].date}, junction-credentials ${results[name].version}, ${results[name].machine}.`,
    "",
    ...tables(results[name]).flatMap(({ note, rows }) => [
      note,
      "",
      ...(rows.length > 0 ? [...markdown(rows), ""] : []),
    ]),
  ]);
  const lines = [
    "# Results",
    "",
    "Written by `npm run bench`, which measures all of this anew; `npm run bench -- decode size` measures two parts. Ratios",
    "hold on other machines better than times. Everybody starts from the same bytes, checks the same description, and is",
    "timed only after passing the same fixtures.",
    "",
    "## Goals",
    "",
    ...markdown(comparison(results)),
    "",
    ...sections,
  ];
  writeFileSync(file("RESULTS.md"), `${lines.join("\n").trimEnd()}\n`);
  if (results.decode) writeFileSync(file("decode.svg"), chart(results.decode));
  for (const document of documents) {
    writeFileSync(document, claimed(readFileSync(document, "utf8"), results));
  }
}

/** More digits would be noise, and would make diffs of results longer. */
const rounded = (_key, value) =>
  typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
