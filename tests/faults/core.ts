// The compiled module behind the package, seen from the inside. A test imports this file before the package, as a side
// effect: the module is caught when it is made.

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** What the module holds of the host: one place for each object. */
  readonly __wbindgen_externrefs: { readonly length: number };
}

const found: Exports[] = [];

const { WebAssembly } = globalThis as unknown as {
  WebAssembly: { Instance: new (...args: never[]) => { exports: Exports } };
};
WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(target, args, newTarget) {
    const instance: { exports: Exports } = Reflect.construct(target, args, newTarget);
    if ("__wbindgen_externrefs" in instance.exports) found.push(instance.exports);
    return instance;
  },
});

/** What the module exports. */
export function core(): Exports {
  const [exports] = found;
  if (exports === undefined || found.length > 1) throw new Error(`${found.length} modules were made`);
  return exports;
}
