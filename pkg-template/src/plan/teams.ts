/** Finds the teams that a config names. */

import {
  type ClientFacingOrgTeamListItem,
  type Issue,
  isJunctionError,
  type JunctionManagement,
  type TeamReference,
} from "../index.js";

/** The teams of the organisation. */
export class TeamDirectory {
  /** Whether the listing says anything: not if the key may not list teams, and not if it is empty. */
  readonly isKnown: boolean;
  readonly #byId: ReadonlyMap<string, ClientFacingOrgTeamListItem>;
  readonly #teams: readonly ClientFacingOrgTeamListItem[];

  constructor(teams: readonly ClientFacingOrgTeamListItem[] | undefined) {
    this.#teams = teams ?? [];
    this.isKnown = this.#teams.length > 0;
    this.#byId = new Map(this.#teams.map((team) => [team.id.toLowerCase(), team]));
  }

  /** Returns the team with an id. */
  withId(id: string): ClientFacingOrgTeamListItem | undefined {
    return this.#byId.get(id.toLowerCase());
  }

  /** Returns the team that a reference names, or what is wrong with it. It is compared exactly, as by `teams.find`. */
  find(reference: TeamReference): ClientFacingOrgTeamListItem | string {
    const [found, ...others] = this.#teams.filter(({ id, name, integration_team_id }) =>
      typeof reference === "string"
        ? name === reference || id.toLowerCase() === reference.toLowerCase()
        : integration_team_id === reference.integration_team_id,
    );
    if (found && others.length === 0) return found;
    return found
      ? "expected one team, but several match; use `team_id`"
      : "expected a team of the organisation, but none matches";
  }
}

/**
 * Reads the teams of the organisation.
 *
 * @param isRequired Whether a config cannot be understood without them.
 */
export async function readTeams(
  junction: JunctionManagement,
  isRequired: boolean,
  signal: AbortSignal | undefined,
): Promise<TeamDirectory> {
  try {
    return new TeamDirectory(await junction.teams.list({}, { signal }).toArray());
  } catch (error) {
    // A key may be allowed to manage credentials without being allowed to list teams.
    if (isRequired || !isJunctionError(error) || error.kind !== "api" || error.status >= 500) throw error;
    return new TeamDirectory(undefined);
  }
}

/** Adds an issue unless a team was found. */
export function found(
  team: ClientFacingOrgTeamListItem | string,
  path: string,
  issues: Issue[],
): ClientFacingOrgTeamListItem | undefined {
  if (typeof team !== "string") return team;
  issues.push({ path, message: team });
  return undefined;
}
