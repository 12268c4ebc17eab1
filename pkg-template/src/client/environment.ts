/** Reads defaults from environment variables, in runtimes that have them. */

/**
 * `process.env` exists in Node, Bun, Deno, edge runtimes, and Workers with `nodejs_compat`. Deno also has permissions.
 */
interface Runtime {
  process?: { env?: Record<string, string | undefined> };
  Deno?: { permissions?: { querySync?(permission: { name: "env"; variable: string }): { state: string } } };
}

/**
 * Returns the value of an environment variable. Undefined if it is absent or empty, or if reading it is not permitted.
 */
export function variable(name: string): string | undefined {
  const { process, Deno } = globalThis as Runtime;
  // Without the permission, Deno would pause the program and ask the user for it.
  const permission = Deno?.permissions?.querySync?.({ name: "env", variable: name });
  if (permission && permission.state !== "granted") return undefined;
  return process?.env?.[name] || undefined;
}
