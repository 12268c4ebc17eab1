/** The configuration of a client, as the JSON that the core checks. */

import { json } from "../json.js";

/** The options of a client, defaults of the environment included. */
interface Given {
  readonly managementKey: unknown;
  readonly fetch: unknown;
  readonly settings: { readonly [option: string]: unknown };
}

/**
 * The options and whatever of them and of the runtime the core cannot see for itself.
 *
 * @throws {RequestError} For options that JSON cannot express.
 */
export function configuration({ managementKey, fetch, settings }: Given): string {
  const isData = managementKey === undefined || typeof managementKey === "string";
  const { window } = globalThis as { window?: { document?: unknown } };
  return json({
    // Apart from the rest, so that the paths of its issues begin with the names of options.
    settings: JSON.parse(json(asData(settings))),
    // A key that is no text is told by whether it is a function.
    key: isData ? managementKey : typeof managementKey === "function",
    url: partsOf(settings.baseUrl),
    hasFetch: typeof fetch === "function",
    isWindow: typeof window?.document === "object",
  });
}

/** The options as JSON will have them, but for functions: JSON would drop them, and with them a misspelt option. */
function asData(options: object): object {
  const entries = Object.entries(options).map(([name, value]) => [
    name,
    typeof value === "function" ? null : value,
  ]);
  return Object.fromEntries(entries);
}

/** A URL taken apart. Undefined for what is none. */
function partsOf(url: unknown): object | undefined {
  try {
    const { protocol, username, password, hostname, origin, pathname, search, hash } = new URL(url as string);
    return { protocol, hostname, address: origin + pathname, extras: username + password + search + hash };
  } catch {
    return undefined;
  }
}
