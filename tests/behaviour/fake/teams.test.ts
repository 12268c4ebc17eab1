// Teams of the in-memory API.

import { fakeManagementApi, sampleCredentials, sampleTeams } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { managementKey, orgId, origin, teamA } from "../observed.js";

const headers = { "X-Management-Key": managementKey };
const address = `${origin}/v1/org/${orgId}/team`;

test("absent fields of a team are filled in", () => {
  const now = () => new Date("2026-05-01T10:00:00.123Z");

  const { teams } = fakeManagementApi({ teams: [{ name: "Clinic North" }], region: "eu", now });

  expect(teams).toEqual([
    {
      id: teams[0]?.id,
      name: "Clinic North",
      created_on: "2026-05-01T10:00:00.123000+00:00",
      region: "eu",
      integration_team_id: null,
    },
  ]);
});

test("teams that a test adds and removes show in the next answer", async () => {
  const { fetch, teams } = fakeManagementApi({ teams: sampleTeams(3), pageSize: 2 });
  const listed = async (query = "") => {
    const response = await fetch(`${address}${query}`, { headers });
    const body = (await response.json()) as { teams: { name: string }[]; next_cursor: string | null };
    return { names: body.teams.map(({ name }) => name), cursor: body.next_cursor };
  };

  const { names, cursor } = await listed();
  teams.shift();
  const [added] = sampleTeams(4).slice(3);
  if (added) teams.push(added);
  const rest = await listed(`?next_cursor=${encodeURIComponent(String(cursor))}`);

  expect(names).toEqual(["Clinic North", "Clinic South"]);
  expect(rest).toEqual({ names: ["Riverside Cardiology", "Zoë’s Sleep Lab"], cursor: null });
});

test("a search that the API refuses is a 422 as pydantic writes it", async () => {
  const { fetch } = fakeManagementApi();

  const response = await fetch(`${address}?search_query=a.b&region=mars&team_id=x`, { headers });

  const pattern = "^[A-Za-zÀ-ÖØ-öø-ÿ0-9(),/:'|&_\\- ’]{0,80}$";
  const { detail } = (await response.json()) as { detail: { loc: unknown; type: string }[] };
  expect(response.status).toBe(422);
  expect(detail.map(({ loc, type }) => [loc, type])).toEqual([
    [["query", "team_id"], "uuid_parsing"],
    [["query", "region", 0], "enum"],
    [["query", "search_query"], "string_pattern_mismatch"],
  ]);
  expect(detail[2]).toEqual({
    type: "string_pattern_mismatch",
    loc: ["query", "search_query"],
    msg: `String should match pattern '${pattern}'`,
    input: "a.b",
    ctx: { pattern },
  });
});

test("a cursor that the API did not give is refused", async () => {
  const { fetch } = fakeManagementApi({ teams: [{ id: teamA, name: "Clinic North" }] });

  const response = await fetch(`${address}?next_cursor=forged`, { headers });

  expect([response.status, await response.json()]).toEqual([400, { detail: "Invalid next_cursor" }]);
});

test("sample teams are those of the sample credentials, and the same on every run", () => {
  const ids = new Set(sampleTeams().map(({ id }) => id));

  expect(sampleCredentials(100).every(({ team_id }) => ids.has(team_id))).toBe(true);
  expect(sampleTeams(6)).toEqual(sampleTeams(6));
  expect(new Set(sampleTeams(9).map(({ name }) => name)).size).toBe(9);
});
