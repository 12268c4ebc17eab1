// The memory of the compiled module behind the package. Import this before the package: the module is caught when it is
// made.

const { Instance, Memory, Table } = WebAssembly;
const found = [];
WebAssembly.Instance = new Proxy(Instance, {
  construct(target, args, newTarget) {
    const instance = Reflect.construct(target, args, newTarget);
    const exports = Object.values(instance.exports);
    const memory = exports.find((value) => value instanceof Memory);
    // Node has modules of its own, none with a table of objects.
    if (memory && exports.some((value) => value instanceof Table)) found.push(memory);
    return instance;
  },
});

/** Its size in bytes. */
export function moduleMemory() {
  if (found.length !== 1) throw new Error(`${found.length} modules were made`);
  return found[0].buffer.byteLength;
}
