// Builds the npm package in pkg/ from the Rust crate and pkg-template/. Unchanged parts are not rebuilt.

import { readdirSync, rmSync } from "node:fs";
import { bundleCommandLine } from "./command-line.mjs";
import { configSchemas } from "./config-schema.mjs";
import { comparison, core } from "./core.mjs";
import { bundleForNode } from "./node-bundles.mjs";
import { documents, link, manifest } from "./package.mjs";
import { page } from "./page.mjs";
import { setup } from "./setup.mjs";
import { unlessMade } from "./stamp.mjs";
import { step } from "./step.mjs";
import { tables } from "./tables.mjs";

const crate = [
  "Cargo.toml",
  "Cargo.lock",
  "rust-toolchain.toml",
  ".cargo",
  "src",
  "scripts",
  "package-lock.json",
];
const tableNames = [
  "operations",
  "operation-names",
  "known-values",
  "details-keys",
  "plain-keys",
  "other-keys",
  "secret-keys",
  "json-schemas",
  "models",
  "schemas",
  "form-rows",
];
const generated = ["core", ...tableNames.flatMap((name) => [`${name}.js`, `${name}.d.ts`])];
const face = [
  "pkg-template/package.json",
  "pkg-template/src",
  "tsconfig.build.json",
  "pkg/dist/core/junction_credentials.d.ts",
];

/**
 * Builds everything that `npm publish` uploads from pkg/, and links pkg/ so that tests and examples import it by its
 * name.
 */
export async function build() {
  await setup();
  manifest();
  await unlessMade("core", { inputs: crate, outputs: ["pkg/dist/core/wasm-base64.js"] }, core);
  const comparisonFiles = { inputs: crate, outputs: ["pkg/dist/core/comparison-base64.js"] };
  await unlessMade("comparison", comparisonFiles, comparison);
  await models();
  await unlessMade(
    "face",
    { inputs: [...crate, ...face], outputs: ["pkg/dist/cjs/package.json", "pkg/schema/config.json"] },
    compileFace,
  );
  documents();
  link();
  await page([...crate, ...face]);
}

/** Generates the tables of the models, without building the rest of the package. */
export async function models() {
  await unlessMade("tables", { inputs: crate, outputs: ["pkg/dist/form-rows.d.ts"] }, tables);
}

async function compileFace() {
  // Removes the output of deleted source files.
  const kept = [...generated, "studio"];
  const compiled = readdirSync("pkg/dist").filter((entry) => !kept.includes(entry));
  for (const entry of compiled) rmSync(`pkg/dist/${entry}`, { recursive: true, force: true });

  await step("tsc, the package", ["tsc", "--project", "tsconfig.build.json"], { again: "npm run build" });
  await bundleForNode();
  await bundleCommandLine();
  await configSchemas();
}
