// Writing a config for what is stored.

import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { north } from "../plan/world.js";
import { configName, folder, installCommandLine, readJson, run } from "./harness.js";
import { organisation, stored } from "./server.js";

installCommandLine();

const variables = [
  "SANDBOX_US_CLINIC_NORTH_POLAR_CLIENT_SECRET",
  "SANDBOX_US_CLINIC_NORTH_POLAR_WEBHOOK_SECRET",
];

test("the config goes to stdout, and the variables to set go to stderr", async () => {
  const { url } = await organisation({ credentials: stored });

  const { status, stdout, stderr } = await run(["pull"], { api: url });

  expect(JSON.parse(stdout).credentials).toMatchObject([
    { env: "sandbox", region: "us", provider: "polar", client_id: "polar-id" },
    { env: "sandbox", region: "us", provider: "oura", client_id: "oura-id" },
  ]);
  for (const name of variables) expect(stderr).toContain(name);
  expect(stdout + stderr).not.toContain("stored-webhook-secret");
  expect(status).toBe(0);
});

test("--json writes the config, the variables and what is left out", async () => {
  const { url } = await organisation({
    credentials: [...stored, { team_id: north, source: "getlabs_of_tomorrow" as never }],
  });

  const { status, stdout } = await run(["pull", "--json"], { api: url });

  const { config, variables: named, omitted } = JSON.parse(stdout);
  expect(config.credentials).toHaveLength(2);
  expect(named.map(({ name }: { name: string }) => name)).toEqual(variables);
  expect(omitted).toMatchObject([{ provider: "getlabs_of_tomorrow" }]);
  expect(status).toBe(0);
});

test("--out writes a config that plan reads, and that changes nothing", async () => {
  const { url } = await organisation({ credentials: stored });
  const cwd = folder();
  const env = Object.fromEntries(variables.map((name) => [name, "stored-webhook-secret"]));

  const pulled = await run(["pull", "--out", configName], { api: url, cwd });
  const planned = await run(["plan", "--unverified", "trust"], { api: url, cwd, env });

  expect(pulled).toMatchObject({ status: 0, stdout: "" });
  expect(pulled.stderr).toContain(`wrote 2 credentials to ${configName}`);
  expect(statSync(join(cwd, configName)).mode & 0o777).toBe(0o600);
  expect(planned).toMatchObject({ status: 0, stdout: expect.stringContaining("1 to trust, 1 unchanged") });
});

test("--out replaces a file only with --yes or an answer", async () => {
  const { url } = await organisation({ credentials: stored });
  const cwd = folder({ "one.json": "before" });

  const refused = await run(["pull", "--out", "one.json"], { api: url, cwd });
  expect(refused).toMatchObject({ status: 64, stderr: expect.stringContaining("--yes") });
  expect(readFileSync(join(cwd, "one.json"), "utf8")).toBe("before");

  const agreed = await run(["pull", "--out", "one.json", "--yes"], { api: url, cwd });
  expect(agreed.status).toBe(0);
  expect(readJson(cwd, "one.json").credentials).toHaveLength(2);
});

test("--env, --region and --team select credentials", async () => {
  const { api, url } = await organisation({ credentials: stored });
  api.scope("production", "eu").set({ team_id: north, provider: "strava" });

  const scoped = await run(["pull", "--env", "production", "--region", "eu"], { api: url });
  const team = await run(["pull", "--team", "Clinic South"], { api: url });

  expect(JSON.parse(scoped.stdout).credentials).toMatchObject([{ provider: "strava" }]);
  expect(JSON.parse(team.stdout).credentials).toMatchObject([{ provider: "oura" }]);
});

test("a scope that fails is status 1, and nothing is written", async () => {
  const { url } = await organisation({ credentials: stored }, (request) =>
    request.includes("/production/eu") ? Response.json({}, { status: 400 }) : undefined,
  );
  const cwd = folder();

  const { status, stdout } = await run(["pull", "--out", "one.json"], { api: url, cwd });

  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(existsSync(join(cwd, "one.json"))).toBe(false);
});

test("a refused key is status 4", async () => {
  const { url } = await organisation({ managementKey: "mg_another" });

  expect((await run(["pull"], { api: url })).status).toBe(4);
});
