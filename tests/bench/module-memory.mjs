// Measures the memory of the package's WebAssembly module. Import this file before the package, so that it can record
// the instance.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const { Instance, Memory, Module } = WebAssembly;

function exportsOf(module) {
  return Module.exports(module)
    .map(({ name }) => name)
    .join();
}

const published = readFileSync(fileURLToPath(import.meta.resolve("junction-credentials/wasm")));
const publishedExports = exportsOf(new Module(published));

const found = [];
WebAssembly.Instance = new Proxy(Instance, {
  construct(target, args, newTarget) {
    const instance = Reflect.construct(target, args, newTarget);
    // Node also instantiates modules of its own.
    if (exportsOf(args[0]) === publishedExports) {
      found.push(Object.values(instance.exports).find((value) => value instanceof Memory));
    }
    return instance;
  },
});

/** Returns the size of the memory in bytes. */
export function moduleMemory() {
  if (found.length !== 1) throw new Error(`${found.length} modules were made`);
  return found[0].buffer.byteLength;
}
