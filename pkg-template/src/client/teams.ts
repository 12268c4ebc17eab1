/** The teams of an organisation. */

import type { ClientFacingOrgTeamListItem, ListTeamsInOrgQuery } from "../core/junction_credentials.js";
import * as operations from "../core/operations.js";
import {
  AmbiguousTeamError,
  RequestError,
  type TeamCandidate,
  TeamNotFoundError,
} from "../errors/classes.js";
import { requestError } from "../errors/request-error.js";
import type { Calls } from "./calls.js";
import type { CallOptions, Optional } from "./options.js";
import { TeamPager } from "./team-pager.js";

/** A team: its id, its name, or the id that your own system has for it. */
export type TeamReference =
  | string
  | {
      /** The id of the team in your own system, which Junction stores. */
      readonly integration_team_id: string;
    };

/** The teams of an organisation. */
export class Teams {
  readonly #calls: Calls;

  /** @internal */
  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /**
   * Lists all teams, or those that match a query. Nothing is sent before you read the listing. See {@link TeamPager}
   * for the ways to read it.
   *
   * @param query Filters, and the cursor of the first page. Default: all teams.
   * @param options Apply to the request of each page.
   */
  list(query: Optional<ListTeamsInOrgQuery> = {}, options?: CallOptions): TeamPager {
    return new TeamPager(this.#calls.listing(operations.ListTeams, "", query, options, ({ teams }) => teams));
  }

  /**
   * Finds one team. Names and ids are compared exactly, except that a UUID may have upper-case letters.
   *
   * ```ts
   * const { id } = await junction.teams.find("Clinic North");
   * ```
   *
   * @param team A UUID, a name, or `{ integration_team_id }`.
   * @param options Apply to each request. There are several if the API's filters do not find the team, because then
   *   the whole listing is read.
   * @throws {TeamNotFoundError} If no team matches.
   * @throws {AmbiguousTeamError} If several teams match. Names are not unique.
   * @throws {RequestError} If this is not a reference to a team.
   */
  async find(team: TeamReference, options?: CallOptions): Promise<ClientFacingOrgTeamListItem> {
    const isTeam = comparison(team);
    // Junction does not document what its search compares, so these two queries only save time.
    const shortcuts: Optional<ListTeamsInOrgQuery>[] =
      typeof team === "string" ? [{ team_id: team }, { search_query: team }] : [];
    let teams: ClientFacingOrgTeamListItem[] = [];
    for (const query of [...shortcuts, {}]) {
      try {
        teams = await this.list(query, options).toArray();
      } catch (error) {
        // Most names are not UUIDs, and some cannot be searched for.
        if (error instanceof RequestError && shortcuts.includes(query)) continue;
        throw error;
      }
      const [found, ...others] = teams.filter(isTeam);
      if (found && others.length === 0) return found;
      if (found) throw new AmbiguousTeamError(candidates([found, ...others]));
    }
    throw new TeamNotFoundError(candidates(teams));
  }
}

function comparison(team: TeamReference): (item: ClientFacingOrgTeamListItem) => boolean {
  if (typeof team === "string") {
    return ({ id, name }) => name === team || id.toLowerCase() === team.toLowerCase();
  }
  const id = team?.integration_team_id;
  if (typeof id === "string") return ({ integration_team_id }) => integration_team_id === id;
  throw requestError("team", "expected a UUID, a name, or `{ integration_team_id }`");
}

function candidates(teams: readonly ClientFacingOrgTeamListItem[]): TeamCandidate[] {
  return teams.map(({ id, name, region }) => ({ id, name, region }));
}
