// Showing what differs between the config and what is stored.

import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { configOf, entryOf, secretsOf } from "./configs.js";
import { configName, folder, installCommandLine, readJson, run } from "./harness.js";
import { organisation, stored } from "./server.js";

installCommandLine();

test("changes are shown by scope and team, with a summary", async () => {
  const { url } = await organisation({ credentials: stored });
  const cwd = folder({ [configName]: configOf("strava", "oura") });

  const { status, stdout, stderr } = await run(["plan"], { api: url, cwd, env: secretsOf("strava", "oura") });

  expect(stdout).toBe(`sandbox us  Clinic North
  + oura
      client secret: set
      client_id: none → "oura-id"
  + strava
      client secret: set
      client_id: none → "strava-id"

2 to create, 0 unchanged
`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("--json writes the plan, without secrets", async () => {
  const { url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava") });

  const { status, stdout } = await run(["plan", "--json"], { api: url, cwd, env: secretsOf("strava") });

  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    changes: [{ action: "create", provider: "strava", secret: "rotated" }],
    summary: { create: 1 },
  });
  expect(stdout).not.toContain("secret of strava");
  expect(status).toBe(0);
});

test("--out writes the plan to a file that only its owner can read", async () => {
  const { url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava") });

  const { status, stdout } = await run(["plan", "--out", "plan.json"], {
    api: url,
    cwd,
    env: secretsOf("strava"),
  });

  expect(readJson(cwd, "plan.json")).toMatchObject({ version: 1, summary: { create: 1 } });
  expect(statSync(join(cwd, "plan.json")).mode & 0o777).toBe(0o600);
  expect(stdout).toContain("1 to create");
  expect(status).toBe(0);
});

test("a folder that is missing for --out is status 64", async () => {
  const { url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava") });

  const { status, stderr } = await run(["plan", "--out", "missing/plan.json"], {
    api: url,
    cwd,
    env: secretsOf("strava"),
  });

  expect(status).toBe(64);
  expect(stderr).toContain("ENOENT");
});

test("--detailed-exitcode is status 2 while something would be sent, and 0 after it was applied", async () => {
  const { url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava") });
  const options = { api: url, cwd, env: secretsOf("strava") };

  const before = await run(["plan", "--detailed-exitcode"], options);
  await run(["apply", "--yes"], options);
  const after = await run(["plan", "--detailed-exitcode"], options);

  expect(before.status).toBe(2);
  expect(after).toMatchObject({ status: 0, stdout: "nothing to do, 1 unchanged\n" });
});

test("--detailed-exitcode is status 0 for what is skipped or only trusted", async () => {
  const { url } = await organisation({ credentials: stored });
  const polar = { ...entryOf("polar"), details: { webhook_secret: { env: "HOOK" } } };
  const cwd = folder({ [configName]: { credentials: [polar] } });
  const options = { api: url, cwd, env: { ...secretsOf("polar"), HOOK: "stored-webhook-secret" } };

  const skipped = await run(["plan", "--detailed-exitcode"], options);
  const trusted = await run(["plan", "--detailed-exitcode", "--unverified", "trust"], options);
  const sent = await run(["plan", "--detailed-exitcode", "--unverified", "send"], options);

  expect(skipped.stdout).toContain("client secret: unverified");
  expect(skipped.status).toBe(0);
  expect(trusted.stdout).toContain("1 to trust");
  expect(trusted.status).toBe(0);
  expect(sent.status).toBe(2);
});

test("--fail-on-drift is status 2 once somebody else wrote, and --drift overwrite would send", async () => {
  const { api, url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava") });
  const options = { api: url, cwd, env: secretsOf("strava") };
  await run(["apply", "--yes"], options);

  const before = await run(["plan", "--fail-on-drift"], options);
  api
    .scope("sandbox", "us")
    .set({ ...entryOf("strava"), team_id: api.teams[0]?.id ?? "", client_secret: "x" } as never);
  const after = await run(["plan", "--fail-on-drift"], options);
  const without = await run(["plan", "--detailed-exitcode"], options);
  const overwriting = await run(["plan", "--detailed-exitcode", "--drift", "overwrite"], options);

  expect(before.status).toBe(0);
  expect(after.status).toBe(2);
  expect(after.stdout).toContain("client secret: changed elsewhere");
  expect(without.status).toBe(0);
  expect(overwriting.status).toBe(2);
});

test("--prune plans deletes, within the bounds of the config", async () => {
  const { url } = await organisation({ credentials: stored });
  const prune = [{ env: "sandbox", region: "us", teams: ["Clinic South"] }];
  const cwd = folder({ [configName]: { credentials: [], prune } });

  const without = await run(["plan"], { api: url, cwd });
  const pruning = await run(["plan", "--prune"], { api: url, cwd });

  expect(without.stdout).toBe("nothing to do, 0 unchanged\n");
  expect(pruning.stdout).toContain("  - oura");
  expect(pruning.stdout).toContain("1 to delete, 0 unchanged");
});

test("--config and --lock name files", async () => {
  const { url } = await organisation();
  const cwd = folder({ "configs/one.json": configOf("strava"), "two.json": configOf("oura") });
  const args = ["--config", "configs/one.json", "--lock", "here.lock.json"];
  const options = { api: url, cwd, env: secretsOf("strava") };

  const { status } = await run(["apply", "--yes", ...args], options);
  const planned = await run(["plan", ...args], options);

  expect(status).toBe(0);
  expect(Object.keys(readJson(cwd, "here.lock.json").credentials)).toHaveLength(1);
  expect(planned.stdout).toBe("nothing to do, 1 unchanged\n");
});

test("a plan writes no file", async () => {
  const { url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava") });

  await run(["plan"], { api: url, cwd, env: secretsOf("strava") });

  expect(existsSync(join(cwd, "junction-credentials.lock.json"))).toBe(false);
});

test("a refused key is status 4", async () => {
  const { url } = await organisation({ managementKey: "mg_another" });
  const cwd = folder({ [configName]: configOf("strava") });

  expect((await run(["plan"], { api: url, cwd, env: secretsOf("strava") })).status).toBe(4);
});

test("a variable that is not set is status 64 before any credential is read", async () => {
  const { api, url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava") });

  const { status, stderr } = await run(["plan"], { api: url, cwd });

  expect(status).toBe(64);
  expect(stderr).toContain("STRAVA_SECRET");
  expect(api.requests.filter(({ operation }) => operation !== "teams")).toEqual([]);
});
