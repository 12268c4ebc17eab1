// Makes wasm-bindgen's glue portable, and fails the build when the glue no longer looks as it is known here.

import { Failure } from "./step.mjs";

const declarations = `/** Makes the module ready at once, from its bytes or from the module compiled of them. */
export function initSync(source: { module: object }): unknown;

/** Makes the module ready, from its address, a response that holds it, its bytes or the compiled module. */
export default function init(source: { module_or_path: unknown }): Promise<unknown>;
`;

/** The glue, such that a module or instance made in another realm is recognised, as in Next's edge runtime. */
export function portableGlue(source) {
  if (source.includes("import.meta")) {
    throw new Failure(
      "the glue looks for its .wasm by itself: Cargo.toml needs omit-default-module-path = true " +
        "under [package.metadata.wasm-pack.profile.release.wasm-bindgen]",
    );
  }
  const checks = /(module|instance) instanceof WebAssembly\.(Module|Instance)\b/g;
  const found = source.match(checks)?.length ?? 0;
  if (found !== 2) throw new Failure(`the glue has ${found} checks of modules and instances, not 2`);
  return source.replace(checks, 'Object.prototype.toString.call($1) === "[object WebAssembly.$2]"');
}

/** The declarations without names that a project may lack: those of the DOM, and `Symbol.dispose`. */
export function portableDeclarations(source) {
  const start = source.indexOf("export type InitInput =");
  if (start < 0) throw new Failure("the glue declares no InitInput, which used to begin its DOM part");
  const kept = source.slice(0, start);
  const disposal = "    [Symbol.dispose](): void;\n";
  if (!kept.includes(disposal)) throw new Failure("the glue declares no [Symbol.dispose] as it used to");
  return kept.replaceAll(disposal, "") + declarations;
}
