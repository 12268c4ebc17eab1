/** A .wasm that a runtime or a bundler compiles, imported in the form that it asks for. */

declare module "*.wasm" {
  const module: object;
  export default module;
}

declare module "*.wasm?module" {
  const module: object;
  export default module;
}
