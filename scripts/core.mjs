// Compiles the Rust core to WebAssembly and puts it, with wasm-bindgen's glue, into pkg/dist/core.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { enumerations, portableDeclarations, portableGlue } from "./glue.mjs";
import { renamedGlue, shortNames } from "./names.mjs";
import { step } from "./step.mjs";
import { withoutUncalled } from "./table.mjs";

const name = "junction_credentials";
const compiled = "target/wasm-pack";
const published = "pkg/dist/core";
const cargoHome = process.env.CARGO_HOME ?? `${homedir()}/.cargo`;

/** How the core is compiled, beyond what Cargo.toml can say. */
function rustFlags() {
  const sysroot = execFileSync("rustc", ["--print", "sysroot"], { encoding: "utf8" }).trim();
  return [
    targetFeatures(),
    // A panic is a bug of ours, and traps: its message and all that could write one would be a tenth of the module.
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    // For size rustc leaves all inlining to LLVM, which has the smaller functions for it when rustc begins.
    "-Zinline-mir=yes",
    // Fewer bytes after compression than with the threshold of this level.
    "-Cllvm-args=-inline-threshold=22",
    // All pages but the last one, so that no sum of addresses wraps around.
    "-Clink-arg=--max-memory=4294901760",
    // wasm-bindgen names exports after symbols, which are the longer for it as on a nightly.
    "-Csymbol-mangling-version=legacy",
    // What still names a source file must not tell on which machine the module was built.
    `--remap-path-prefix=${cargoHome}=/cargo`,
    `--remap-path-prefix=${sysroot}=/rust`,
  ];
}

/** The flag that cargo finds by itself for lints and tests, unless other flags are given to it. */
function targetFeatures() {
  return /"(-Ctarget-feature=.+?)"/.exec(readFileSync(".cargo/config.toml", "utf8"))[1];
}

// The standard library that comes with Rust writes messages, so the core is compiled with one that does not.
const standardLibrary = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

const wasmDeclaration = `/** What a bundler makes of an imported .wasm: the compiled module, or its address. */
declare const wasm: any;
export default wasm;
`;

export async function core() {
  const output = ["--no-pack", "--no-gitignore", "--out-dir", compiled, "--out-name", name];
  const command = ["wasm-pack", "build", ".", "--target", "web", "--release", ...output];
  await step("wasm-pack", [...command, "--", ...standardLibrary], {
    takes: "about 1 min the first time",
    again: "npm run build",
    env: {
      CARGO_ENCODED_RUSTFLAGS: rustFlags().join("\x1f"),
      // The flags of a nightly, in the one command that needs them: every other holds to what is stable.
      RUSTC_BOOTSTRAP: "1",
    },
  });

  const read = (file, encoding) => readFileSync(`${compiled}/${file}`, encoding);
  const called = `${compiled}/${name}_called.wasm`;
  writeFileSync(called, await withoutUncalled(read(`${name}_bg.wasm`)));
  const renamed = `${compiled}/${name}_renamed.wasm`;
  const names = await shortNames(called, renamed);
  const glue = portableGlue(read(`${name}.js`, "utf8"));
  const declarations = read(`${name}.d.ts`, "utf8");
  const files = {
    [`${name}_bg.wasm`]: readFileSync(renamed),
    [`${name}_bg.wasm.d.ts`]: wasmDeclaration,
    [`${name}.js`]: renamedGlue(glue, names),
    [`${name}.d.ts`]: portableDeclarations(declarations),
    // Reading a file or importing a .wasm fails in one bundler or another; a string arrives everywhere.
    "wasm-base64.js": `export const wasmBase64 = "${readFileSync(renamed, "base64")}";\n`,
    "wasm-base64.d.ts": "export declare const wasmBase64: string;\n",
  };
  for (const { file, values } of enumerations(declarations)) {
    const lines = (start) => values.map((value) => `${start} ${value};\n`).join("");
    files[`${file}.js`] = lines("export const");
    files[`${file}.d.ts`] = lines("export declare const");
  }
  mkdirSync(published, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(`${published}/${file}`, content);
}
