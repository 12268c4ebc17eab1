/** Makes the calls of allowed requests with the client of the server. */

import type { TeamCustomCredentials } from "../client/credentials.js";
import type { JunctionManagement } from "../client/management.js";
import type { CallOptions } from "../client/options.js";
import type {
  ClientFacingTeamProviderCredentials,
  DeleteTeamCustomCredentialsResponse,
} from "../core/junction_credentials.js";
import { redact } from "../redact.js";
import type { ProxyTeams } from "./options.js";
import type { Parameters } from "./parameters.js";
import { membership } from "./permission.js";
import type { ProxyRoute } from "./route.js";

/** More teams than this make a URL that servers refuse. The response alone is filtered then. */
const mostTeamsInQuery = 100;

/**
 * The calls of one request. Responses contain the described keys only: a new one may be a secret, or concern teams that
 * are not allowed.
 */
export class ProxyCalls {
  readonly #junction: JunctionManagement;
  readonly #options: CallOptions;
  readonly #showSecrets: boolean;

  constructor(junction: JunctionManagement, { headers, signal }: Request, showSecrets: boolean) {
    this.#junction = junction;
    this.#showSecrets = showSecrets;
    // The client in the browser retries.
    this.#options = { signal, maxRetries: 0, traceparent: traceparentIn(headers) };
  }

  async teams(query: Parameters["values"], allowed: ProxyTeams): Promise<object> {
    if (allowed.length === 0) return { teams: [], next_cursor: null };
    const [only, ...others] = allowed === "all" ? [] : allowed;
    const team_id = others.length === 0 ? only : undefined;
    const { teams, next_cursor } = await this.#junction.teams.list({ ...query, team_id }, this.#options);
    const isAllowed = membership(allowed);
    return { teams: redact(teams.filter(({ id }) => isAllowed(id))), next_cursor };
  }

  async list(route: ProxyRoute, query: Parameters["values"], allowed: ProxyTeams): Promise<object> {
    if (allowed.length === 0) return { credentials: [], next_cursor: null };
    const team_id = allowed === "all" || allowed.length > mostTeamsInQuery ? undefined : allowed;
    const page = await this.#credentials(route).list({ ...query, team_id }, this.#options);
    const isAllowed = membership(allowed);
    const credentials = page.credentials.filter((credential) => isAllowed(credential.team_id));
    return {
      credentials: credentials.map((credential) => this.#shown(credential)),
      next_cursor: page.next_cursor,
    };
  }

  async set(route: ProxyRoute, body: Parameters["values"]): Promise<object> {
    return this.#shown(await this.#credentials(route).set(body as never, this.#options));
  }

  async prepare(route: ProxyRoute, body: Parameters["values"]): Promise<object> {
    const prepared = await this.#credentials(route).prepare(body as never, this.#options);
    const { status, preparation_steps } = prepared;
    const steps = preparation_steps?.map(({ type, key, value, description }) => {
      return { type, key, value, description };
    });
    return { status, preparation_steps: steps };
  }

  /** Returns the team of each of these credentials that exists. */
  async owners(route: ProxyRoute, ids: readonly string[]): Promise<Map<string, string>> {
    const wanted = new Set(ids);
    const owners = new Map<string, string>();
    for await (const { id, team_id } of this.#credentials(route).list({}, this.#options)) {
      if (wanted.delete(id.toLowerCase())) owners.set(id.toLowerCase(), team_id.toLowerCase());
      if (wanted.size === 0) break;
    }
    return owners;
  }

  /** Deletes the credentials that have an owner. */
  async delete(
    route: ProxyRoute,
    ids: readonly string[],
    owners: ReadonlyMap<string, string>,
  ): Promise<DeleteTeamCustomCredentialsResponse> {
    const not_found = ids.filter((id) => !owners.has(id));
    if (owners.size === 0) return { success: [], failure: [], not_found };
    const owned = ids.filter((id) => owners.has(id));
    const response = await this.#credentials(route).delete(owned, this.#options);
    const { success, failure } = response;
    return { success, failure, not_found: [...response.not_found, ...not_found] };
  }

  #credentials({ env, region }: ProxyRoute): TeamCustomCredentials {
    // The path of these operations has both.
    return this.#junction.teamCustomCredentials(env as never, region as never);
  }

  #shown(credential: ClientFacingTeamProviderCredentials): ClientFacingTeamProviderCredentials {
    return this.#showSecrets ? credential : redact(credential);
  }
}

/** Returns the `traceparent` of a request if it is well-formed. It is the only header that goes on. */
function traceparentIn(headers: Headers): string | undefined {
  const found = headers.get("traceparent") ?? "";
  const isWellFormed = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
  return isWellFormed.test(found) ? found : undefined;
}
