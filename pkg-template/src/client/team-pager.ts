/** The pager for teams. */

import type {
  ClientFacingOrgTeamListItem,
  ClientFacingOrgTeamListResponse,
} from "../core/junction_credentials.js";
import { Pager } from "./pager.js";

/**
 * A listing of teams. It sends nothing until you read it. There are four ways to read it:
 *
 * ```ts
 * for await (const team of junction.teams.list()) console.log(team.name);
 * for await (const page of junction.teams.list().pages()) console.log(page.teams.length);
 * const all = await junction.teams.list({ region: ["us"] }).toArray();
 * const first = await junction.teams.list();                  // the first page alone
 * ```
 */
export class TeamPager extends Pager<ClientFacingOrgTeamListResponse, ClientFacingOrgTeamListItem> {}
