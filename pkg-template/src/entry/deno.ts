/** For Deno, which needs no permission to read files: the module is part of the code. */

import { readVariablesWith } from "../environment.js";
import "../module/inline.js";

interface Deno {
  env: { get(name: string): string | undefined };
  permissions: { querySync(permission: { name: "env"; variable: string }): { state: string } };
}

readVariablesWith((name) => {
  const { Deno } = globalThis as unknown as { Deno: Deno };
  // To read without a permission would stop the program and ask for one.
  const { state } = Deno.permissions.querySync({ name: "env", variable: name });
  return state === "granted" ? Deno.env.get(name) : undefined;
});

export * from "../index.js";
export { init } from "../module/at-import.js";
