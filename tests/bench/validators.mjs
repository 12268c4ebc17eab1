// Writes the validators of ajv standalone and typia to made/. Users of these libraries generate them in their build.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { transformSync } from "esbuild";
import { schema } from "./peers/json-schema.mjs";

const folder = new URL(".", import.meta.url);
const made = new URL("made/", folder);

export function writeValidators() {
  rmSync(made, { recursive: true, force: true });
  mkdirSync(made);
  ajv();
  typia();
}

function ajv() {
  const compiler = new Ajv({ strictRequired: false, code: { source: true, esm: true } });
  const code = standalone.default(compiler, compiler.compile(schema));
  writeFileSync(new URL("ajv-standalone.mjs", made), code);
}

// The last version of typia whose transformer is written in JavaScript. Later versions compile it on the user's
// machine, from Go sources in another registry.
function typia() {
  const paths = [
    "--input",
    "peers/typia",
    "--output",
    "made/typia",
    "--project",
    "peers/typia/tsconfig.json",
  ];
  execFileSync("node_modules/.bin/typia", ["generate", ...paths], { cwd: folder, stdio: "pipe" });
  const source = readFileSync(new URL("typia/page.ts", made), "utf8");
  const { code } = transformSync(source, { loader: "ts" });
  writeFileSync(new URL("typia.mjs", made), code);
}
