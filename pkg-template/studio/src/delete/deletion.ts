/** Deletes credentials of several scopes, and reports what became of each. */

import type { Row } from "../credentials/rows.ts";
import { failureOf, isLost } from "../data/failure.ts";
import { isSameScope, scopeName, scopes } from "../data/scopes.ts";
import { junction } from "../data/server.ts";

/** What became of a deletion. */
export interface DeleteResult {
  /** The number of credentials that were deleted. */
  readonly deleted: number;
  /** The number of credentials that somebody else had deleted before. */
  readonly missing: number;
  /** The credentials that are still stored, as far as known. */
  readonly kept: readonly Row[];
  /** Why, by their ids. */
  readonly reasons: ReadonlyMap<string, string>;
  /** The number of those whose response was lost, so that they may be deleted after all. */
  readonly lost: number;
}

/** The ids are part of the URL, with about 50 bytes each, and many servers accept no more than 8 KiB. */
const idsPerCall = 100;

/** The server reads the listing first, to find the teams that own the credentials. */
const timeoutMs = 180_000;

/**
 * Deletes credentials. It does not throw: a scope that fails is reported for each of its credentials.
 *
 * @param onGone Called with the ids that are no longer stored, after each call.
 */
export async function deleteAll(
  rows: readonly Row[],
  onGone: (ids: ReadonlySet<string>) => void,
): Promise<DeleteResult> {
  const reasons = new Map<string, string>();
  let deleted = 0;
  let missing = 0;
  let lost = 0;
  for (const scope of scopes) {
    const ids = rows.filter((row) => isSameScope(row, scope)).map(({ id }) => id);
    for (let start = 0; start < ids.length; start += idsPerCall) {
      const some = ids.slice(start, start + idsPerCall);
      try {
        const credentials = junction().teamCustomCredentials(scope.env, scope.region);
        const { success, failure, not_found } = await credentials.delete(some, { timeoutMs });
        deleted += success.length;
        missing += not_found.length;
        for (const id of failure)
          reasons.set(id, `Junction did not delete it in ${scopeName(scope)}. Try again.`);
        onGone(new Set([...success, ...not_found]));
      } catch (error) {
        const { title, next } = failureOf(error);
        if (isLost(error)) lost += some.length;
        const outcome = isLost(error) ? "It is not known whether it was deleted. " : "";
        for (const id of some) reasons.set(id, `${outcome}${title} ${next}`);
      }
    }
  }
  return { deleted, missing, kept: rows.filter(({ id }) => reasons.has(id)), reasons, lost };
}
