/** Makes the module ready, once: memory that a client lives in is never left for another. */

import { imports, start } from "../core/junction_credentials.js";
import { classOf } from "../realm.js";
import { isReady, ready, type WasmSource } from "./readiness.js";

let loading: Promise<void> | undefined;

/** Fetches and compiles as needed, in the background. After a failure it can be called again. */
export function load(source: WasmSource): Promise<void> {
  if (isReady) return Promise.resolve();
  loading ??= instantiated(source).then(begin, (error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Takes bytes, or the module compiled of them. */
export function loadSync(source: object): void {
  if (isReady) return;
  const module = classOf(source) === "WebAssembly.Module" ? source : new WebAssembly.Module(source);
  begin(new WebAssembly.Instance(module, imports()));
}

function begin(instance: object): void {
  // Somebody may have been quicker.
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
