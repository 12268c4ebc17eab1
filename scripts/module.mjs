// Removes what the published module does not need, before it is optimised: exports that the glue does not use, functions
// that nothing calls but that are in the function table, and messages about bugs.

import { Failure } from "./step.mjs";

/**
 * Functions whose pointers only wasm-bindgen's descriptors used, which it reads and removes at build time, functions for
 * JSPI, which this package does not use, and methods of trait objects: only `next` of iterators is called, and no closure is
 * passed by value.
 */
const uncalled = [
  /^wasm_bindgen::convert::closures::_::invoke::/,
  /^wasm_bindgen::__rt::link_mem_intrinsics::/,
  /^js_sys::futures::jspi::/,
  /\bIterator>?::(?:size_hint|advance_by|nth)::/,
  /::FnOnce::call_once\{\{vtable\.shim\}\}/,
  / -> Externref$/,
];

/** The function of wasm-bindgen that throws an error with a message. */
const throwing = /^wasm_bindgen::throw_str::/;

/** The messages of these errors. Each tells of a bug of this package. */
const messages = [
  "attempted to take ownership of Rust value while it was borrowed",
  "closure invoked recursively or after being dropped",
  "invalid enum value passed",
  "null pointer passed to rust",
  "recursive use of an object detected which would lead to unsafe aliasing in rust",
];

/**
 * Returns the module without the exports that its glue does not use, and without these functions, except exported ones.
 * A call of a removed function by its pointer would trap. What throws an error with one of these messages traps, as a
 * panic does.
 */
export async function trimmed(bytes, glue) {
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
  functionNamed(binaryen, module, throwing).body = module.unreachable();
  binaryen.setDebugInfo(true);
  module.runPasses(["remove-unused-module-elements"]);
  return withoutMessages(Buffer.from(module.emitBinary()));
}

function functionNamed(binaryen, module, pattern) {
  for (let index = 0; index < module.getNumFunctions(); index += 1) {
    const found = module.getFunctionByIndex(index);
    if (pattern.test(binaryen.getFunctionInfo(found).name)) return binaryen.Function(found);
  }
  throw new Failure(`the module has no function ${pattern}: has its name changed?`);
}

/** Overwrites the messages with zeros, which take no space after compression. */
function withoutMessages(bytes) {
  for (const message of messages) {
    const at = bytes.indexOf(message);
    if (at < 0) throw new Failure(`the module does not contain "${message}": has the message changed?`);
    bytes.fill(0, at, at + message.length);
  }
  return bytes;
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
