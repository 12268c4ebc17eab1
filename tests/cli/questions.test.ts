// Questions at a terminal.

import { existsSync } from "node:fs";
import { join } from "node:path";
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
  setsOf,
  startAtTerminal,
} from "./harness.js";
import { organisation, stored } from "./server.js";

installCommandLine();

const target = ["--env", "sandbox", "--team", "Clinic North"];
const commands = {
  set: ["set", "strava", ...target, "--client-id", "1", "--client-secret-env", "STRAVA_SECRET"],
  delete: ["delete", stored[0].id, "--env", "sandbox", "--region", "us"],
  apply: ["apply"],
} as const;
type Name = keyof typeof commands;
const names = Object.keys(commands) as Name[];

/** Starts a command at a terminal, and waits for its question. */
async function asked(name: Name, more: string[] = []) {
  const { api, url } = await organisation({ credentials: stored });
  const cwd = folder({ [configName]: configOf("strava") });
  const terminal = startAtTerminal([...commands[name], ...more], { api: url, cwd, env: secretsOf("strava") });
  await terminal.shows("[y/N]");
  const writes = () =>
    api.requests.filter(({ operation }) => operation === "set" || operation === "delete").length;
  return { ...terminal, api, cwd, writes };
}

test.each(names.flatMap((name) => ["y", "yes", "YES"].map((answer) => [name, answer] as const)))(
  "%s goes on after %s",
  async (name, answer) => {
    const { type, ended, writes } = await asked(name);

    type(answer + keys.enter);

    expect((await ended).status).toBe(0);
    expect(writes()).toBe(1);
  },
);

test.each(
  names.flatMap((name) =>
    [
      ["no", `no${keys.enter}`],
      ["an empty line", keys.enter],
      ["another word", `yep${keys.enter}`],
      ["the end of the input", keys.endOfInput],
    ].map(([what, typed]) => [name, what, typed] as const),
  ),
)("%s does nothing after %s, and is status 1", async (name, _, typed = "") => {
  const { type, ended, writes, cwd } = await asked(name);

  type(typed);

  expect((await ended).status).toBe(1);
  expect(writes()).toBe(0);
  expect(existsSync(join(cwd, lockName))).toBe(false);
  expect(isHeld(cwd)).toBe(false);
});

test.each(names)("%s is interrupted by Ctrl-C at its question, with status 130", async (name) => {
  const { type, ended, writes, cwd } = await asked(name);

  type(keys.interrupt);

  const { status, output } = await ended;
  expect(status).toBe(130);
  expect(output).toContain("interrupted");
  expect(output).not.toMatch(/\n {4}at /);
  expect(writes()).toBe(0);
  expect(isHeld(cwd)).toBe(false);
});

test.each(names)("%s shows what it will do before it asks", async (name) => {
  const { type, ended } = await asked(name);
  type(`n${keys.enter}`);

  const { output } = await ended;

  const shown = output.slice(0, output.indexOf("[y/N]"));
  expect(shown).toContain(name === "delete" ? stored[0].id : "strava");
  expect(shown).toContain("Clinic North");
  expect(shown).not.toContain("secret of strava");
});

test.each([
  ["set", ["set", "strava", "--env", "production", "--team", "Clinic North", "--client-id", "1"]],
  ["delete", ["delete", stored[0].id, "--env", "production", "--region", "us"]],
  ["apply", ["apply"]],
])("%s names production in its question", async (_, args) => {
  const { url } = await organisation();
  const [entry] = (configOf("strava") as { credentials: object[] }).credentials;
  const cwd = folder({ [configName]: { credentials: [{ ...entry, env: "production" }] } });
  const terminal = startAtTerminal(args, { api: url, cwd, env: secretsOf("strava") });
  await terminal.shows("[y/N]");
  terminal.type(keys.enter);

  const { output } = await terminal.ended;

  expect(output.split("\n").find((line) => line.includes("[y/N]"))).toContain("PRODUCTION");
});

test.each([
  ["y", 0, 2],
  ["n", 1, undefined],
])("pull asks before it replaces a file: %s", async (answer, expected, count) => {
  const { url } = await organisation({ credentials: stored });
  const cwd = folder({ "one.json": {} });
  const terminal = startAtTerminal(["pull", "--out", "one.json"], { api: url, cwd });
  await terminal.shows("one.json exists. Replace it? [y/N]");
  terminal.type(answer + keys.enter);

  const { status } = await terminal.ended;

  expect(status).toBe(expected);
  expect(readJson(cwd, "one.json").credentials?.length).toBe(count);
});

test("--yes asks nothing at a terminal", async () => {
  const { api, url } = await organisation();
  const cwd = folder({ [configName]: configOf("strava") });

  const { status, output } = await startAtTerminal(["apply", "--yes"], {
    api: url,
    cwd,
    env: secretsOf("strava"),
  }).ended;

  expect(status).toBe(0);
  expect(output).not.toContain("[y/N]");
  expect(setsOf(api)).toHaveLength(1);
});

/** Starts `set` with details that lack a secret, and waits until it is asked for. */
async function askedForSecret() {
  const { api, url } = await organisation();
  const cwd = folder({ "details.json": {} });
  const args = ["set", "polar", ...target, "--details", "details.json"];
  const terminal = startAtTerminal(args, { api: url, cwd });
  await terminal.shows("details.webhook_secret:");
  return { ...terminal, api };
}

test("a missing secret is asked for by its path, without echo, and is sent", async () => {
  const { type, shows, ended, api } = await askedForSecret();

  type(`the-typed-secret${keys.enter}`);
  await shows("[y/N]");
  type(`y${keys.enter}`);

  const { status, output } = await ended;
  expect(status).toBe(0);
  expect(output).not.toContain("typed");
  expect(setsOf(api)).toMatchObject([{ details: { webhook_secret: "the-typed-secret" } }]);
});

test.each([
  ["an empty line", keys.enter, 64],
  ["the end of the input", keys.endOfInput, 64],
  ["Ctrl-C", keys.interrupt, 130],
])("%s in place of a secret sends nothing", async (_, typed, expected) => {
  const { type, ended, api } = await askedForSecret();

  type(typed);

  expect((await ended).status).toBe(expected);
  expect(setsOf(api)).toEqual([]);
});

test.each(["google_health", "fitbit"])("every value that %s requires is asked for", async (provider) => {
  const { api, url } = await organisation();
  const cwd = folder({ "details.json": {} });
  const paths = {
    google_health: ["details.project_number", "details.service_account_email"],
    fitbit: ["workout", "sleep", "body"].map((name) => `details.fitbit.${name}_verify_token`),
  }[provider];
  const details = provider === "fitbit" ? ["--details", "details.json"] : [];
  const terminal = startAtTerminal(["set", provider, ...target, "--yes", ...details], { api: url, cwd });
  for (const path of paths ?? []) {
    await terminal.shows(`${path}:`);
    terminal.type(`value of ${path}${keys.enter}`);
  }

  const { status } = await terminal.ended;

  expect(status).toBe(0);
  expect(setsOf(api)).toHaveLength(1);
});

test("colours are used at a terminal, and not with --no-color or NO_COLOR", async () => {
  const colour = "\u001b[1m";
  const outputOf = async (args: string[], env = {}) =>
    (await startAtTerminal(["teams", "--demo", ...args], { env }).ended).output;

  expect(await outputOf([])).toContain(colour);
  expect(await outputOf(["--no-color"])).not.toContain(colour);
  expect(await outputOf([], { NO_COLOR: "1" })).not.toContain(colour);
  expect(await outputOf([], { NO_COLOR: "1", FORCE_COLOR: "1" })).toContain(colour);
  expect(await outputOf(["--no-color"], { FORCE_COLOR: "1" })).not.toContain(colour);
});
