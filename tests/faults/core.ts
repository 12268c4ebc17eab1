// Gives access to the memory of the package's WebAssembly module. Import this file before the package, so that it can
// record the instance.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

interface Memory {
  readonly buffer: ArrayBuffer;
}

interface Core {
  readonly memory: Memory;
  /** The table of the JavaScript values that the module refers to. It has a slot for each, and reuses free slots. */
  readonly values: readonly unknown[];
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
  };
};

function exportsOf(module: object): string {
  return WebAssembly.Module.exports(module)
    .map(({ name }) => name)
    .join();
}

const published = readFileSync(fileURLToPath(import.meta.resolve("junction-credentials/wasm")));
const publishedExports = exportsOf(new WebAssembly.Module(published));

// The glue's table is an array that is private to it. It is recognised by how the glue creates it.
const firstSlots = 1024;
const tables: unknown[][] = [];
const { fill } = Array.prototype;
Array.prototype.fill = function (...args) {
  if (this.length === firstSlots && args.length === 1 && args[0] === undefined) tables.push(this);
  return fill.apply(this, args);
};

WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(target, args, newTarget) {
    const instance: { exports: object } = Reflect.construct(target, args, newTarget);
    // Node 24 and newer also instantiate modules of their own, such as the HTTP parser of undici.
    if (exportsOf(args[0]) !== publishedExports) return instance;
    // The build shortens the names of exports, so the memory is found by its class.
    const exports: unknown[] = Object.values(instance.exports);
    const memory = exports.find((value) => value instanceof WebAssembly.Memory);
    const [values] = tables;
    if (memory && values && tables.length === 1) found.push({ memory, values });
    return instance;
  },
});

/** Returns the memory of the module, and the table of its JavaScript values. */
export function core(): Core {
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} instances were made`);
  return only;
}
