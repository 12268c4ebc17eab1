// `npm run check` finds import cycles of every kind.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "junction-credentials-cycles-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes files into a new folder. */
function written(name: string, files: Record<string, string>): string {
  const place = join(folder, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, file)), { recursive: true });
    writeFileSync(join(place, file), text);
  }
  return place;
}

function ofRust(place: string) {
  const { status, stdout } = spawnSync("node", [join(root, "scripts/cycles.mjs"), place], {
    encoding: "utf8",
  });
  return { status, lines: stdout.trim().split("\n") };
}

function ofTypeScript(place: string) {
  cpSync(join(root, "biome.json"), join(place, "biome.json"));
  const biome = join(root, "node_modules/.bin/biome");
  const args = ["lint", "--only=suspicious/noImportCycles", "--vcs-enabled=false", "."];
  const { status, stdout, stderr } = spawnSync(biome, args, { cwd: place, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

test("the core has no import cycle", () => {
  expect(ofRust(join(root, "src"))).toMatchObject({
    status: 0,
    lines: [expect.stringMatching(/, 0 import cycles$/)],
  });
});

test("modules that use each other are a cycle, by way of others and of re-exports too", () => {
  const place = written("rust", {
    "lib.rs": "mod a;\nmod b;",
    "a/mod.rs": "mod inner;\npub use inner::Inner;",
    "a/inner.rs": "use crate::b::{Other, Outer as Renamed};\npub struct Inner(Renamed, Other);",
    "b.rs": "pub struct Other;\npub struct Outer(Option<Box<crate::a::Inner>>);",
  });

  expect(ofRust(place)).toEqual({
    status: 1,
    lines: ["crate::a::inner -> crate::b -> crate::a::inner", "4 modules, 1 import cycles"],
  });
});

test("tests, comments and strings make no cycle", () => {
  const place = written("innocent", {
    "lib.rs": "mod a;\nmod b;",
    "a.rs": 'use crate::b::B;\npub struct A(B);\npub const TEXT: &str = "crate::a::A";',
    "b.rs": "// crate::a::A\npub struct B;\n#[cfg(test)]\nmod tests {\n    use crate::a::A;\n}\n",
  });

  expect(ofRust(place)).toEqual({ status: 0, lines: ["3 modules, 0 import cycles"] });
});

test("modules of TypeScript that import each other are a cycle, types included", () => {
  const place = written("typescript", {
    "a.ts": 'import type { B } from "./b.js";\nexport type A = B;\n',
    "b.ts": 'import type { A } from "./a.js";\nexport type B = A | string;\n',
  });

  const { status, output } = ofTypeScript(place);
  expect(status).toBe(1);
  expect(output).toContain("This import is part of a cycle.");
});
