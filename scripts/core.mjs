// Compiles the Rust core to WebAssembly, and writes it with wasm-bindgen's glue to pkg/dist/core.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename } from "node:path";
import {
  clientGlue,
  comparisonDeclarations,
  comparisonGlue,
  enumerations,
  portableDeclarations,
} from "./glue.mjs";
import { trimmed } from "./module.mjs";
import { renamedGlue, shortNames } from "./names.mjs";
import { step } from "./step.mjs";
import { credentialTypes, publicTypes } from "./types.mjs";

const published = "pkg/dist/core";
const cargoHome = process.env.CARGO_HOME ?? `${homedir()}/.cargo`;

/** Returns the compiler flags that Cargo.toml cannot contain. */
function rustFlags() {
  const sysroot = execFileSync("rustc", ["--print", "sysroot"], { encoding: "utf8" }).trim();
  return [
    targetFeatures(),
    // The module refers to JavaScript values by numbers, and the glue has a table of these values. With reference types
    // and multiple results, the browser entry is 0.4 kB larger after compression, 1.2 %, and small calls take up to 8 %
    // more processor time. The standard library for tests is prebuilt with both.
    "-Ctarget-feature=-reference-types,-multivalue",
    // A panic is a bug of this package, and traps. Panic messages and their formatting would be a tenth of the module.
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    // When optimising for size, rustc leaves all inlining to LLVM. LLVM produces smaller functions if rustc inlines
    // first, and more than by default: together 1.3 kB of the browser entry after compression, 4 %.
    "-Zinline-mir=yes",
    "-Zinline-mir-threshold=220",
    "-Cllvm-args=-inline-threshold=18",
    // All memory pages except the last one, so that adding to an address never overflows.
    "-Clink-arg=--max-memory=4294901760",
    // Half of the default. Addresses behind the stack are then written in three bytes instead of four: 0.05 kB, 0.2 %.
    "-Clink-arg=-zstack-size=524288",
    // wasm-bindgen derives export names from symbols, which are longer with the default mangling of nightly Rust: 0.48 kB,
    // 1.5 %.
    "-Csymbol-mangling-version=legacy",
    // Remaining source paths must not reveal the machine on which the module was built.
    `--remap-path-prefix=${cargoHome}=/cargo`,
    `--remap-path-prefix=${sysroot}=/rust`,
  ];
}

/**
 * Returns the flag that cargo reads from its configuration for lints and tests. It ignores it when other flags are
 * passed.
 */
function targetFeatures() {
  return /"(-Ctarget-feature=.+?)"/.exec(readFileSync(".cargo/config.toml", "utf8"))[1];
}

// The prebuilt standard library contains panic messages, so the standard library is rebuilt without them.
const standardLibrary = ["-Zbuild-std=std,panic_abort"];

const optimisations = [
  "-O3",
  "--converge",
  // Rebuilding the control flow between two rounds saves 0.2 kB of the browser entry after compression, 0.6 %, and a third
  // round another 0.04 kB.
  "--flatten",
  "--rereloop",
  "-O3",
  "-O3",
  // The next three save 0.18 kB, 0.6 %. Brotli finds more repetitions if the functions of a Rust module stand together. The
  // lowest addresses are the end of the stack, which traps at 0, so that no access there can be one whose address has
  // wrapped around.
  "--reorder-functions-by-name",
  "--reorder-locals",
  "--low-memory-unused",
  // That pass cuts the data at each gap of zeros, of which every key of the models has one. Brotli stores a gap in fewer
  // bytes than the address of the next piece: 0.41 kB, 1.3 %.
  "--skip-pass=memory-packing",
  // These two passes save instructions, but Brotli has stored what they share: 0.06 kB, 0.2 %.
  "--skip-pass=local-cse",
  "--skip-pass=merge-locals",
  // Keeps the names of functions, by which tools show their sizes. The next step removes them.
  "--debuginfo",
  "--strip-producers",
  "--enable-simd",
  "--enable-bulk-memory",
  "--enable-nontrapping-float-to-int",
  "--enable-sign-ext",
  "--enable-mutable-globals",
];

/** Optimises a module, and returns the file of the result. */
async function optimised(module, ...passes) {
  const written = module.replace(".wasm", "_optimised.wasm");
  const command = ["wasm-opt", ...optimisations, ...passes, module, "--output", written];
  await step(`wasm-opt, ${basename(module, ".wasm")}`, command, { again: "npm run build" });
  return written;
}

const wasmDeclaration = `/** An imported .wasm file. Depending on the bundler, this is the compiled module or its URL. */
declare const wasm: any;
export default wasm;
`;

/** Compiles the module of the client. */
export async function core() {
  const name = "junction_credentials";
  const { fileOf, read } = await compiled(name, []);
  const glue = clientGlue(read(`${name}.js`, "utf8"));
  writeFileSync(fileOf("trimmed"), await trimmed(read(`${name}_bg.wasm`), glue));
  const module = await optimised(fileOf("trimmed"));
  const names = await shortNames(module, fileOf("renamed"));
  const declarations = read(`${name}.d.ts`, "utf8");
  const portable = portableDeclarations(declarations);
  const files = {
    ...filesOfModule(name, fileOf("renamed"), "wasm-base64"),
    [`${name}.js`]: renamedGlue(glue, names),
    [`${name}.d.ts`]: portable,
    "types.d.ts": publicTypes(portable),
    "credential-types.d.ts": credentialTypes(portable),
  };
  for (const { file, values } of enumerations(declarations)) {
    const lines = (start) => values.map((value) => `${start} ${value};\n`).join("");
    files[`${file}.js`] = lines("export const");
    files[`${file}.d.ts`] = lines("export declare const");
  }
  publish(files);
}

/** Compiles the module of `junction-credentials/plan`. Its speed matters more than its size. */
export async function comparison() {
  const name = "comparison";
  const { fileOf, read } = await compiled(name, ["--features", "plan"], {
    CARGO_PROFILE_RELEASE_OPT_LEVEL: "3",
  });
  const module = await optimised(fileOf("bg"), "--strip-debug", "--strip-target-features");
  publish({
    ...filesOfModule(name, module, "comparison-base64"),
    [`${name}.js`]: comparisonGlue(read(`${name}.js`, "utf8")),
    [`${name}.d.ts`]: comparisonDeclarations(read(`${name}.d.ts`, "utf8")),
  });
}

/** Runs wasm-pack, and returns functions that name a module in the folder of its output, and that read a file there. */
async function compiled(name, options, env = {}) {
  const folder = `target/wasm-pack/${name}`;
  // wasm-pack would optimise every module in this folder, those of an earlier build included.
  rmSync(folder, { recursive: true, force: true });
  const output = ["--no-pack", "--no-gitignore", "--out-dir", folder, "--out-name", name];
  const command = ["wasm-pack", "build", ".", "--target", "web", "--release", ...output];
  await step(`wasm-pack, ${name}`, [...command, "--", ...standardLibrary, ...options], {
    takes: "about 1 min the first time",
    again: "npm run build",
    env: {
      ...env,
      CARGO_ENCODED_RUSTFLAGS: rustFlags().join("\x1f"),
      // Allows nightly flags in this one command. All other commands use stable features only.
      RUSTC_BOOTSTRAP: "1",
    },
  });
  return {
    fileOf: (what) => `${folder}/${name}_${what}.wasm`,
    read: (file, encoding) => readFileSync(`${folder}/${file}`, encoding),
  };
}

/** Returns the files with a module: as it is, and as a string. */
function filesOfModule(name, module, base64) {
  return {
    [`${name}_bg.wasm`]: readFileSync(module),
    [`${name}_bg.wasm.d.ts`]: wasmDeclaration,
    // Some bundlers fail at reading a file, and some at importing a .wasm file. A string works in all of them.
    [`${base64}.js`]: `export const wasmBase64 = "${readFileSync(module, "base64")}";\n`,
    [`${base64}.d.ts`]: "export declare const wasmBase64: string;\n",
  };
}

function publish(files) {
  mkdirSync(published, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(`${published}/${file}`, content);
}
