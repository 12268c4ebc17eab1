// Prints the differences between an OpenAPI document and the models.

import { Failure } from "../step.mjs";
import { differences } from "./operations.mjs";

const titles = ["only in", "kind", "place", "what", "calls"];
const sides = { file: "the file", models: "the models" };

/** Prints every difference, and fails if the document contains something that the models lack. */
export function tell(models, document) {
  const all = differences(models, document);
  const unknown = all.filter(({ side }) => side === "file");
  const rows = [...unknown, ...all.filter(({ side }) => side === "models")];

  if (rows.length > 0) console.log(`\n${aligned([titles, ...rows.map(cells)])}\n`);
  if (unknown.length > 0) {
    const count = unknown.length === 1 ? "1 thing" : `${unknown.length} things`;
    throw new Failure(
      `✗ ${document.name} has ${count} that the models do not know: CONTRIBUTING.md says where it goes`,
    );
  }
  console.log(`✓ the models know all that ${document.name} has`);
}

function cells({ side, kind, place, what, calls }) {
  return [sides[side], kind, place, what, calls.join(", ")];
}

function aligned(rows) {
  const widths = titles.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => row.map((cell, column) => cell.padEnd(widths[column])).join("  ");
  return rows.map((row) => line(row).trimEnd()).join("\n");
}
