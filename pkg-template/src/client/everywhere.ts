/** The credentials of an organisation in several environments and regions. */

import type {
  EverywhereSettings,
  ListTeamCustomCredentialsQuery,
  Scope,
} from "../core/junction_credentials.js";
import { envs as allEnvs, regions as allRegions } from "../known-values.js";
import type { Calls } from "./calls.js";
import { EverywherePager } from "./everywhere-pager.js";
import type { CallOptions, Optional } from "./options.js";

/** The environments and regions to read. An option whose value is undefined counts as absent. */
export interface EverywhereOptions extends Optional<EverywhereSettings> {}

/** The team custom credentials of an organisation in several environments and regions. */
export class Everywhere {
  readonly #calls: Calls;
  readonly #scopes: readonly Scope[];
  readonly #concurrency: number;

  /**
   * @internal
   * @param settings Validated.
   */
  constructor(calls: Calls, settings: EverywhereSettings) {
    const { envs = allEnvs, regions = allRegions, concurrency = 4 } = settings;
    this.#calls = calls;
    this.#scopes = [...new Set(envs)].flatMap((env) =>
      [...new Set(regions)].map((region) => ({ env, region })),
    );
    this.#concurrency = concurrency;
  }

  /**
   * Lists the credentials of all environments and regions, or those of some teams or of one provider. Nothing is sent
   * before you read the listing. See {@link EverywherePager} for the ways to read it.
   *
   * @param query Filters. Default: all credentials.
   * @param options Apply to the request of each page.
   */
  list(
    query: Optional<Omit<ListTeamCustomCredentialsQuery, "next_cursor">> = {},
    options?: CallOptions,
  ): EverywherePager {
    return new EverywherePager(this.#calls, this.#scopes, this.#concurrency, query, options);
  }
}
