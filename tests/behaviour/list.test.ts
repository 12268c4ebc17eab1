// Filters of a listing.

import { labs, oauthProviders, RequestError } from "junction-credentials";
import { fakeManagementApi } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { idOf, page } from "./bodies.js";
import { managementKey, observed, teamA, teamB } from "./observed.js";
import { errorOf, thrownBy } from "./thrown.js";

const providerMessage = "expected a known provider, or the option `allowUnknownProviders`";

/** Returns the issues of an invalid query. Expects that both awaiting and iterating fail, and that nothing is sent. */
async function refused(query: unknown) {
  const { credentials, requests } = observed(() => Response.json(page([])));
  const awaited = await errorOf(RequestError, () => credentials.list(query as never));
  const iterated = await errorOf(RequestError, () => credentials.list(query as never).toArray());
  expect(requests).toHaveLength(0);
  expect(iterated.issues).toEqual(awaited.issues);
  return awaited.issues;
}

test("a listing is narrowed to teams and to a provider", async () => {
  const api = fakeManagementApi({
    managementKey,
    credentials: [
      { id: idOf(1), team_id: teamA, source: "fitbit" },
      { id: idOf(2), team_id: teamA, source: "strava" },
      { id: idOf(3), team_id: teamB, source: "fitbit" },
    ],
  });
  const { credentials } = observed(() => undefined, { fetch: api.fetch });

  const ofTeam = await credentials.list({ team_id: [teamA] }).toArray();
  const ofProvider = await credentials.list({ provider: "fitbit" }).toArray();
  const ofBoth = await credentials.list({ team_id: [teamB, teamA], provider: "strava" }).toArray();

  expect([ofTeam, ofProvider, ofBoth].map((found) => found.map(({ id }) => id))).toEqual([
    [idOf(1), idOf(2)],
    [idOf(1), idOf(3)],
    [idOf(2)],
  ]);
});

test("every provider that a listing knows is let through", async () => {
  const { credentials, requests } = observed(() => Response.json(page([])));
  const known = [...oauthProviders, ...labs, "freestyle_libre"] as const;

  for (const provider of known) await credentials.list({ provider });

  expect(requests.map(({ url }) => new URL(url).searchParams.get("provider"))).toEqual(known);
});

for (const [what, query, issues] of [
  // An empty list does not mean all teams: that would be a surprise when a caller's list of teams happens to be empty.
  ["no team", { team_id: [] }, [{ path: "team_id", message: "expected at least one item" }]],
  ["no object", "fitbit", [{ path: "", message: "expected an object" }]],
  ["an array", [teamA], [{ path: "", message: "expected an object" }]],
  ["null", null, [{ path: "", message: "expected an object" }]],
  [
    "one team outside of an array",
    { team_id: teamA },
    [{ path: "team_id", message: "expected an array or null" }],
  ],
  [
    "teams that are no uuids",
    { team_id: ["acme", teamA, 7, null] },
    [0, 2, 3].map((index) => ({ path: `team_id[${index}]`, message: "expected a uuid" })),
  ],
  ["a provider that nobody knows", { provider: "acme" }, [{ path: "provider", message: providerMessage }]],
  [
    "a provider in upper case",
    { provider: "Fitbit" },
    [{ path: "provider", message: "expected a known provider; did you mean `fitbit`?" }],
  ],
  ["an empty provider", { provider: "" }, [{ path: "provider", message: providerMessage }]],
  [
    "a provider without OAuth",
    { provider: "garmin_connect" },
    [{ path: "provider", message: providerMessage }],
  ],
  ["a provider for set alone", { provider: "shippo" }, [{ path: "provider", message: providerMessage }]],
  [
    "a provider that is no string",
    { provider: ["fitbit"] },
    [{ path: "provider", message: "expected a string or null" }],
  ],
  [
    "a cursor that is no string",
    { next_cursor: 7 },
    [{ path: "next_cursor", message: "expected a string or null" }],
  ],
  [
    "a key that there is not",
    { team_ids: [teamA] },
    [{ path: "", message: "expected no key but `team_id`, `provider` or `next_cursor`" }],
  ],
  [
    "several mistakes",
    { provider: "acme", team_id: ["acme"], next_cursor: {}, limit: 5 },
    [
      { path: "provider", message: providerMessage },
      { path: "team_id[0]", message: "expected a uuid" },
      { path: "next_cursor", message: "expected a string or null" },
      { path: "", message: "expected no key but `team_id`, `provider` or `next_cursor`" },
    ],
  ],
] as const) {
  test(`a query with mistakes is refused and not sent: ${what}`, async () => {
    expect(await refused(query)).toEqual(issues);
  });
}

test("a query that JSON cannot express is refused", async () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;

  const issues = await refused(cycle);

  expect(issues).toEqual([{ path: "", message: "expected a value without cycles and BigInts" }]);
});

test("a provider that nobody knows is let through when the client allows it", async () => {
  const { credentials, requests } = observed(() => Response.json(page([])), { allowUnknownProviders: true });

  await credentials.list({ provider: "acme" as never });

  expect(requests.map(({ url }) => new URL(url).searchParams.get("provider"))).toEqual(["acme"]);
});

test("a client that allows unknown providers still wants them to be strings", async () => {
  const { credentials } = observed(() => Response.json(page([])), { allowUnknownProviders: true });

  const { issues } = await errorOf(RequestError, () => credentials.list({ provider: 7 as never }));

  expect(issues).toEqual([{ path: "provider", message: "expected a string or null" }]);
});

test("a wrong query throws when the listing is read, not when it is made", async () => {
  const { credentials } = observed(() => Response.json(page([])));

  const pager = credentials.list({ provider: "acme" as never });

  expect(await thrownBy(() => pager.pages().next())).toBeInstanceOf(RequestError);
});

test("no check changes the query", async () => {
  const { credentials } = observed((_, index) => Response.json(page([], index === 0 ? "p2" : null)));
  const query = Object.freeze({ team_id: Object.freeze([teamA]) as string[], provider: "fitbit" } as const);

  await credentials.list(query).toArray();

  expect(query).toEqual({ team_id: [teamA], provider: "fitbit" });
});
