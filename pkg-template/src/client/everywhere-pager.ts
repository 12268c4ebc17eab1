/** The pager for the credentials of several environments and regions. */

import type { ListTeamCustomCredentialsQuery, Scope } from "../core/junction_credentials.js";
import { PartialListingError, type ScopeFailure } from "../errors/classes.js";
import { json } from "../json.js";
import type { Calls } from "./calls.js";
import { listing } from "./credentials.js";
import { AbortableIterator } from "./iterator.js";
import type { CallOptions, Optional } from "./options.js";
import { requireLimit } from "./pager.js";
import { type ScopedCredential, sideBySide } from "./side-by-side.js";
import { items } from "./walk.js";

/** The credentials that could be read, and the failures. */
export interface PartialListing {
  /** The credentials that could be read. */
  readonly credentials: ScopedCredential[];
  /**
   * The environments and regions that failed, each with its error. If the listing ended at its `limit`, those that had
   * failed until then.
   */
  readonly failures: readonly ScopeFailure[];
}

/**
 * A listing of the credentials of several environments and regions, which are read side by side. It sends nothing until
 * you read it. Read it with `for await`, or in one array:
 *
 * ```ts
 * const listing = junction.everywhere().list({ provider: "fitbit" });
 * for await (const { env, region, credential } of listing) console.log(env, region, credential.team_id);
 * const all = await listing.toArray({ limit: 1000 });
 * const { credentials, failures } = await listing.toArray({ partial: true });
 * ```
 *
 * The credentials of one environment and region are in the order of the API. If one environment and region fails, the
 * others are still read to their ends. Then a {@link PartialListingError} lists what failed. When you stop reading, all
 * requests in flight are aborted at once.
 */
export class EverywherePager implements AsyncIterable<ScopedCredential> {
  readonly #begin: () => ReturnType<typeof sideBySide>;

  /** @internal */
  constructor(
    calls: Calls,
    scopes: readonly Scope[],
    concurrency: number,
    query: Optional<ListTeamCustomCredentialsQuery>,
    options: CallOptions | undefined,
  ) {
    const list = (scope: Scope) => items(listing(calls, json(scope), query, options));
    this.#begin = () => sideBySide(scopes, concurrency, options?.signal, list);
  }

  /**
   * Iterates over all credentials. `return()` aborts the requests in flight without waiting for them.
   *
   * @throws {PartialListingError} At the end, if an environment and region could not be read.
   * @throws {RequestError} If an argument is invalid.
   */
  [Symbol.asyncIterator](): AsyncGenerator<ScopedCredential, void, undefined> {
    return new AbortableIterator(this.#begin());
  }

  /**
   * Returns all credentials in one array.
   *
   * @param options Optional.
   * @param options.limit The maximum number of credentials. A fraction is rounded down. Default: no limit.
   * @param options.partial Return what could be read together with the failures, instead of throwing
   *   `PartialListingError`. Default: `false`.
   * @throws {PartialListingError} If an environment and region could not be read, unless `partial` is true.
   * @throws {RequestError} If an argument is invalid.
   */
  toArray(options: { limit?: number | undefined; partial: true }): Promise<PartialListing>;
  toArray(options?: { limit?: number | undefined; partial?: false | undefined }): Promise<ScopedCredential[]>;
  async toArray(options?: {
    limit?: number | undefined;
    partial?: boolean | undefined;
  }): Promise<ScopedCredential[] | PartialListing> {
    const limit = requireLimit(options?.limit);
    const credentials: ScopedCredential[] = [];
    const source = this.#begin();
    try {
      if (limit > 0) {
        for await (const found of new AbortableIterator(source)) {
          if (credentials.push(found) === limit) break;
        }
      }
    } catch (error) {
      if (!options?.partial || !(error instanceof PartialListingError)) throw error;
    }
    return options?.partial ? { credentials, failures: source.failures() } : credentials;
  }
}
