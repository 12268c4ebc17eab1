// What is refused in a config, and how it is told.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Issue, isJunctionError, RequestError } from "junction-credentials";
import { defineConfig, type PlanConfig } from "junction-credentials/plan";
import { afterEach, expect, test, vi } from "vitest";
import { config, entry, north, south, world } from "./world.js";

afterEach(() => vi.unstubAllEnvs());

/** The issues of a config, by their paths. */
async function issuesOf(value: unknown, options: object = {}): Promise<Record<string, string>> {
  const here = world();
  const error = await here.plan(value as PlanConfig, options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(RequestError);
  expect(here.writes()).toBe(0);
  const { issues } = error as RequestError;
  return Object.fromEntries(issues.map(({ path, message }: Issue) => [path, message]));
}

test("defineConfig returns the config", () => {
  const value = { credentials: [] };

  expect(defineConfig(value)).toBe(value);
});

test("everything that is wrong is told at once, with its path", async () => {
  const issues = await issuesOf({
    credentials: [
      { env: "sandbx", team: "Clinic North", provider: "strava" },
      { env: "sandbox", team: "Clinic East", provider: "oura", clientid: "1" },
      { env: "sandbox", team_id: "c0ffee00-0000-4000-8000-000000000000", provider: "polar", details: {} },
      { env: "sandbox", region: "eu", team_id: north, provider: "freestyle_libre", client_secret: "s" },
      { env: "sandbox", team: "Clinic North", provider: "strva", client_secret: { env: "NOT_SET_ANYWHERE" } },
    ],
    prune: [{ env: "sandbox", teams: ["Clinic West"] }],
    prun: [],
  });

  expect(Object.keys(issues).sort()).toEqual([
    "",
    "credentials[0].env",
    "credentials[1]",
    "credentials[1].team",
    "credentials[2].details.webhook_secret",
    "credentials[2].team_id",
    "credentials[3].client_id",
    "credentials[3].client_secret",
    "credentials[3].region",
    "credentials[4].client_secret",
    "credentials[4].provider",
    "prune[0].region",
    "prune[0].teams[0]",
  ]);
  expect(issues["credentials[0].env"]).toContain("did you mean `sandbox`?");
  expect(issues["credentials[1]"]).toContain("did you mean `client_id`?");
  expect(issues["credentials[4].provider"]).toContain("did you mean `strava`?");
  expect(issues[""]).toContain("did you mean `prune`?");
});

test("two entries for one team, provider and scope are an issue, however they name the team", async () => {
  const issues = await issuesOf(
    config(
      entry("strava"),
      { ...entry("strava"), env: "production" },
      { env: "sandbox", region: "us", team_id: north.toUpperCase(), provider: "strava" },
    ),
  );

  expect(Object.keys(issues)).toEqual(["credentials[2]"]);
});

test("a team is named by its name, its id, or the id of the customer's own system", async () => {
  const here = world();
  const names = [
    { team: "Clinic North" },
    { team: north },
    { team: { integration_team_id: "n-17" } },
    { team_id: north },
  ];

  for (const name of names) {
    const { changes } = await here.plan({
      credentials: [{ env: "sandbox", provider: "oura", ...name } as never],
    });

    expect(changes[0]).toMatchObject({ team_id: north, team_name: "Clinic North", region: "us" });
  }
});

test("a name that several teams have is an issue", async () => {
  const here = world({ teams: [{ name: "Clinic" }, { name: "Clinic" }] });

  const planned = here.plan(config({ env: "sandbox", team: "Clinic", provider: "oura" }));

  await expect(planned).rejects.toMatchObject({ issues: [{ path: "credentials[0].team" }] });
});

test("a key that may not list teams can use ids and regions", async () => {
  const here = world();
  here.api.faults.push({ kind: "status", status: 403, operation: "teams", times: 2 });
  const byId = { env: "sandbox", team_id: south, provider: "oura" } as const;

  const { changes } = await here.plan(config({ ...byId, region: "us" }));
  expect(changes[0]).toMatchObject({ action: "create", team_id: south });
  expect(changes[0]).not.toHaveProperty("team_name");

  await expect(here.plan(config(byId))).rejects.toMatchObject({ kind: "api", status: 403 });
});

test("references are resolved from variables, files and functions before the first request", async () => {
  vi.stubEnv("STRAVA_SECRET", "of the variable");
  const folder = mkdtempSync(join(tmpdir(), "plan-"));
  const file = join(folder, "polar.secret");
  writeFileSync(file, "\uFEFFof the file\r\n");
  const here = world();
  const requestsBefore: number[] = [];
  const read = async () => {
    requestsBefore.push(here.api.requests.length);
    return "of the function";
  };

  await here.applied(
    config(entry("strava", { client_secret: { env: "STRAVA_SECRET" } }), {
      env: "sandbox",
      team: "Clinic North",
      provider: "polar",
      client_id: read,
      client_secret: () => "of another function",
      details: { webhook_secret: { file } },
    }),
  );
  rmSync(folder, { recursive: true });

  const bodies = here.api.requests
    .filter(({ operation }) => operation === "set")
    .map(({ body }) => body ?? "");
  expect(bodies.find((body) => body.includes("strava"))).toContain('"client_secret":"of the variable"');
  const polar = JSON.parse(bodies.find((body) => body.includes("polar")) ?? "");
  expect(polar).toEqual({
    team_id: north,
    provider: "polar",
    client_id: "of the function",
    client_secret: "of another function",
    details: { webhook_secret: "of the file" },
  });
  expect(requestsBefore[0]).toBe(0);
});

test("a reference that cannot be resolved is an issue that names it", async () => {
  const secret = (client_secret: unknown) => issuesOf(config(entry("strava", { client_secret } as never)));
  const message = async (reference: unknown) => (await secret(reference))["credentials[0].client_secret"];
  vi.stubEnv("EMPTY", "");
  const folder = mkdtempSync(join(tmpdir(), "plan-"));
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  expect(await message({ env: "NOT_SET_ANYWHERE" })).toContain("`NOT_SET_ANYWHERE`");
  expect(await message({ env: "EMPTY" })).toContain("`EMPTY`");
  expect(await message({ file: "/no/such/file" })).toContain("`/no/such/file`");
  expect(await message({ file: file("empty", "\n") })).toContain("is empty");
  expect(await message({ file: file("latin1", new Uint8Array([0xe4])) })).toContain("UTF-8");
  expect(await message(() => "")).toContain("function");
  expect(await message(() => Promise.reject(new Error("s3cret")))).not.toContain("s3cret");
  // It may be the secret itself.
  expect(await message({ env: "s3cret!" })).not.toContain("s3cret");
  rmSync(folder, { recursive: true });
});

test("the places of references can be replaced", async () => {
  const here = world();
  const resolve = {
    env: async (name: string) => `value of ${name}`,
    file: (path: string) => new TextEncoder().encode(`content of ${path}\n`),
  };

  await here.applied(
    config(entry("strava", { client_id: { env: "ID" }, client_secret: { file: "a.txt" } })),
    { resolve },
  );

  expect(here.api.credentials[0]?.client_id).toBe("value of ID");
  const body = here.api.requests.find(({ operation }) => operation === "set")?.body;
  expect(JSON.parse(body ?? "").client_secret).toBe("content of a.txt");
});

test("a reference where no secret is, is no value", async () => {
  const issues = await issuesOf(
    config(
      entry("strava", { redirect_url_override: { env: "A" } } as never),
      entry("oura", { redirect_url_override: () => "b" } as never),
      { env: "sandbox", team: "Clinic North", provider: "quest", details: { quest: { env: "PATH" } } },
    ),
  );

  expect(Object.keys(issues).sort()).toEqual([
    "credentials[0].redirect_url_override",
    "credentials[1].redirect_url_override",
  ]);
});

test("everything below what the API does not describe may be a reference", async () => {
  const here = world();
  const resolve = { env: (name: string) => name.toLowerCase() };

  await here.applied(
    config({
      env: "sandbox",
      team: "Clinic North",
      provider: "quest",
      details: { quest: { login: { password: { env: "PASSWORD" } } }, new_key: { env: "NEW" } } as never,
    }),
    { resolve },
  );

  expect(here.api.credentials[0]?.details).toEqual({
    quest: { login: { password: "password" } },
    new_key: "new",
  });
});

test("a config without its list of credentials is an error", async () => {
  for (const value of [
    undefined,
    null,
    [],
    {},
    "",
    { prune: [] },
    { credentials: null },
    { credentials: {} },
  ]) {
    expect(await issuesOf(value)).not.toEqual({});
  }
});

test("a value that JSON would change in silence is an issue", async () => {
  const cycle: { self?: object } = {};
  cycle.self = cycle;
  const quest = (value: unknown) =>
    config({ env: "sandbox", team: "Clinic North", provider: "quest", details: { quest: { value } } });

  for (const value of [Number.NaN, 1n, Symbol("a"), new Map(), new Set(), cycle]) {
    expect(Object.keys(await issuesOf(quest(value)))).toEqual([
      expect.stringContaining("credentials[0].details.quest"),
    ]);
  }
});

test("an unknown option or value of an option is an issue", async () => {
  const issues = await issuesOf(config(), { unverified: "no", drift: 7, prune: "yes", lok: {} });

  expect(Object.keys(issues).sort()).toEqual(["drift", "options", "prune", "unverified"]);
});

test("plan reads only the environments, regions and teams that a config names", async () => {
  const here = world();

  await here.plan({
    credentials: [entry("strava"), { ...entry("oura"), env: "production" }],
    prune: [{ env: "production", region: "eu" }],
  });

  const listed = here.api.requests
    .filter(({ operation }) => operation === "list")
    .map(({ path, query }) => `${path.split("/").slice(-2).join("/")} ${query.getAll("team_id")}`);
  expect(listed.sort()).toEqual([`production/us ${north}`, `sandbox/us ${north}`]);

  await here.plan({ credentials: [], prune: [{ env: "production", region: "eu" }] }, { prune: true });
  expect(here.api.requests.at(-1)?.path).toContain("production/eu");
});

test("a scope that cannot be read fails the plan, with all scopes that failed", async () => {
  const here = world();
  here.api.faults.push({ kind: "status", status: 403, operation: "list", times: 2 });

  const error: unknown = await here
    .plan(config(entry("strava"), { ...entry("oura"), env: "production" }))
    .catch((thrown: unknown) => thrown);

  expect(
    isJunctionError(error) && error.kind === "partial" && error.failures.map(({ env }) => env).sort(),
  ).toEqual(["production", "sandbox"]);
});

test("plan reports its progress, and an abort rejects with the reason", async () => {
  const here = world();
  const steps: string[] = [];
  const wanted = config(entry("strava", { client_secret: "s" }));
  await here.applied(wanted);

  await here.plan(wanted, {
    onProgress: ({ step, done, total }) => {
      steps.push(`${step} ${done}/${total}`);
      throw new Error("ignored");
    },
  });
  const controller = new AbortController();
  controller.abort("enough");

  expect(steps).toEqual(["reading 0/1", "reading 1/1", "fingerprints 0/1", "fingerprints 1/1"]);
  await expect(here.plan(wanted, { signal: controller.signal })).rejects.toBe("enough");
});

test("without a listing of teams, an entry needs the id of its team and its region", async () => {
  const here = world({ teams: [] });
  const { team: _, ...byId } = { ...entry("strava"), team_id: north };

  const error: unknown = await here
    .plan({
      credentials: [byId as never, entry("oura")],
      prune: [{ env: "sandbox", region: "us", teams: ["Nope"] }],
    })
    .catch((thrown: unknown) => thrown);

  expect(isJunctionError(error) && error.kind === "request" && error.issues.map(({ path }) => path)).toEqual([
    "credentials[0].region",
    "credentials[1].team",
    "prune[0].teams[0]",
  ]);
});
