// Runs a program that Rust compiled for wasm32-wasip1: node --no-warnings scripts/wasi.mjs PROGRAM [argument…].

import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";

const args = process.argv.slice(2);
const wasi = new WASI({ version: "preview1", args, env: process.env });
const module = new WebAssembly.Module(readFileSync(args[0]));

process.exitCode = wasi.start(new WebAssembly.Instance(module, wasi.getImportObject()));
