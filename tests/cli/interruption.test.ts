// Ctrl-C, and processes that are killed.

import type { ChildProcess } from "node:child_process";
import { expect, test } from "vitest";
import { configOf, secretsOf } from "./configs.js";
import {
  configName,
  folder,
  installCommandLine,
  isHeld,
  keys,
  lockName,
  readJson,
  run,
  setsOf,
  start,
  startAtTerminal,
} from "./harness.js";
import { gate, organisation, stored } from "./server.js";

installCommandLine();

const providers = ["oura", "strava", "whoop_v2"];
const config = configOf(...providers);
const env = secretsOf(...providers);
const setOf = (api: Parameters<typeof setsOf>[0]) => setsOf(api).map(({ provider }) => provider);

/** An organisation whose set number `held` waits, before or after it is carried out. */
async function holding(held: number, when: "before" | "after") {
  const { wait, arrived, letGo } = gate();
  let sets = 0;
  const hold = (request: string) => {
    if (!request.startsWith("POST")) return undefined;
    sets += 1;
    return sets === held ? wait() : undefined;
  };
  const steps = when === "before" ? [hold] : [undefined, hold];
  return { ...(await organisation({}, ...steps)), letGo, arrived };
}

/** Presses Ctrl-C, and waits until the process has seen it. */
async function interrupt(child: ChildProcess): Promise<void> {
  child.kill("SIGINT");
  await seen();
}

/** Nothing shows that a process has seen a signal. */
const seen = () => new Promise((resolve) => setTimeout(resolve, 500));

/** The entries of the lock, by their provider, and whether each is pending. */
function locked(cwd: string): { [provider: string]: boolean } {
  const entries = Object.entries<{ pending?: boolean }>(readJson(cwd, lockName).credentials);
  return Object.fromEntries(entries.map(([key, { pending = false }]) => [key.split("/").at(-1), pending]));
}

test.each(["pipes", "a terminal"])(
  "Ctrl-C during an apply with %s lets what is under way end, and a further run completes",
  async (how) => {
    const { api, url, letGo, arrived } = await holding(1, "before");
    const cwd = folder({ [configName]: config });
    const options = { api: url, cwd, env };
    const args = ["apply", "--yes"];
    let ended: Promise<{ status: number | string | null }>;

    if (how === "pipes") {
      const running = start(args, options);
      await arrived;
      running.child.kill("SIGINT");
      ended = running.ended;
    } else {
      const running = startAtTerminal(args, options);
      await arrived;
      running.type(keys.interrupt);
      ended = running.ended;
    }
    await seen();
    letGo();

    expect((await ended).status).toBe(130);
    expect(setOf(api)).toEqual(["oura"]);
    expect(locked(cwd)).toEqual({ oura: false });
    expect(isHeld(cwd)).toBe(false);

    const further = await run(args, options);
    expect(further).toMatchObject({ status: 0, stdout: "2 done\n" });
    expect(setOf(api)).toEqual(providers);
  },
);

test("an interrupted apply says in JSON what was done, and what was not begun", async () => {
  const { url, letGo, arrived } = await holding(1, "before");
  const cwd = folder({ [configName]: config });
  const { child, ended } = start(["apply", "--yes", "--json"], { api: url, cwd, env });
  await arrived;
  await interrupt(child);
  letGo();

  const { stdout, status } = await ended;

  const { done, skipped, aborted } = JSON.parse(stdout);
  expect({ status, done: done.length, skipped: skipped.length, aborted }).toEqual({
    status: 130,
    done: 1,
    skipped: 2,
    aborted: true,
  });
});

test("a second Ctrl-C ends at once, and says what is not known", async () => {
  const { api, url, arrived } = await holding(1, "before");
  const cwd = folder({ [configName]: config });
  const options = { api: url, cwd, env };
  const { child, ended } = start(["apply", "--yes"], options);
  await arrived;
  await interrupt(child);
  child.kill("SIGINT");

  const { status, stderr } = await ended;

  expect(status).toBe(130);
  expect(stderr).toContain("it is not known whether these were made:\nsandbox us Clinic North oura\n");
  expect(locked(cwd)).toEqual({ oura: true });
  const further = await run(["apply", "--yes"], options);
  expect(further).toMatchObject({ status: 0, stdout: "3 done\n" });
  expect(api.credentials).toHaveLength(3);
});

const writes: { [name: string]: { args: string[]; unknown: string; done: string } } = {
  set: {
    args: ["set", "strava", "--env", "sandbox", "--team", "Clinic North", "--client-id", "1"],
    unknown: "it is not known whether the credential of strava of Clinic North in sandbox us was set",
    done: "set strava of Clinic North",
  },
  delete: {
    args: ["delete", stored[0].id, "--env", "sandbox", "--region", "us"],
    unknown: "it is not known whether this credential in sandbox us was deleted",
    done: `deleted    ${stored[0].id}`,
  },
};

/** Starts a command whose write is under way when Ctrl-C arrives. */
async function interruptedWrite(args: string[]) {
  const { wait, arrived, letGo } = gate();
  const { url } = await organisation({ credentials: stored }, (request) =>
    request.startsWith("GET") ? undefined : wait(),
  );
  const { child, ended } = start([...args, "--yes"], { api: url });
  await arrived;
  await interrupt(child);
  return { child, ended, letGo };
}

test.each(Object.keys(writes))("Ctrl-C during %s lets it end, and is status 130", async (name) => {
  const { args = [], done } = writes[name] ?? {};
  const { ended, letGo } = await interruptedWrite(args);
  letGo();

  const { status, stdout, stderr } = await ended;

  expect({ status, stderr }).toEqual({ status: 130, stderr: "" });
  expect(stdout).toContain(done);
});

test.each(Object.keys(writes))("a second Ctrl-C during %s says that its end is not known", async (name) => {
  const { args = [], unknown } = writes[name] ?? {};
  const { child, ended } = await interruptedWrite(args);
  child.kill("SIGINT");

  expect(await ended).toEqual({ status: 130, stdout: "", stderr: `interrupted; ${unknown}\n` });
});

test.each([["list"], ["plan"], ["pull"], ["teams"]])(
  "Ctrl-C while %s reads is status 130",
  async (command) => {
    const { wait, arrived } = gate();
    const { url } = await organisation({}, wait);
    const cwd = folder({ [configName]: config });
    const { child, ended } = start([command], { api: url, cwd, env });
    await arrived;
    child.kill("SIGINT");

    const { status, stdout, stderr } = await ended;

    expect({ status, stdout, stderr }).toEqual({ status: 130, stdout: "", stderr: "interrupted\n" });
  },
);

test.each([1, 2, 3])(
  "after kill -9 before set %i is carried out, a further run makes each change once",
  async (held) => {
    const { api, url, arrived } = await holding(held, "before");
    const cwd = folder({ [configName]: config });
    const options = { api: url, cwd, env };
    const { child, ended } = start(["apply", "--yes"], options);
    await arrived;
    child.kill("SIGKILL");
    expect((await ended).status).toBe("SIGKILL");
    expect(isHeld(cwd)).toBe(true);
    expect(locked(cwd)[providers[held - 1] ?? ""]).toBe(true);

    const further = await run(["apply", "--yes"], options);

    expect(further).toMatchObject({ status: 0, stdout: `${4 - held} done\n` });
    expect(setOf(api)).toEqual(providers);
    expect(locked(cwd)).toEqual({ oura: false, strava: false, whoop_v2: false });
    expect((await run(["apply", "--yes"], options)).stdout).toBe("nothing to do\n");
  },
);

test.each([1, 2, 3])(
  "after kill -9 between set %i and its answer, a further run repeats nothing and loses nothing",
  async (held) => {
    const { api, url, arrived } = await holding(held, "after");
    const cwd = folder({ [configName]: config });
    const options = { api: url, cwd, env };
    const { child, ended } = start(["apply", "--yes"], options);
    await arrived;
    child.kill("SIGKILL");
    await ended;
    const left = locked(cwd);

    const further = await run(["apply", "--yes"], options);

    expect(left[providers[held - 1] ?? ""]).toBe(true);
    expect(further.status).toBe(0);
    expect(further.stderr).toContain("client secret: unverified");
    expect(setOf(api)).toEqual(providers);
    expect(api.credentials).toHaveLength(3);
    const trusting = await run(["apply", "--yes", "--unverified", "trust"], options);
    expect(trusting).toMatchObject({ status: 0, stdout: "1 done\n" });
    expect(locked(cwd)).toEqual({ oura: false, strava: false, whoop_v2: false });
    expect(setOf(api)).toEqual(providers);
  },
);
