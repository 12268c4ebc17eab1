/** Converts the options of a client to the JSON that the core validates. */

import { json } from "../json.js";

/** The options of a client, including defaults from the environment. */
interface Given {
  readonly managementKey: unknown;
  readonly fetch: unknown;
  readonly settings: { readonly [option: string]: unknown };
}

/**
 * Returns the options as JSON, with the facts about them and the runtime that the core cannot determine itself.
 *
 * @throws {RequestError} For options that JSON cannot represent.
 */
export function configuration({ managementKey, fetch, settings }: Given): string {
  const isData = managementKey === undefined || typeof managementKey === "string";
  const { window } = globalThis as { window?: { document?: unknown } };
  return json({
    // Stringified separately, so that the paths of issues begin with the name of an option.
    settings: JSON.parse(json(asData(settings))),
    // For any other key the core only needs to know whether it is a function.
    key: isData ? managementKey : typeof managementKey === "function",
    url: partsOf(settings.baseUrl),
    hasFetch: typeof fetch === "function",
    isWindow: typeof window?.document === "object",
  });
}

/** Replaces functions by null. JSON would drop a function, and a misspelt option with it would not be reported. */
function asData(options: object): object {
  const entries = Object.entries(options).map(([name, value]) => [
    name,
    typeof value === "function" ? null : value,
  ]);
  return Object.fromEntries(entries);
}

/** Returns the parts of a URL, or undefined for an invalid one. A path is resolved against the origin of the page. */
function partsOf(url: unknown): object | undefined {
  try {
    const isPath = isPagePath(url);
    const page = isPath ? (globalThis as { location?: { origin: string } }).location?.origin : undefined;
    const { protocol, username, password, hostname, origin, pathname, search, hash } = new URL(
      url as string,
      page,
    );
    const extras = username + password + search + hash;
    return { protocol, hostname, address: origin + pathname, extras, isPath };
  } catch {
    return undefined;
  }
}

/**
 * Whether this is a path that stays on the origin of the page. A URL may begin with two slashes, of either kind, and
 * parsers remove tabs and line breaks.
 */
export const isPagePath = (url: unknown): boolean =>
  typeof url === "string" && /^\/(?![/\\])[^\t\n\r]*$/.test(url);
