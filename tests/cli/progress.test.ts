// Progress and waits are shown at a terminal only. The demo is the same in every process.

import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { configOf, secretsOf } from "./configs.js";
import { configName, folder, installCommandLine, run, startAtTerminal } from "./harness.js";
import { organisation, stored } from "./server.js";

installCommandLine();

test("a wait that the API asks for is shown at a terminal, and not in a pipe", async () => {
  const { api, url } = await organisation();
  const busy = { kind: "status", operation: "teams", status: 429, retryAfter: "1" } as const;

  api.faults.push(busy);
  const piped = await run(["teams"], { api: url });
  api.faults.push(busy);
  const shown = await startAtTerminal(["teams"], { api: url }).ended;

  expect(piped).toMatchObject({ status: 0, stderr: "" });
  expect(shown.output).toContain("waiting 1 s before the next attempt");
});

test("the progress of an apply is shown at a terminal, and removed", async () => {
  const { url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava", "oura") });
  const options = { api: url, cwd, env: secretsOf("strava", "oura") };

  const { status, output } = await startAtTerminal(["apply", "--yes"], options).ended;

  expect(status).toBe(0);
  expect(output).toMatch(/█+░* \d of \d/);
  expect(output.slice(output.lastIndexOf("\u001b[2K"))).not.toMatch(/[█░]/);
});

test("a terminal that can do nothing gets no progress and no colours", async () => {
  const { url } = await organisation({ credentials: stored });

  const { output } = await startAtTerminal(["list"], { api: url, env: { TERM: "dumb" } }).ended;

  expect(output).not.toContain("\u001b");
});

test("a pipe gets colours only with FORCE_COLOR", async () => {
  const { url } = await organisation();

  const plain = await run(["teams"], { api: url });
  const forced = await run(["teams"], { api: url, env: { FORCE_COLOR: "1", NO_COLOR: "1" } });
  const refused = await run(["teams", "--no-color"], { api: url, env: { FORCE_COLOR: "1" } });

  expect(plain.stdout + refused.stdout).not.toContain("\u001b");
  expect(forced.stdout).toContain("\u001b[1m");
});

test("a narrow terminal gets columns that are cut, and a pipe gets whole ones", async () => {
  const name = `Clinic ${"North ".repeat(20)}`;
  const { url } = await organisation({ teams: [{ name }] });

  const narrow = await startAtTerminal(["teams"], { api: url, columns: 80 }).ended;
  const piped = await run(["teams"], { api: url });

  const lines = narrow.output.split("\r\n").map(stripVTControlCharacters);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(narrow.output).toContain("…");
  expect(piped.stdout).toContain(name.trim());
});

test("the demo needs no variables and no network, and has the same ids in every process", async () => {
  const env = { JUNCTION_ORG_ID: undefined, JUNCTION_MANAGEMENT_KEY: undefined };

  const one = await run(["list", "--demo", "--json"], { env });
  const other = await run(["list", "--demo", "--json"], { env });

  expect(one).toMatchObject({ status: 0, stderr: "" });
  expect(other.stdout).toBe(one.stdout);
});

test("an id that list shows in the demo can be deleted in the demo", async () => {
  const { stdout } = await run(["list", "--demo", "--json"]);
  const [{ env, region, credential }] = JSON.parse(stdout).credentials;

  const deleted = await run(["delete", credential.id, "--demo", "--env", env, "--region", region, "--yes"]);

  expect(deleted).toMatchObject({ status: 0, stdout: `deleted    ${credential.id}\n` });
});

test("the demo writes no lock, and has a config of its own", async () => {
  const cwd = folder({ [configName]: "not read" });

  const { status } = await run(["apply", "--demo", "--yes"], { cwd });
  const planned = await run(["plan", "--demo", "--detailed-exitcode"], { cwd });

  expect(status).toBe(0);
  expect(planned.status).toBe(2);
});
