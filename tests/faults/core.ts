// Gives access to the memory of the package's WebAssembly module. Import this file before the package, so that it can
// record the instance.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

interface Memory {
  readonly buffer: ArrayBuffer;
}

interface Table {
  readonly length: number;
}

interface Core {
  readonly memory: Memory;
  /** The JavaScript objects that the module refers to, one slot for each. */
  readonly objects: Table;
}

interface Module {
  new (bytes: Uint8Array): object;
  exports(module: object): readonly { readonly name: string }[];
}

const found: Core[] = [];

const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    Instance: new (...args: never[]) => { exports: object };
    Memory: new () => Memory;
    Module: Module;
    Table: new () => Table;
  };
};

function exportsOf(module: object): string {
  return WebAssembly.Module.exports(module)
    .map(({ name }) => name)
    .join();
}

const published = readFileSync(fileURLToPath(import.meta.resolve("junction-credentials/wasm")));
const publishedExports = exportsOf(new WebAssembly.Module(published));

WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(target, args, newTarget) {
    const instance: { exports: object } = Reflect.construct(target, args, newTarget);
    // Node 24 and newer also instantiate modules of their own, such as the HTTP parser of undici.
    if (exportsOf(args[0]) !== publishedExports) return instance;
    // The build shortens the names of exports, so memory and table are found by their classes.
    const exports: unknown[] = Object.values(instance.exports);
    const memory = exports.find((value) => value instanceof WebAssembly.Memory);
    const objects = exports.find((value) => value instanceof WebAssembly.Table);
    if (memory && objects) found.push({ memory, objects });
    return instance;
  },
});

/** Returns the memory and the table of the module. */
export function core(): Core {
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} instances were made`);
  return only;
}
