// Stores the teams of the organisation.

import type {
  ClientFacingOrgTeamListItem,
  ClientFacingOrgTeamListResponse,
} from "../core/junction_credentials.js";
import { isoformat } from "./dates.js";
import { Pages } from "./pages.js";
import { freshUuid, sameSpelling } from "./uuid.js";

type Team = ClientFacingOrgTeamListItem;

/**
 * A team to begin with. Absent fields are filled in: `id` with a new UUID, `created_on` with the current time, `region`
 * with that of the fake API, `integration_team_id` with null. Nothing is validated.
 */
export interface SeedTeam extends Partial<Team> {
  /** The name of the team. Names need not be unique. */
  readonly name: string;
}

/** Which teams to list. Empty lists and an absent text select all teams. */
export interface TeamSelection {
  readonly id: string | undefined;
  readonly regions: readonly string[];
  readonly search: string | undefined;
}

/** The teams of the organisation. */
export class TeamStore {
  /** In insertion order. */
  readonly teams: Team[] = [];
  readonly #pages = new Pages(this.teams);

  /** Adds a team, and fills in absent fields. */
  seed(seed: SeedTeam, region: Team["region"], now: Date): void {
    const blank = { id: freshUuid(), created_on: isoformat(now), region, integration_team_id: null };
    this.teams.push({ ...blank, ...seed });
  }

  /** Returns the page after a cursor, or the first page. Undefined if this store did not create the cursor. */
  page(
    { id, regions, search = "" }: TeamSelection,
    cursor: string | undefined,
    size: number,
  ): ClientFacingOrgTeamListResponse | undefined {
    const isSelected = (team: Team): boolean =>
      (id === undefined || sameSpelling(team.id) === sameSpelling(id)) &&
      (regions.length === 0 || regions.includes(team.region)) &&
      team.name.toLowerCase().includes(search.toLowerCase());
    const page = this.#pages.after(cursor, isSelected, size);
    return page && { teams: page.items, next_cursor: page.next_cursor };
  }
}
