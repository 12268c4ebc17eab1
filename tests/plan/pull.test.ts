// The config that `pull` writes for what is stored.

import { pull } from "junction-credentials/plan";
import { sampleCredentials, sampleTeams } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { north, orgId, world } from "./world.js";

test("each secret becomes a reference with a speaking name, and everything else is written out", async () => {
  const here = world();
  here.api.scope("production", "us").set({
    team_id: north,
    provider: "polar",
    client_id: "id",
    client_secret: "s",
    redirect_url_override: "https://clinic.example/callback",
    details: { webhook_secret: "t" },
  });

  const { config, variables, omitted } = await pull(here.junction);

  expect(config).toEqual({
    credentials: [
      {
        env: "production",
        region: "us",
        team: "Clinic North",
        provider: "polar",
        client_id: "id",
        client_secret: { env: "PRODUCTION_US_CLINIC_NORTH_POLAR_CLIENT_SECRET" },
        redirect_url_override: "https://clinic.example/callback",
        details: { webhook_secret: { env: "PRODUCTION_US_CLINIC_NORTH_POLAR_WEBHOOK_SECRET" } },
      },
    ],
  });
  expect(variables).toEqual([
    { name: "PRODUCTION_US_CLINIC_NORTH_POLAR_CLIENT_SECRET", path: "credentials[0].client_secret" },
    {
      name: "PRODUCTION_US_CLINIC_NORTH_POLAR_WEBHOOK_SECRET",
      path: "credentials[0].details.webhook_secret",
    },
  ]);
  expect(omitted).toEqual([]);
});

test("letters are transliterated, or replaced by the beginning of the team's id, and names are unique", async () => {
  const names = ["Zoë’s Łódź Straße", "診療所", "Clinic!", "clinic"];
  const teams = names.map((name, index) => ({
    id: `abcdef0${index}-6d8f-4c53-9a55-0d0c6a3c8f11`,
    name,
    region: "eu" as const,
  }));
  const here = world({ teams });
  for (const { id } of teams)
    here.api.scope("sandbox", "eu").set({ team_id: id, provider: "oura", client_secret: "s" });

  const { variables } = await pull(here.junction);

  expect(variables.map(({ name }) => name)).toEqual([
    "SANDBOX_EU_ZOE_S_LODZ_STRASSE_OURA_CLIENT_SECRET",
    "SANDBOX_EU_ABCDEF01_OURA_CLIENT_SECRET",
    "SANDBOX_EU_CLINIC_OURA_CLIENT_SECRET",
    "SANDBOX_EU_CLINIC_OURA_CLIENT_SECRET_2",
  ]);
});

test("a team whose name is not unique, or that cannot be listed, is named by its id", async () => {
  const id = "abcdef01-6d8f-4c53-9a55-0d0c6a3c8f11";
  const here = world({ teams: [{ id, name: "Clinic" }, { name: "Clinic" }] });
  here.api.scope("sandbox", "us").set({ team_id: id, provider: "oura" });

  expect((await pull(here.junction)).config.credentials[0]).toMatchObject({ team_id: id });

  here.api.faults.push({ kind: "status", status: 403, operation: "teams" });
  expect((await pull(here.junction)).config.credentials[0]).toMatchObject({ team_id: id });
});

test("what a config cannot express is listed with the reason", async () => {
  const here = world({
    credentials: [
      { team_id: north, source: "acme" },
      { team_id: north, source: "google_health" },
      { team_id: north, source: "freestyle_libre", client_secret_hash: "h", client_id: "1" },
      { team_id: north, source: "quest", details: { quest: { account: 7 } } },
      { team_id: north, source: "oura" },
      { team_id: north, source: "oura" },
      { team_id: north, source: "strava" },
    ],
  });

  const { config, omitted } = await pull(here.junction);

  expect(config.credentials.map(({ provider }) => provider)).toEqual(["oura", "strava"]);
  expect(Object.fromEntries(omitted.map(({ provider, reason }) => [provider, reason]))).toEqual({
    acme: expect.stringContaining("`provider`"),
    google_health: expect.stringContaining("`details`"),
    freestyle_libre: expect.stringContaining("`client_secret`"),
    quest: expect.stringContaining("`details.quest.*`"),
    oura: expect.stringContaining("several"),
  });
});

test("what was pulled can be adopted by trust, and then nothing differs", async () => {
  const stored = sampleCredentials(60);
  const here = world({
    credentials: stored,
    teams: sampleTeams(4).map((team) => ({ ...team, region: "us" })),
  });
  const { config, omitted } = await pull(here.junction, { envs: ["sandbox"] });
  // The variables have the values that are stored.
  const { variables } = await pull(here.junction, { envs: ["sandbox"] });
  const values = new Map(
    variables.map(({ name, path }) => [name, valueAt(here.api.credentials, config, path)]),
  );
  const resolve = { env: (name: string) => values.get(name) };

  const { lock, failed } = await here.applied(config, { resolve, unverified: "trust" });
  const { summary } = await here.plan(config, { lock, resolve });

  expect(failed).toEqual([]);
  expect(summary.none).toBe(60 - omitted.length);
  expect(here.writes()).toBe(0);
});

/** The stored value at the path of a variable. Any text stands for a client secret. */
function valueAt(
  stored: readonly { team_id: string; source: string; details?: unknown }[],
  config: { credentials: readonly object[] },
  path: string,
): string {
  const [, index = "", rest = ""] = /^credentials\[(\d+)\]\.(.+)$/.exec(path) ?? [];
  if (rest === "client_secret") return "any";
  const entry = config.credentials[Number(index)] as { team: string; provider: string };
  const team = sampleTeams(4).find(({ name }) => name === entry.team);
  const credential = stored.find(({ team_id, source }) => team_id === team?.id && source === entry.provider);
  const steps = rest.match(/[^.[\]]+/g) ?? [];
  const value = steps.reduce<unknown>((inner, key, index) => {
    const object = inner as Record<string, unknown>;
    const isList = /^\d+$/.test(steps[index + 1] ?? "");
    const isMeant = (one: unknown) => (isList ? Array.isArray(one) : typeof one === "string");
    return key === "*" ? Object.values(object).find(isMeant) : object[key];
  }, credential);
  return String(value);
}

test("a secret is no part of a config wherever the API does not describe it", async () => {
  const secret = "s3cret";
  const stored = (source: string, details: object) => ({ team_id: north, source, client_id: "id", details });
  const here = world({
    credentials: [
      stored("polar", {
        webhook_secret: secret,
        key: secret,
        value: secret,
        tokens: [secret, { a: [secret] }],
      }),
      stored("quest", { quest: { account: secret, sites: [secret], deeper: { one: [secret] } } }),
    ],
  });

  const { config, variables } = await pull(here.junction);

  expect(JSON.stringify(config)).not.toContain(secret);
  expect(variables).toHaveLength(8);
  const resolve = { env: () => secret };
  const { summary } = await here.plan(config, { resolve });
  expect(summary.none).toBe(2);
});

test("a credential that no entry could name is left out, and of several of one team and provider all but the last", async () => {
  const unlisted = "abcdef01-6d8f-4c53-9a55-0d0c6a3c8f11";
  const here = world({
    credentials: [
      { team_id: unlisted, source: "strava" },
      { team_id: north, source: "oura", client_id: "first" },
      { team_id: north, source: "oura", client_id: "last" },
    ],
  });

  const { config, omitted } = await pull(here.junction);

  expect(config.credentials).toMatchObject([{ provider: "oura", client_id: "last" }]);
  expect(omitted.map(({ provider }) => provider).sort()).toEqual(["oura", "strava"]);
  expect((await here.plan(config)).summary).toMatchObject({ none: 1, update: 0 });
});

test("an empty listing of teams says nothing about teams", async () => {
  const here = world({ teams: [], credentials: [{ team_id: north, source: "oura", client_id: "id" }] });

  const { config } = await pull(here.junction);

  expect(config.credentials).toMatchObject([{ team_id: north, region: "us" }]);
  expect((await here.plan(config)).summary.none).toBe(1);
});

test("only what was asked for is read, and a listing that is only partly read is an error", async () => {
  const here = world();

  await pull(here.junction, { envs: ["sandbox"], regions: ["eu"], team_id: [north], provider: "oura" });

  const listings = here.api.requests.filter(({ operation }) => operation === "list");
  expect(listings.map(({ path }) => path)).toEqual([`/v1/org/${orgId}/team_custom_credentials/sandbox/eu`]);
  expect(listings[0]?.query.toString()).toBe(`team_id=${north}&provider=oura`);
  here.api.faults.push({ kind: "status", status: 403, operation: "list" });
  await expect(pull(here.junction)).rejects.toMatchObject({ kind: "partial" });
});
