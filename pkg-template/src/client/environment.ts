/** Defaults from the environment of the process, where the runtime has one. */

/** What Node, Bun, Deno, Workers with `nodejs_compat` and edge runtimes have in common, and what Deno has besides. */
interface Runtime {
  process?: { env?: Record<string, string | undefined> };
  Deno?: { permissions?: { querySync?(permission: { name: "env"; variable: string }): { state: string } } };
}

/** The value of a variable. Undefined if it is absent, empty, or not for this program to read. */
export function variable(name: string): string | undefined {
  const { process, Deno } = globalThis as Runtime;
  // To read without a permission would stop the program and ask for one.
  const permission = Deno?.permissions?.querySync?.({ name: "env", variable: name });
  if (permission && permission.state !== "granted") return undefined;
  return process?.env?.[name] || undefined;
}
