// The validator of the published module.

import { readFileSync } from "node:fs";
import { check, imports, start } from "../../pkg/dist/core/junction_credentials.js";
import * as wireTypes from "../../pkg/dist/core/wire-types.js";

/** The number of each type in the module. */
const numbers = new Map(Object.entries(wireTypes));
const file = new URL("../../pkg/dist/core/junction_credentials_bg.wasm", import.meta.url);
start(new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), imports()));

/** Returns the issues that the module reports for the bytes of a document. */
export function builtCheck(type, bytes) {
  const issues = check(numbers.get(type), bytes) ?? [];
  return issues.map(([path, message]) => ({ path, message }));
}
