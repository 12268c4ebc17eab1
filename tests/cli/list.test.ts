// Listing credentials of all environments and regions.

import { expect, test } from "vitest";
import { north, south } from "../plan/world.js";
import { installCommandLine, run } from "./harness.js";
import { organisation, stored } from "./server.js";

installCommandLine();

interface Listed {
  readonly env: string;
  readonly region: string;
  readonly team_name: string;
  readonly credential: { readonly source: string; readonly details: unknown };
}

const failsIn = (scope: string) => (operation: string) =>
  operation.includes(scope) ? Response.json({ detail: "no such thing" }, { status: 400 }) : undefined;

const sourcesIn = (stdout: string) =>
  JSON.parse(stdout).credentials.map(({ credential }: Listed) => credential.source);

test("credentials of all scopes are shown in columns, with the names of their teams", async () => {
  const { api, url } = await organisation({ credentials: stored });
  api.scope("production", "eu").set({ team_id: north, provider: "strava", client_id: "strava-id" });

  const { status, stdout, stderr } = await run(["list"], { api: url });

  const [titles, ...rows] = stdout.trimEnd().split("\n");
  expect(titles).toMatch(/^ENV +REGION +TEAM +PROVIDER +CLIENT ID +SECRET +UPDATED +ID +TEAM ID +DETAILS$/);
  expect(rows.sort()).toEqual([
    expect.stringMatching(
      /^production +eu +Clinic North +strava +strava-id +\d{4}-\d\d-\d\d \d\d:\d\d +[\da-f-]{36} +[\da-f-]{36}$/,
    ),
    expect.stringMatching(/^sandbox +us +Clinic North +polar +polar-id +set /),
    expect.stringMatching(/^sandbox +us +Clinic South +oura +oura-id /),
  ]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("--json writes one document with the scope and the team of each credential", async () => {
  const { url } = await organisation({ credentials: stored, pageSize: 1 });

  const { status, stdout } = await run(["list", "--json"], { api: url });

  expect(JSON.parse(stdout).credentials).toMatchObject([
    { env: "sandbox", region: "us", team_name: "Clinic North", credential: { source: "polar" } },
    { env: "sandbox", region: "us", team_name: "Clinic South", credential: { source: "oura" } },
  ]);
  expect(status).toBe(0);
});

test("secrets in details are redacted, in both outputs, unless --show-secrets is given", async () => {
  const { url } = await organisation({ credentials: stored });

  const redacted = await run(["list"], { api: url });
  const redactedJson = await run(["list", "--json"], { api: url });
  const shown = await run(["list", "--show-secrets"], { api: url });
  const shownJson = await run(["list", "--show-secrets", "--json"], { api: url });

  expect(redacted.stdout + redactedJson.stdout).not.toContain("stored-webhook-secret");
  expect(redacted.stdout).toContain("webhook_secret");
  expect(shown.stdout).toContain("stored-webhook-secret");
  expect(shownJson.stdout).toContain("stored-webhook-secret");
});

test("--env and --region select scopes", async () => {
  const { api, url } = await organisation({ credentials: stored });

  const { stdout } = await run(["list", "--env", "production", "--region", "us"], { api: url });

  expect(stdout).toBe("");
  expect(api.requests.filter(({ operation }) => operation === "list")).toHaveLength(1);
});

test("a scope that fails is status 3, and the rest is shown", async () => {
  const { url } = await organisation({ credentials: stored }, failsIn("/production/eu"));

  const text = await run(["list"], { api: url });
  const json = await run(["list", "--json"], { api: url });

  expect(text.status).toBe(3);
  expect(text.stdout).toContain("polar");
  expect(text.stderr).toContain("production");
  expect(json.status).toBe(3);
  expect(JSON.parse(json.stdout).failures).toMatchObject([
    { env: "production", region: "eu", error: { kind: "api", status: 400 } },
  ]);
});

test("a key that is refused in every scope is status 4, and stdout is empty", async () => {
  const { url } = await organisation({ managementKey: "mg_another" });

  const { status, stdout, stderr } = await run(["list", "--json"], { api: url });

  expect({ status, stdout }).toEqual({ status: 4, stdout: "" });
  expect(stderr).toContain("401");
});

test("a scope that fails while the others are empty is status 3, because not everything was read", async () => {
  const { url } = await organisation({}, failsIn("/production/eu"));

  const { status, stdout } = await run(["list", "--json"], { api: url });

  expect(status).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({ credentials: [], failures: [{ env: "production" }] });
});

test("ids are shown instead of names where teams may not be read", async () => {
  const { url } = await organisation({
    credentials: stored,
    faults: [{ kind: "status", operation: "teams", status: 403, times: Infinity }],
  });

  const { status, stdout } = await run(["list"], { api: url });

  expect(status).toBe(0);
  expect(stdout).toContain(south);
  expect(stdout).not.toContain("Clinic South");
});

test.each([
  ["id", north],
  ["id in capitals", north.toUpperCase()],
  ["name", "Clinic North"],
  ["id of your own system", "integration:n-17"],
])("--team is the %s", async (_, team) => {
  const { url } = await organisation({ credentials: stored });

  const { stdout } = await run(["list", "--json", "--team", team], { api: url });

  expect(sourcesIn(stdout)).toEqual(["polar"]);
});

test("--team in NFD finds a name in NFC", async () => {
  const id = "2d7c8e3a-8fa1-4e75-9c77-2f2e8c5ea033";
  const { url } = await organisation({
    credentials: [...stored, { team_id: id, source: "strava" }],
    teams: [{ id, name: "Zoë’s Sleep Lab".normalize("NFC") }],
  });

  const { stdout } = await run(["list", "--json", "--team", "Zoë’s Sleep Lab".normalize("NFD")], {
    api: url,
  });

  expect(sourcesIn(stdout)).toEqual(["strava"]);
});

test("--team can be repeated", async () => {
  const { url } = await organisation({ credentials: stored });

  const { stdout } = await run(["list", "--json", "--team", north, "--team", "Clinic South"], { api: url });

  expect(sourcesIn(stdout)).toEqual(["polar", "oura"]);
});

test.each([
  ["unknown", "Nowhere", "no such team"],
  ["not unique", "Twins", "several teams"],
])("a team that is %s is status 64", async (_, team, text) => {
  const { url } = await organisation({ teams: [{ name: "Twins" }, { name: "Twins" }] });

  const { status, stdout, stderr } = await run(["list", "--team", team], { api: url });

  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(stderr).toContain(text);
});

test("--provider selects providers, those that the API cannot filter by as well", async () => {
  const { api, url } = await organisation({
    credentials: [...stored, { team_id: north, source: "getlabs" as never }],
  });

  const polar = await run(["list", "--json", "--provider", "polar"], { api: url });
  const getlabs = await run(["list", "--json", "--provider", "getlabs"], { api: url });

  expect(sourcesIn(polar.stdout)).toEqual(["polar"]);
  expect(sourcesIn(getlabs.stdout)).toEqual(["getlabs"]);
  const queries = api.requests.map(({ query }) => query.get("provider"));
  expect(new Set(queries)).toEqual(new Set([null, "polar"]));
});
