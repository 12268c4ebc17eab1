/** The fenced blocks of the README and of the doc comments that are published. */

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

export const root = join(import.meta.dirname, "../..");
const dist = join(root, "pkg/dist");

/** What stands between two fences. */
export interface Block {
  /** The path in the repository. */
  readonly file: string;
  /** The line of the opening fence. */
  readonly line: number;
  /** What stands behind the opening fence. */
  readonly language: string;
  readonly text: string;
}

export function blocksOfReadme(): Block[] {
  return blocksOf("README.md", (line) => line);
}

/** Those of all declarations but their copies for CommonJS. A block that stands in several places counts once. */
export function blocksOfDeclarations(): Block[] {
  const files = readdirSync(dist, { recursive: true, encoding: "utf8" }).sort();
  const declarations = files.filter((file) => file.endsWith(".d.ts") && !file.startsWith("cjs"));
  const blocks = declarations.flatMap((file) =>
    blocksOf(relative(root, join(dist, file)), (line) => line.replace(/^\s*\* ?/, "")),
  );
  return [...new Map(blocks.reverse().map((block) => [block.text, block])).values()].reverse();
}

function blocksOf(file: string, bare: (line: string) => string): Block[] {
  const lines = readFileSync(join(root, file), "utf8").split("\n").map(bare);
  const fences = lines.flatMap((line, index) => (line.startsWith("```") ? [index] : []));
  return fences.flatMap((opening, index) => {
    if (index % 2 === 1) return [];
    const language = lines[opening]?.slice(3) ?? "";
    const text = lines.slice(opening + 1, fences[index + 1]).join("\n");
    return [{ file, line: opening + 1, language, text }];
  });
}
