/** Finds teams by what `--team` names, and names teams by their ids. */

import {
  type ClientFacingOrgTeamListItem,
  isJunctionError,
  type JunctionManagement,
  type Region,
} from "junction-credentials";
import { UsageError } from "./exit.js";

type Team = ClientFacingOrgTeamListItem;

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const integration = "integration:";

/** The teams of the organisation. */
export class TeamNames {
  readonly #teams: readonly Team[];
  readonly #byId: ReadonlyMap<string, Team>;
  /** Whether the key may list teams. */
  readonly areKnown: boolean;

  constructor(teams: readonly Team[] | undefined) {
    this.#teams = teams ?? [];
    this.#byId = new Map(this.#teams.map((team) => [team.id.toLowerCase(), team]));
    this.areKnown = teams !== undefined;
  }

  /** The name of a team, or its id. */
  nameOf(id: string): string {
    return this.#byId.get(id.toLowerCase())?.name ?? id;
  }

  /**
   * Returns the team that a text names: its id, its name, or `integration:` and the id that your own system has for it.
   *
   * @throws {UsageError} If there is no such team, or more than one.
   */
  find(text: string): Team {
    const matches = this.#teams.filter((team) => isNamed(team, text));
    const [team, ...others] = matches;
    if (team && others.length === 0) return team;
    const named = matches.map(({ id, region }) => `${id} (${region})`).join(", ");
    if (team) throw new UsageError(`several teams have this name; use one of their ids: ${named}`);
    throw this.#missing("use the id of the team");
  }

  /** The region of a team, by the option or by the team itself. */
  regionOf(id: string, region: Region | undefined): Region {
    const own = this.#byId.get(id.toLowerCase())?.region as Region | undefined;
    if (region !== undefined && own !== undefined && region !== own) {
      throw new UsageError(`the team is in the region ${own}; leave --region out`);
    }
    const found = region ?? own;
    if (found) return found;
    throw this.#missing("use --region");
  }

  /** @param instead What to do if the key may not list teams. */
  #missing(instead: string): UsageError {
    return new UsageError(
      this.areKnown
        ? "the organisation has no such team; `junction-credentials teams` lists all teams"
        : `this key may not list teams; ${instead}`,
    );
  }

  /** The id of the team that a text names. */
  idOf(text: string): string {
    return isId(text) && !this.areKnown ? text.toLowerCase() : this.find(text).id;
  }
}

/** Whether a text is the id of a team. */
export function isId(text: string): boolean {
  return uuid.test(text);
}

function isNamed(team: Team, text: string): boolean {
  if (text.startsWith(integration)) return team.integration_team_id === text.slice(integration.length);
  if (isId(text)) return team.id.toLowerCase() === text.toLowerCase();
  return team.name.normalize("NFC") === text.normalize("NFC");
}

/** Reads the teams. A key may be allowed to manage credentials without being allowed to list teams. */
export async function readTeamNames(junction: JunctionManagement, signal: AbortSignal): Promise<TeamNames> {
  try {
    return new TeamNames(await junction.teams.list({}, { signal }).toArray());
  } catch (error) {
    const isRefused =
      isJunctionError(error) && error.kind === "api" && error.status < 500 && error.status !== 429;
    if (!isRefused) throw error;
    return new TeamNames(undefined);
  }
}
