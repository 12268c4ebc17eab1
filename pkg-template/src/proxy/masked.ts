/** Finds the stars that `redact` puts in place of secrets, in a body that is about to be stored. */

import type { ApiIssue } from "../errors/classes.js";
import { otherKeys } from "../other-keys.js";
import { plain } from "../redact.js";
import { issue } from "./answers.js";

const other = new Set(otherKeys);

/** Bodies of the API have four levels. */
const mostLevels = 32;

interface Place {
  readonly value: unknown;
  readonly loc: ApiIssue["loc"];
  /** Whether `redact` copies what is here. */
  readonly isPlain: boolean;
}

/**
 * Returns an issue for each `***` where `redact` would put one. A front end that received a redacted credential would
 * otherwise store the stars as a secret. An unknown key is called `*`, because it may be a secret.
 */
export function maskedIn(body: object): ApiIssue[] {
  const issues: ApiIssue[] = [];
  const places: Place[] = [{ value: body, loc: ["body"], isPlain: true }];
  for (const { value, loc, isPlain } of places) {
    if (value === "***" && !isPlain)
      issues.push(issue(loc, "expected a value, not the stars in place of one"));
    if (typeof value !== "object" || value === null) continue;
    if (loc.length > mostLevels) return [issue(["body"], `expected at most ${mostLevels} levels`)];
    for (const [key, inner] of Object.entries(value)) {
      if (Array.isArray(value)) places.push({ value: inner, loc: [...loc, Number(key)], isPlain });
      else {
        const step = plain.has(key) || other.has(key) ? key : "*";
        places.push({ value: inner, loc: [...loc, step], isPlain: isPlain && plain.has(key) });
      }
    }
  }
  return issues;
}
