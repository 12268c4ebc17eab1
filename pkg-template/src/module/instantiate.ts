/** Creates instances of WebAssembly modules. */

import { classOf } from "../class-of.js";
import type { WasmSource } from "./readiness.js";

/** Fetches and compiles a module asynchronously, as far as needed. */
export async function instantiated(source: WasmSource, imports: object): Promise<object> {
  let found = await source;
  if (/^(String|URL|Request)$/.test(classOf(found))) found = await fetch(found as string);
  if (classOf(found) === "Response") found = await bytesOf(found as Response);
  const made = await WebAssembly.instantiate(found, imports);
  return "instance" in made ? made.instance : made;
}

/** Accepts a module's bytes or the compiled module. */
export function instanceOf(source: object, imports: object): object {
  const module = classOf(source) === "WebAssembly.Module" ? source : new WebAssembly.Module(source);
  return new WebAssembly.Instance(module, imports);
}

function bytesOf(response: Response): Promise<ArrayBuffer> {
  if (response.ok) return response.arrayBuffer();
  throw new Error(`expected the module at ${response.url}, got the status ${response.status}`);
}
