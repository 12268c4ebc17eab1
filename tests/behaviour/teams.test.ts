// The teams of an organisation: listing them, and finding one.

import {
  AmbiguousTeamError,
  isJunctionError,
  type ListTeamsInOrgQuery,
  RequestError,
  ResponseError,
  redact,
  schemas,
  TeamNotFoundError,
} from "junction-credentials";
import { fakeManagementApi, type SeedTeam, sampleTeams } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { managementKey, observed, orgId, origin, teamA, teamB } from "./observed.js";
import { errorOf } from "./thrown.js";

const north = { id: teamA, name: "Clinic North", region: "us", integration_team_id: "clinic-17" };
const south = { id: teamB, name: "Clinic South", region: "eu" };

/** A client of an in-memory API with some teams. */
function organisation(teams: readonly SeedTeam[] = [north, south], pageSize = 50) {
  const api = fakeManagementApi({ teams, pageSize, managementKey });
  const { junction } = observed(() => undefined, { fetch: api.fetch });
  return { junction, api, queries: () => api.requests.map(({ query }) => query.toString()) };
}

const namesOf = (teams: readonly { name: string }[]): string[] => teams.map(({ name }) => name);

test("a listing is one GET without an environment and a region", async () => {
  const { junction, requests } = observed(() => Response.json({ teams: [], next_cursor: null }));

  const page = await junction.teams.list();

  expect(page).toEqual({ teams: [], next_cursor: null });
  expect(requests.map(({ url, init }) => `${init.method} ${url}`)).toEqual([
    `GET ${origin}/v1/org/${orgId}/team`,
  ]);
});

test("a listing is read by item, by page, as an array, or its first page", async () => {
  const teams = sampleTeams(7);
  const { junction, api } = organisation(teams, 3);

  const items = [];
  for await (const team of junction.teams.list()) items.push(team);
  const sizes = [];
  for await (const page of junction.teams.list().pages()) sizes.push(page.teams.length);
  const five = await junction.teams.list().toArray({ limit: 5 });
  const first = await junction.teams.list();
  const second = await junction.teams.list({ next_cursor: first.next_cursor });

  expect(items).toEqual(teams);
  expect(sizes).toEqual([3, 3, 1]);
  expect(five).toEqual(teams.slice(0, 5));
  expect(first.teams).toEqual(teams.slice(0, 3));
  expect(second.teams).toEqual(teams.slice(3, 6));
  expect(api.requests.every(({ operation }) => operation === "teams")).toBe(true);
});

test("a listing is narrowed to a team, to regions and to a search", async () => {
  const { junction, queries } = organisation();

  const ofTeam = await junction.teams.list({ team_id: teamA.toUpperCase() }).toArray();
  const ofRegions = await junction.teams.list({ region: ["eu", "us"] }).toArray();
  const ofSearch = await junction.teams.list({ search_query: "south", region: ["eu"] }).toArray();

  expect([ofTeam, ofRegions, ofSearch].map(namesOf)).toEqual([
    ["Clinic North"],
    ["Clinic North", "Clinic South"],
    ["Clinic South"],
  ]);
  expect(queries()).toEqual([
    `team_id=${teamA.toUpperCase()}`,
    "region=eu&region=us",
    "search_query=south&region=eu",
  ]);
});

for (const [what, query, issue] of [
  ["a team that is no UUID", { team_id: "Clinic North" }, "`team_id`: expected a uuid or null"],
  ["an unknown region", { region: ["mars"] }, "`region[0]`: expected `us` or `eu`"],
  [
    "a search for a character that the API refuses",
    { search_query: "a.b" },
    "`search_query`: expected a text of at most 80 Latin letters, digits, spaces and `(),/:'|&_-’` or null",
  ],
  ["an unknown filter", { name: "Clinic North" }, "expected no key but"],
] as const) {
  test(`${what} is refused before anything is sent`, async () => {
    const { junction, requests } = observed(() => undefined);

    const refused = junction.teams.list(query as ListTeamsInOrgQuery);

    const error = await errorOf(RequestError, () => refused.toArray());
    expect(error.message).toContain(issue);
    expect(requests).toHaveLength(0);
  });
}

test("the client and the API accept the same searches", async () => {
  const { junction, api } = organisation();
  const sent = async (search_query: string) => {
    const url = `${origin}/v1/org/${orgId}/team?${new URLSearchParams({ search_query })}`;
    const { status } = await api.fetch(url, { headers: { "X-Management-Key": managementKey } });
    return status === 200;
  };
  const accepted = async (search_query: string) => {
    return await junction.teams.list({ search_query }).then(
      () => true,
      (error) => {
        if (!(error instanceof RequestError)) throw error;
        return false;
      },
    );
  };
  const characters = Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code));

  for (const search of [...characters, "‘", "’", "“", "\u2028", "é".repeat(80), "é".repeat(81), "😀"]) {
    expect([search, await accepted(search)]).toEqual([search, await sent(search)]);
  }
});

test("a response that is not as described is a ResponseError with the path of the first mistake", async () => {
  const { junction } = observed(() =>
    Response.json({ teams: [{ ...north, created_on: "yesterday" }], next_cursor: null }),
  );

  const error = await errorOf(ResponseError, () => junction.teams.list());

  expect(error.issues).toEqual([{ path: "teams[0].created_on", message: "expected a date and time" }]);
});

test("a region that this version does not know is handed out, and reported as drift", async () => {
  const drifts: unknown[] = [];
  const teams = [{ ...sampleTeams(1)[0], region: "mars", plan: "gold" }];
  const { junction } = observed(() => Response.json({ teams, next_cursor: null }), {
    onDrift: (drift) => drifts.push(drift),
  });

  expect(await junction.teams.list().toArray()).toEqual(teams);
  expect(drifts).toEqual([
    { kind: "value", path: "teams[].region", value: "mars" },
    { kind: "key", path: "teams[]" },
  ]);
});

test("a team is found by its name, its UUID, or its id in another system", async () => {
  const { junction } = organisation();

  const found = [
    await junction.teams.find("Clinic North"),
    await junction.teams.find(teamB),
    await junction.teams.find(teamB.toUpperCase()),
    await junction.teams.find({ integration_team_id: "clinic-17" }),
  ];

  expect(namesOf(found)).toEqual(["Clinic North", "Clinic South", "Clinic South", "Clinic North"]);
});

test("a name or a UUID that the API's filters find takes one request", async () => {
  const { junction, queries } = organisation();

  await junction.teams.find("Clinic North");
  await junction.teams.find(teamA);

  expect(queries()).toEqual(["search_query=Clinic+North", `team_id=${teamA}`]);
});

test("a name that cannot be searched for, or that the search does not find, is looked up in the whole listing", async () => {
  const named = organisation([{ name: "Dr. Ä & Co." }, north]);
  const unsearchable = observed(({ url }) => {
    const isSearch = new URL(url).searchParams.has("search_query");
    return Response.json({ teams: isSearch ? [] : [sampleTeams(1)[0]], next_cursor: null });
  });

  const dotted = await named.junction.teams.find("Dr. Ä & Co.");
  const hidden = await unsearchable.junction.teams.find("Clinic North");

  expect(dotted.name).toBe("Dr. Ä & Co.");
  expect(named.queries()).toEqual([""]);
  expect(hidden.name).toBe("Clinic North");
  expect(unsearchable.requests).toHaveLength(2);
});

test("a name is compared exactly", async () => {
  const { junction } = organisation();

  for (const name of ["clinic north", "Clinic", "Clinic North ", ""]) {
    await errorOf(TeamNotFoundError, () => junction.teams.find(name));
  }
});

test("a team that does not exist is an error with all teams", async () => {
  const { junction } = organisation(undefined, 1);

  const error = await errorOf(TeamNotFoundError, () => junction.teams.find("Clinic East"));

  const regionOf = { [teamA]: "us", [teamB]: "eu" };
  expect(error.kind).toBe("team_not_found");
  expect(isJunctionError(error)).toBe(true);
  expect(error.candidates).toEqual([
    { id: teamA, name: "Clinic North", region: regionOf[teamA] },
    { id: teamB, name: "Clinic South", region: regionOf[teamB] },
  ]);
  expect(error.message.includes("Clinic")).toBe(false);
});

test("a name that two teams have is an error with both, even if they are on different pages", async () => {
  const { junction } = organisation([north, south, { ...south, name: "Clinic North" }], 1);

  const error = await errorOf(AmbiguousTeamError, () => junction.teams.find("Clinic North"));

  expect(error.kind).toBe("ambiguous_team");
  expect(error.candidates).toEqual([
    { id: teamA, name: "Clinic North", region: "us" },
    { id: teamB, name: "Clinic North", region: "eu" },
  ]);
});

test("a reference to a team that is none is refused, and matches no team without an id in another system", async () => {
  const { junction, api } = organisation();

  for (const reference of [
    undefined,
    null,
    7,
    {},
    { integration_team_id: undefined },
    { integration_team_id: null },
  ]) {
    const error = await errorOf(RequestError, () => junction.teams.find(reference as unknown as string));
    expect(error.issues).toEqual([
      { path: "team", message: "expected a UUID, a name, or `{ integration_team_id }`" },
    ]);
  }
  expect(api.requests).toHaveLength(0);
});

test("wrong options of a search are refused", async () => {
  const { junction } = organisation();

  const error = await errorOf(RequestError, () => junction.teams.find("Clinic North", { timeoutMs: -1 }));

  expect(error.issues.map(({ path }) => path)).toEqual(["timeoutMs"]);
});

test("teams have schemas, and a copy without secrets keeps all that is described", () => {
  const [team] = sampleTeams(1);
  const page = { teams: [team], next_cursor: null };

  expect(schemas.ClientFacingOrgTeamListResponse.parseJson(JSON.stringify(page))).toEqual(page);
  expect(schemas.ClientFacingOrgTeamListItem.parseJson(JSON.stringify(team))).toEqual(team);
  expect(redact(page)).toEqual(page);
  expect(redact({ ...team, api_token: "s3cret" })).toEqual({ ...team, api_token: "***" });
});
