// Measures the memory of the package's WebAssembly module. Import this file before the package, so that it can record
// the instance.

const { Instance, Memory, Table } = WebAssembly;
const found = [];
WebAssembly.Instance = new Proxy(Instance, {
  construct(target, args, newTarget) {
    const instance = Reflect.construct(target, args, newTarget);
    const exports = Object.values(instance.exports);
    const memory = exports.find((value) => value instanceof Memory);
    // Node has WebAssembly modules of its own, but none of them exports a table.
    if (memory && exports.some((value) => value instanceof Table)) found.push(memory);
    return instance;
  },
});

/** Returns the size of the memory in bytes. */
export function moduleMemory() {
  if (found.length !== 1) throw new Error(`${found.length} modules were made`);
  return found[0].buffer.byteLength;
}
