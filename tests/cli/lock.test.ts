// The lock: what is refused, and who holds it.

import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmdirSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { orgId } from "../plan/world.js";
import { configOf, secretsOf } from "./configs.js";
import { configName, folder, installCommandLine, isHeld, lockName, run, setsOf, start } from "./harness.js";
import { closing, gate, organisation } from "./server.js";

installCommandLine();

const empty = { version: 1, org_id: orgId, origin: "https://api.example", credentials: {} };

test.each([
  ["is cut off", JSON.stringify(empty).slice(0, -10), "version control"],
  ["is empty", "", "version control"],
  ["is of another organisation", { ...empty, org_id: "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11" }, "org_id"],
  ["is of another origin", { ...empty, origin: "https://another.example" }, "origin"],
  ["is of a newer version", { ...empty, version: 2 }, "version"],
  ["is another document", [], "lock"],
])("a lock that %s is status 64 for plan and apply, and stays as it is", async (_, lock, text) => {
  const { api, url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava"), [lockName]: lock });
  const before = readFileSync(join(cwd, lockName), "utf8");
  const options = { api: url, cwd, env: secretsOf("strava") };

  const planned = await run(["plan"], options);
  const applied = await run(["apply", "--yes"], options);

  for (const { status, stdout, stderr } of [planned, applied]) {
    expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
    expect(stderr).toContain(text);
  }
  expect(setsOf(api)).toEqual([]);
  expect(readFileSync(join(cwd, lockName), "utf8")).toBe(before);
  expect(isHeld(cwd)).toBe(false);
});

/** The number of a process that runs until the test ends. */
function runningPid(): number {
  const child = spawn("sleep", ["60"]);
  closing.push(() => child.kill());
  return child.pid ?? 0;
}

/** The number of a process that has ended. */
async function endedPid(): Promise<number> {
  const child = spawn("true");
  await new Promise((resolve) => child.on("close", resolve));
  return child.pid ?? 0;
}

test.each([
  ["of a process that runs", () => ({ host: hostname(), pid: runningPid() })],
  ["of another machine", async () => ({ host: "another-machine", pid: await endedPid() })],
])("a lock held by an apply %s is status 64, and stays held", async (_, holder) => {
  const { api, url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava"), [`${lockName}.held`]: await holder() });

  const { status, stdout, stderr } = await run(["apply", "--yes"], {
    api: url,
    cwd,
    env: secretsOf("strava"),
  });

  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(stderr).toContain("another apply holds the lock");
  expect(stderr).toContain(`${lockName}.held`);
  expect(api.requests).toEqual([]);
  expect(isHeld(cwd)).toBe(true);
});

test("a lock held by a process that has ended does not block", async () => {
  const { url } = await organisation();
  const holder = { host: hostname(), pid: await endedPid() };
  const cwd = folder({ [configName]: configOf("strava"), [`${lockName}.held`]: holder });

  const { status } = await run(["apply", "--yes"], { api: url, cwd, env: secretsOf("strava") });

  expect(status).toBe(0);
  expect(isHeld(cwd)).toBe(false);
});

test("a file that a process left without its number blocks while it is new, and not for ever", async () => {
  const { url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava") });
  const held = join(cwd, `${lockName}.held`);
  writeFileSync(held, "");
  const options = { api: url, cwd, env: secretsOf("strava") };

  const early = await run(["apply", "--yes"], options);
  utimesSync(held, new Date(0), new Date(0));
  const late = await run(["apply", "--yes"], options);

  expect(early.status).toBe(64);
  expect(late.status).toBe(0);
});

test("of two applies at once, one is refused, and each change is made once", async () => {
  const { wait, arrived, letGo } = gate();
  const { api, url } = await organisation({}, (request) => (request.startsWith("POST") ? wait() : undefined));
  const cwd = folder({ [configName]: configOf("strava") });
  const options = { api: url, cwd, env: secretsOf("strava") };

  const first = start(["apply", "--yes"], options);
  await arrived;
  const second = await run(["apply", "--yes"], options);
  const planned = await run(["plan"], options);
  letGo();

  expect(second.status).toBe(64);
  expect(planned.status).toBe(0);
  expect((await first.ended).status).toBe(0);
  expect(setsOf(api)).toHaveLength(1);
});

const temporary = `.${lockName}.tmp`;

test("a lock that cannot be replaced before the first set is status 64, and nothing is sent", async () => {
  const { api, url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava"), [`${temporary}/file`]: "" });

  const { status, stderr } = await run(["apply", "--yes"], { api: url, cwd, env: secretsOf("strava") });

  expect(status).toBe(64);
  expect(stderr).toContain(`expected to write ${join(cwd, lockName)}`);
  expect(setsOf(api)).toEqual([]);
});

test("a lock that cannot be replaced later begins nothing new, is status 3, and a further run repeats nothing", async () => {
  let cwd = "";
  const { api, url } = await organisation({}, (request) => {
    if (request.startsWith("POST")) mkdirSync(join(cwd, temporary), { recursive: true });
  });
  cwd = folder({ [configName]: configOf("oura", "strava") });
  const options = { api: url, cwd, env: secretsOf("oura", "strava") };

  const first = await run(["apply", "--yes"], options);
  rmdirSync(join(cwd, temporary));
  const { stdout } = await run(["plan"], options);

  expect(first).toMatchObject({ status: 3, stdout: "1 done, 1 skipped\n" });
  expect(first.stderr).toContain("expected to write");
  expect(setsOf(api)).toHaveLength(1);
  expect(stdout).toContain("1 to create, 1 skipped");
});

test("of six applies that find a lock which an ended process held, no two hold it at once", async () => {
  let underWay = 0;
  let most = 0;
  const step = (change: number) => async (request: string) => {
    if (!request.startsWith("POST")) return;
    underWay += change;
    most = Math.max(most, underWay);
    if (change > 0) await new Promise((resolve) => setTimeout(resolve, 1000));
  };
  const { api, url } = await organisation({}, step(1), step(-1));
  const holder = { host: hostname(), pid: await endedPid() };
  const cwd = folder({ [configName]: configOf("strava"), [`${lockName}.held`]: holder });
  const options = { api: url, cwd, env: secretsOf("strava") };

  const results = await Promise.all(Array.from({ length: 6 }, () => run(["apply", "--yes"], options)));

  expect(most).toBe(1);
  expect(setsOf(api)).toHaveLength(1);
  // One that starts late finds nothing to do.
  expect(results.filter(({ status }) => status !== 0 && status !== 64)).toEqual([]);
  expect(isHeld(cwd)).toBe(false);
});
