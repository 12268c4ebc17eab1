/** Instantiates the module once. A second instance would replace the memory that existing clients use. */

import { classOf } from "../class-of.js";
import { imports, start } from "../core/junction_credentials.js";
import { isReady, ready, type WasmSource } from "./readiness.js";

let loading: Promise<void> | undefined;

/** Fetches and compiles the module asynchronously, as far as needed. After a failure it can be called again. */
export function load(source: WasmSource): Promise<void> {
  if (isReady) return Promise.resolve();
  loading ??= instantiated(source).then(begin, (error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Accepts the module's bytes or the compiled module. */
export function loadSync(source: object): void {
  if (isReady) return;
  const module = classOf(source) === "WebAssembly.Module" ? source : new WebAssembly.Module(source);
  begin(new WebAssembly.Instance(module, imports()));
}

function begin(instance: object): void {
  // Another call may have finished first.
  if (isReady) return;
  start(instance);
  ready();
}

async function instantiated(source: WasmSource): Promise<object> {
  let found = await source;
  if (/^(String|URL|Request)$/.test(classOf(found))) found = await fetch(found as string);
  if (classOf(found) === "Response") found = await bytesOf(found as Response);
  const made = await WebAssembly.instantiate(found, imports());
  return "instance" in made ? made.instance : made;
}

function bytesOf(response: Response): Promise<ArrayBuffer> {
  if (response.ok) return response.arrayBuffer();
  throw new Error(`expected the module at ${response.url}, got the status ${response.status}`);
}
