/** The arguments and results of `teams`. */

import type {
  AmbiguousTeamError,
  ClientFacingOrgTeamListItem,
  ClientFacingOrgTeamListResponse,
  JunctionManagement,
  ListTeamsInOrgQuery,
  Region,
  TeamCandidate,
  TeamNotFoundError,
  TeamPager,
  TeamReference,
  Teams,
} from "junction-credentials";
import { expectType, some } from "./expect-type.js";

const junction = some<JunctionManagement>();
const { teams } = junction;
expectType<Teams>()(teams);

// Filters.
expectType<TeamPager>()(teams.list());
teams.list({ team_id: "a", region: ["us", "eu"], search_query: "clinic", next_cursor: "c" });
teams.list({ team_id: null, region: undefined, search_query: null, next_cursor: null });
teams.list(some<ListTeamsInOrgQuery>(), { signal: some<AbortSignal>() });
teams.list({
  // @ts-expect-error Unknown region.
  region: ["mars"],
});
teams.list({
  // @ts-expect-error One region must be in an array, too.
  region: "us",
});
teams.list({
  // @ts-expect-error Unknown filter.
  name: "Clinic North",
});

// The ways to read a listing.
for await (const team of teams.list()) expectType<ClientFacingOrgTeamListItem>()(team);
for await (const page of teams.list().pages()) expectType<ClientFacingOrgTeamListResponse>()(page);
expectType<ClientFacingOrgTeamListResponse>()(await teams.list());
expectType<ClientFacingOrgTeamListItem[]>()(await teams.list().toArray({ limit: 7 }));

// A team is open to regions that this version does not know.
const team = await teams.find("Clinic North", { timeoutMs: 1000 });
expectType<ClientFacingOrgTeamListItem>()(team);
expectType<string>()(team.name);
expectType<string | null | undefined>()(team.integration_team_id);
const region: string = team.region;
// @ts-expect-error It may be another region than this version knows.
const known: Region = team.region;
console.log(region, known);

// References.
teams.find({ integration_team_id: "clinic-17" });
teams.find(some<TeamReference>());
// @ts-expect-error A reference is required.
teams.find();
teams.find({
  // @ts-expect-error Unknown reference.
  name: "Clinic North",
});

// Errors.
expectType<readonly TeamCandidate[]>()(some<TeamNotFoundError>().candidates);
expectType<"ambiguous_team">()(some<AmbiguousTeamError>().kind);
expectType<string>()(some<TeamCandidate>().name);

// @ts-expect-error The client makes it.
junction.teams = teams;
