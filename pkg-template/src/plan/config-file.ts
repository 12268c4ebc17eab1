/** Reads config files in JSON. */

import { jsonIssues } from "../core/comparison.js";
import type { Issue } from "../index.js";
import type { PlanConfig } from "./config.js";
import { invalid, issuesOf } from "./issues.js";
import { load } from "./module.js";
import { isReferable, pathOf, referenceOf, type Step } from "./references.js";
import { type FileContent, textOf } from "./sources.js";

/**
 * Reads a config file in JSON, such as `pull` makes. `plan` and `apply` validate what is in it.
 *
 * ```ts
 * const config = await parseConfig(`{ "credentials": [] }`);
 * ```
 *
 * @param content The content of the file: bytes in UTF-8, or text. A byte order mark is ignored.
 * @throws {RequestError} If the file is not JSON, such as one that is cut off, or if it holds a secret in place of a
 *   reference. The error names the position or the path, and nothing of the content.
 */
export async function parseConfig(content: FileContent): Promise<PlanConfig> {
  await load();
  const text = textOf(content);
  if (text === undefined) throw invalid([{ path: "", message: "expected a file in UTF-8" }]);
  const malformed = issuesOf(jsonIssues(text));
  if (malformed.length > 0) throw invalid(malformed);
  const config = JSON.parse(text);
  const literals = literalSecrets(config, []);
  if (literals.length > 0) throw invalid(literals);
  return config;
}

/** Lists the secrets that stand in a config itself. A client id is none. */
function literalSecrets(value: unknown, path: readonly Step[]): Issue[] {
  const mayBeSecret = isReferable(path) && path.at(-1) !== "client_id";
  if (mayBeSecret && typeof value === "string") {
    return [
      { path: pathOf(path), message: "expected a reference, because a file in JSON must hold no secret" },
    ];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => literalSecrets(item, [...path, index]));
  if (typeof value !== "object" || value === null || (mayBeSecret && referenceOf(value))) return [];
  return Object.entries(value).flatMap(([key, inner]) => literalSecrets(inner, [...path, key]));
}
