// Takes functions out of the module that nothing calls any more, though they still stand in its table of function
// pointers.

import { Failure } from "./step.mjs";

/**
 * Functions whose pointers were taken only by wasm-bindgen's descriptions, which it reads at build time and then removes,
 * and those of tasks on stacks of their own, which this package has none of.
 */
const uncalled = [
  /^wasm_bindgen::convert::closures::_::invoke::/,
  /^wasm_bindgen::__rt::link_mem_intrinsics::/,
  /^js_sys::futures::jspi::/,
  / -> Externref$/,
];

/** A module without these functions, unless they are exported. If one was called by its pointer, that would trap. */
export async function withoutUncalled(bytes) {
  // The command that installs it loads this file as well.
  const { default: binaryen } = await import("binaryen");
  const module = binaryen.readBinary(bytes);
  const segment = module.getElementSegmentByIndex(0);
  const { name, table, offset, data } = binaryen.getElementSegmentInfo(segment);
  const first = binaryen.getExpressionInfo(offset).value;
  const runs = runsOf(data, (called) => !uncalled.some((pattern) => pattern.test(called)));
  if (module.getNumElementSegments() !== 1 || runs.flatMap(({ names }) => names).length === data.length) {
    throw new Failure("expected one table with functions that nothing calls: have their names changed?");
  }

  module.removeElementSegment(name);
  for (const { start, names } of runs) {
    module.addActiveElementSegment(table, `called-${start}`, names, module.i32.const(first + start));
  }
  binaryen.setDebugInfo(true);
  module.runPasses(["remove-unused-module-elements"]);
  return module.emitBinary();
}

/** The parts of a list whose names are wanted, and where each begins. */
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
