// Making the changes of a plan, without questions.

import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { configOf, entryOf, secretsOf } from "./configs.js";
import { configName, folder, installCommandLine, lockName, readJson, run, setsOf } from "./harness.js";
import { organisation, stored } from "./server.js";

installCommandLine();

test("apply shows the plan on stderr, makes it, and writes the lock", async () => {
  const { api, url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava", "oura") });

  const { status, stdout, stderr } = await run(["apply", "--yes"], {
    api: url,
    cwd,
    env: secretsOf("strava", "oura"),
  });

  expect({ status, stdout }).toEqual({ status: 0, stdout: "2 done\n" });
  expect(stderr).toContain("2 to create");
  expect(setsOf(api).map(({ client_secret }) => client_secret)).toEqual([
    "secret of oura",
    "secret of strava",
  ]);
  expect(Object.keys(readJson(cwd, lockName).credentials)).toHaveLength(2);
  expect(statSync(join(cwd, lockName)).mode & 0o777).toBe(0o600);
  expect(readdirSync(cwd).sort()).toEqual([".git", configName, lockName]);
});

test("a second apply does nothing, and leaves the lock as it is", async () => {
  const { api, url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava") });
  const options = { api: url, cwd, env: secretsOf("strava") };
  await run(["apply", "--yes"], options);
  const lock = readFileSync(join(cwd, lockName), "utf8");

  const second = await run(["apply", "--yes"], options);

  expect(second).toMatchObject({ status: 0, stdout: "nothing to do\n" });
  expect(readFileSync(join(cwd, lockName), "utf8")).toBe(lock);
  expect(setsOf(api)).toHaveLength(1);
});

test("--json writes one document with what was done, and stderr is empty", async () => {
  const { url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava") });

  const { status, stdout, stderr } = await run(["apply", "--yes", "--json"], {
    api: url,
    cwd,
    env: secretsOf("strava"),
  });

  expect(JSON.parse(stdout)).toMatchObject({
    done: [{ change: { provider: "strava" } }],
    failed: [],
    skipped: [],
    unknown: [],
    aborted: false,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("--plan makes the changes of a written plan", async () => {
  const { api, url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava") });
  const options = { api: url, cwd, env: secretsOf("strava") };
  await run(["plan", "--out", "plan.json"], options);

  const { status, stdout } = await run(["apply", "--plan", "plan.json", "--yes"], options);

  expect({ status, stdout }).toEqual({ status: 0, stdout: "1 done\n" });
  expect(setsOf(api)).toHaveLength(1);
});

test("a written plan whose credential was changed since is stale, and nothing is sent", async () => {
  const { api, url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava") });
  const options = { api: url, cwd, env: secretsOf("strava") };
  await run(["plan", "--out", "plan.json"], options);
  api.scope("sandbox", "us").set({ team_id: api.teams[0]?.id ?? "", provider: "strava" });

  const { status, stdout, stderr } = await run(["apply", "--plan", "plan.json", "--yes"], options);

  expect({ status, stdout }).toEqual({ status: 1, stdout: "1 failed\n" });
  expect(stderr).toContain("somebody else changed it");
  expect(setsOf(api)).toEqual([]);
});

test.each([
  ["that is cut off", '{"version": 1, "chan'],
  ["of another version", '{"version": 2}'],
  ["that is another document", "[]"],
])("a plan %s is status 64", async (_, plan) => {
  const { api, url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava"), "plan.json": plan });

  const { status, stdout, stderr } = await run(["apply", "--plan", "plan.json", "--yes"], {
    api: url,
    cwd,
    env: secretsOf("strava"),
  });

  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(stderr).toMatch(/plan/);
  expect(stderr).not.toContain("bug");
  expect(setsOf(api)).toEqual([]);
});

test("--unverified trust writes only the lock, and another secret is then a change", async () => {
  const { api, url } = await organisation({ credentials: stored });
  const polar = { ...entryOf("polar"), details: { webhook_secret: { env: "HOOK" } } };
  const cwd = folder({ [configName]: { credentials: [polar] } });
  const env = { ...secretsOf("polar"), HOOK: "stored-webhook-secret" };

  const trusted = await run(["apply", "--yes", "--unverified", "trust"], { api: url, cwd, env });
  const same = await run(["plan"], { api: url, cwd, env });
  const rotated = await run(["plan"], { api: url, cwd, env: { ...env, POLAR_SECRET: "another" } });

  expect(trusted).toMatchObject({ status: 0, stdout: "1 done\n" });
  expect(setsOf(api)).toEqual([]);
  expect(same.stdout).toBe("nothing to do, 1 unchanged\n");
  expect(rotated.stdout).toContain("client secret: rotated");
});

test("what is skipped is reported, and is status 0", async () => {
  const { url } = await organisation({ credentials: stored });
  const cwd = folder({ [configName]: configOf("polar") });

  const { status, stdout } = await run(["apply", "--yes"], { api: url, cwd, env: secretsOf("polar") });

  expect({ status, stdout }).toEqual({ status: 0, stdout: "1 skipped\n" });
});

test("--prune deletes within the bounds of the config", async () => {
  const { api, url } = await organisation({ credentials: stored });
  const prune = [{ env: "sandbox", region: "us", teams: ["Clinic South"] }];
  const cwd = folder({ [configName]: { credentials: [], prune } });

  const { status } = await run(["apply", "--prune", "--yes"], { api: url, cwd });

  expect(status).toBe(0);
  expect(api.credentials.map(({ source }) => source)).toEqual(["polar"]);
});

test("a change that fails is status 3 beside one that is made, and status 1 alone", async () => {
  const fault = { kind: "status", operation: "set", status: 400, body: '{"detail":"not today"}' } as const;
  const { api, url } = await organisation({ faults: [fault] });
  const cwd = folder({ [configName]: configOf("strava", "oura") });
  const options = { api: url, cwd, env: secretsOf("strava", "oura") };

  const partly = await run(["apply", "--yes"], options);
  api.faults.push(fault);
  const failed = await run(["apply", "--yes", "--json"], options);

  expect(partly).toMatchObject({ status: 3, stdout: "1 done, 1 failed\n" });
  expect(partly.stderr).toMatch(/failed: sandbox us Clinic North oura: .*not today/);
  expect(failed.status).toBe(1);
  expect(JSON.parse(failed.stdout)).toMatchObject({ failed: [{ error: { kind: "api", status: 400 } }] });
});

test("a key that may read and not write is status 4", async () => {
  const faults = [{ kind: "status", operation: "set", status: 403, times: Infinity } as const];
  const { url } = await organisation({ faults });
  const cwd = folder({ [configName]: configOf("strava", "oura") });

  const { status, stdout } = await run(["apply", "--yes"], {
    api: url,
    cwd,
    env: secretsOf("strava", "oura"),
  });

  expect({ status, stdout }).toEqual({ status: 4, stdout: "2 failed\n" });
});

test.each([[["--prune"]], [["--unverified", "send"]], [["--drift", "overwrite"]]])(
  "--plan beside %j is status 64, because a plan has its options",
  async (options) => {
    const cwd = folder({ [configName]: configOf("strava"), "plan.json": {} });

    const { status, stderr } = await run(["apply", "--yes", "--plan", "plan.json", ...options], { cwd });

    expect(status).toBe(64);
    expect(stderr).toContain("beside --plan");
  },
);

test("a lost answer whose change cannot be seen is unknown, and status 1", async () => {
  const faults = [{ kind: "status", operation: "set", status: 500, times: Infinity } as const];
  const { url } = await organisation({ faults });
  const cwd = folder({ [configName]: configOf("strava") });

  const { status, stdout } = await run(["apply", "--yes"], { api: url, cwd, env: secretsOf("strava") });

  expect({ status, stdout }).toEqual({ status: 1, stdout: "1 unknown\n" });
});

test("a lock that cannot be written is status 64, and nothing is sent", async () => {
  const { api, url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava") });
  const args = ["apply", "--yes", "--lock", join(cwd, "missing/lock.json")];

  const { status, stdout } = await run(args, { api: url, cwd, env: secretsOf("strava") });

  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(setsOf(api)).toEqual([]);
});

test("the lock is written once before the first set, and is never a part of a file", async () => {
  const locks: unknown[] = [];
  let cwd = "";
  const { url } = await organisation({}, (request) => {
    if (request.startsWith("POST")) locks.push(readJson(cwd, lockName));
  });
  cwd = folder({ [configName]: configOf("strava") });

  await run(["apply", "--yes"], { api: url, cwd, env: secretsOf("strava") });

  expect(locks).toMatchObject([{ version: 1, credentials: expect.anything() }]);
  expect(JSON.stringify(locks)).toContain('"pending":true');
});

test("a refused key is status 4, and no lock is left behind", async () => {
  const { url } = await organisation({ managementKey: "mg_another" });
  const cwd = folder({ [configName]: configOf("strava") });

  const { status } = await run(["apply", "--yes"], { api: url, cwd, env: secretsOf("strava") });

  expect(status).toBe(4);
  expect(existsSync(join(cwd, `${lockName}.held`))).toBe(false);
});

test("what the config does not name stays in the lock, byte for byte", async () => {
  const { url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava") });
  const options = { api: url, cwd, env: secretsOf("strava", "oura") };
  await run(["apply", "--yes"], options);
  const before = readJson(cwd, lockName).credentials;

  writeFileSync(join(cwd, configName), JSON.stringify(configOf("oura")));
  await run(["apply", "--yes"], options);

  const [[key, entry] = []] = Object.entries(before);
  expect(readJson(cwd, lockName).credentials[key ?? ""]).toEqual(entry);
});
