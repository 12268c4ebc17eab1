/** The documents of the project, and the fenced blocks in them and in the published doc comments. */

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

export const root = join(import.meta.dirname, "../..");
const dist = join(root, "pkg/dist");

/** Every document that the tests of this folder check. A new chapter in `docs/` is checked too. */
export const documents: readonly string[] = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "CHANGELOG.md",
  ...chapters(),
];

/** The text between two fences. */
export interface Block {
  /** The path in the repository. */
  readonly file: string;
  /** The line of the opening fence. */
  readonly line: number;
  /** The language that the opening fence names. */
  readonly language: string;
  readonly text: string;
}

export function blocksOfDocuments(): Block[] {
  return documents.flatMap((document) => blocksOf(document, (line) => line));
}

/** The blocks of all declarations except the CommonJS copies. A block that occurs several times is listed once. */
export function blocksOfDeclarations(): Block[] {
  const files = readdirSync(dist, { recursive: true, encoding: "utf8" }).sort();
  const declarations = files.filter((file) => file.endsWith(".d.ts") && !file.startsWith("cjs"));
  const blocks = declarations.flatMap((file) =>
    blocksOf(relative(root, join(dist, file)), (line) => line.replace(/^\s*\* ?/, "")),
  );
  return [...new Map(blocks.reverse().map((block) => [block.text, block])).values()].reverse();
}

function chapters(): string[] {
  const files = readdirSync(join(root, "docs")).sort();
  return files.filter((file) => file.endsWith(".md")).map((file) => `docs/${file}`);
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
