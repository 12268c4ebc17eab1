// The memory of the compiled module behind the package. Import this before the package: the module is caught when it is
// made.

const { Instance } = WebAssembly;
const found = [];
WebAssembly.Instance = new Proxy(Instance, {
  construct(target, args, newTarget) {
    const instance = Reflect.construct(target, args, newTarget);
    // Node has modules of its own.
    const isOurs = Object.keys(instance.exports).some((name) => name.startsWith("__wbindgen"));
    if (isOurs) found.push(instance.exports.memory);
    return instance;
  },
});

/** Its size in bytes. */
export function moduleMemory() {
  if (found.length !== 1) throw new Error(`${found.length} modules were made`);
  return found[0].buffer.byteLength;
}
