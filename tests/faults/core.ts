// The compiled module behind the package, seen from the inside. A test imports this file before the package, as a side
// effect: the module is caught when it is made.

interface Memory {
  readonly buffer: ArrayBuffer;
}

interface Table {
  readonly length: number;
}

interface Core {
  readonly memory: Memory;
  /** What the module holds of the host: one place for each object. */
  readonly objects: Table;
}

const found: Core[] = [];

const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    Instance: new (...args: never[]) => { exports: object };
    Memory: new () => Memory;
    Table: new () => Table;
  };
};
WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(target, args, newTarget) {
    const instance: { exports: object } = Reflect.construct(target, args, newTarget);
    // The build gives exports names that say nothing.
    const exports: unknown[] = Object.values(instance.exports);
    const memory = exports.find((value) => value instanceof WebAssembly.Memory);
    const objects = exports.find((value) => value instanceof WebAssembly.Table);
    if (memory && objects) found.push({ memory, objects });
    return instance;
  },
});

/** What is to be seen of the module. */
export function core(): Core {
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} modules were made`);
  return only;
}
