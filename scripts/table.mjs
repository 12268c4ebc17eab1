// Removes exports that the glue does not use, and functions that nothing calls but that are in the function table.

import { Failure } from "./step.mjs";

/**
 * Functions whose pointers only wasm-bindgen's descriptors used, which it reads and removes at build time, and
 * functions for JSPI, which this package does not use.
 */
const uncalled = [
  /^wasm_bindgen::convert::closures::_::invoke::/,
  /^wasm_bindgen::__rt::link_mem_intrinsics::/,
  /^js_sys::futures::jspi::/,
  / -> Externref$/,
];

/**
 * Returns the module without the exports that its glue does not use, and without these functions, except exported ones.
 * A call of a removed function by its pointer would trap.
 */
export async function withoutUncalled(bytes, glue) {
  // Imported dynamically, because the command that installs binaryen also loads this file.
  const { default: binaryen } = await import("binaryen");
  const module = binaryen.readBinary(bytes);
  const segment = module.getElementSegmentByIndex(0);
  const { name, table, offset, data } = binaryen.getElementSegmentInfo(segment);
  const first = binaryen.getExpressionInfo(offset).value;
  const runs = runsOf(data, (called) => !uncalled.some((pattern) => pattern.test(called)));
  if (module.getNumElementSegments() !== 1 || runs.flatMap(({ names }) => names).length === data.length) {
    throw new Failure("expected one table with functions that nothing calls: have their names changed?");
  }

  const used = new Set(Array.from(glue.matchAll(/\bwasm\.(\w+)/g), ([, name]) => name));
  for (let index = module.getNumExports() - 1; index >= 0; index -= 1) {
    const { name: exported } = binaryen.getExportInfo(module.getExportByIndex(index));
    if (!used.has(exported)) module.removeExport(exported);
  }
  module.removeElementSegment(name);
  for (const { start, names } of runs) {
    module.addActiveElementSegment(table, `called-${start}`, names, module.i32.const(first + start));
  }
  binaryen.setDebugInfo(true);
  module.runPasses(["remove-unused-module-elements"]);
  return module.emitBinary();
}

/** Splits a list into runs of consecutive wanted names, each with its start index. */
function runsOf(list, isWanted) {
  const runs = [];
  for (const [index, name] of list.entries()) {
    if (!isWanted(name)) continue;
    const last = runs.at(-1);
    if (last && last.start + last.names.length === index) last.names.push(name);
    else runs.push({ start: index, names: [name] });
  }
  return runs;
}
