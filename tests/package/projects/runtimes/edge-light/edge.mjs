// Prints the result of a function of the route in the edge runtime, which cannot compile code from strings or bytes.

import { AsyncLocalStorage } from "node:async_hooks";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { EdgeRuntime } from "edge-runtime";

const [realm, name, ...args] = process.argv.slice(2);
const { resolve } = createRequire(import.meta.url);
const bytesOf = (name) => readFileSync(resolve(`junction-credentials/${name}`));

const runtime = new EdgeRuntime({ codeGeneration: { strings: false, wasm: realm === "inside" } });
const { Module } = realm === "inside" ? runtime.evaluate("WebAssembly") : WebAssembly;
runtime.context.compiledModules = {
  junction_credentials_bg: new Module(bytesOf("wasm")),
  comparison_bg: new Module(bytesOf("plan/wasm")),
};
// Next.js and Vercel provide it in the runtime.
runtime.context.AsyncLocalStorage = AsyncLocalStorage;
runtime.evaluate(readFileSync("route.js", "utf8"));

console.log(JSON.stringify(await runtime.context[name](...args)));
