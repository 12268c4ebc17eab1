/** The used part of WebAssembly, and the forms in which runtimes and bundlers import a .wasm file. */

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
  /** Returns an instance if `source` is a module, and an object with an instance if `source` is bytes. */
  function instantiate(source: unknown, imports: object): Promise<Instance | { instance: Instance }>;
}
