/** WebAssembly as runtimes have it, and a .wasm that a runtime or a bundler compiles, in the form that it asks for. */

declare module "*.wasm" {
  const module: object;
  export default module;
}

declare module "*.wasm?module" {
  const module: object;
  export default module;
}

declare namespace WebAssembly {
  class Module {
    constructor(bytes: object);
  }
  class Instance {
    constructor(module: object, imports: object);
  }
  /** Of bytes it gives an instance and the module, of a module the instance. */
  function instantiate(source: unknown, imports: object): Promise<Instance | { instance: Instance }>;
}
