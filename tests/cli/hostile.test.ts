// Control characters and marks of direction in what the API sent are escaped in every output.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { north } from "../plan/world.js";
import { entryOf } from "./configs.js";
import { configName, folder, installCommandLine, type Result, run } from "./harness.js";
import { organisation } from "./server.js";

installCommandLine();

/** A colour, a title of a window, a bell, a new line, a tab, NUL, DEL, CSI of C1, and marks of direction. */
const hostile =
  "\u001b[31mred\u001b]0;title\u0007\n\r\t\u0000\u007f\u009b2J\u0085\u202egnp\u2066\u2069\u200f\u2028end";
const id = "3e8d9f41-90b2-4f86-8d88-000000000001";
const controls = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

function expectNoControlIn(...texts: string[]): void {
  for (const text of texts) {
    const found = [...text.matchAll(controls)].map(([character]) => character);
    expect(found.filter((character) => character !== "\n")).toEqual([]);
  }
}

/** An organisation whose every free text is hostile. */
async function hostileOrganisation() {
  return await organisation({
    teams: [{ id: north, name: `Clinic ${hostile}`, region: "us", integration_team_id: hostile }],
    credentials: [
      {
        id,
        team_id: north,
        source: "strava",
        client_id: hostile,
        client_secret_hash: hostile,
        app_url: hostile,
        redirect_url_override: hostile,
        details: { [`key ${hostile}`]: hostile, list: [hostile] },
      },
      { team_id: north, source: hostile as never },
    ],
  });
}

const target = ["--env", "sandbox", "--team", north];

test.each([
  [["teams"]],
  [["list"]],
  [["list", "--show-secrets"]],
  [["list", "--team", north]],
  [["prepare", "strava", ...target]],
  [["set", "oura", ...target, "--client-id", "1", "--yes"]],
  [["set", "oura", ...target, "--client-id", "1"]],
  [["delete", id, "--env", "sandbox", "--region", "us"]],
  [["delete", id, "--env", "sandbox", "--region", "us", "--yes"]],
  [["plan", "--prune"]],
  [["apply", "--prune", "--unverified", "send", "--yes"]],
  [["pull"]],
])("%j writes no control character, as text and as JSON", async (args) => {
  const one = await outputOf(args);
  const document = await outputOf([...args, "--json"]);

  expectNoControlIn(one.stdout, one.stderr, document.stdout, document.stderr);
  if (document.stdout !== "") expect(() => JSON.parse(document.stdout)).not.toThrow();
});

/** Runs a command with a config that differs from what is stored. */
async function outputOf(args: string[]): Promise<Result & { cwd: string }> {
  const { url } = await hostileOrganisation();
  const entry = { ...entryOf("strava"), team: undefined, team_id: north };
  const prune = [{ env: "sandbox", region: "us" }];
  const cwd = folder({ [configName]: { credentials: [entry], prune } });
  return { ...(await run(args, { api: url, cwd, env: { STRAVA_SECRET: "secret" } })), cwd };
}

test("JSON keeps what the API sent, in escapes", async () => {
  const { stdout } = await outputOf(["teams", "--json"]);

  expect(JSON.parse(stdout).teams[0].name).toBe(`Clinic ${hostile}`);
});

test("text shows each control character as an escape", async () => {
  const { stdout } = await outputOf(["teams"]);

  expect(stdout).toContain("\\u{1b}[31mred");
  expect(stdout).toContain("\\u{202e}gnp");
  expect(stdout.trimEnd().split("\n")).toHaveLength(2);
});

test.each([
  ["a config that pull wrote", ["pull", "--out", "out.json"]],
  ["a plan", ["plan", "--prune", "--unverified", "send", "--out", "out.json"]],
])("%s has no control character", async (_, args) => {
  const { cwd, status } = await outputOf(args);

  expect(status).toBe(0);
  expectNoControlIn(readFileSync(join(cwd, "out.json"), "utf8"));
});

test.each([400, 403, 409, 422, 500])("the words of an error with status %i have none", async (status) => {
  const detail = status === 422 ? [{ loc: ["query", hostile], msg: hostile, type: hostile }] : hostile;
  const faults = [{ kind: "status", status, body: JSON.stringify({ detail }), times: Infinity } as const];
  const { url } = await organisation({ faults });
  const cwd = folder({
    [configName]: { credentials: [{ ...entryOf("strava"), team: undefined, team_id: north }] },
  });

  for (const args of [["teams"], ["list"], ["list", "--json"], ["pull"], ["plan"]]) {
    const { stdout, stderr } = await run(args, { api: url, cwd, env: { STRAVA_SECRET: "secret" } });

    expectNoControlIn(stdout, stderr);
  }
});

test("the words of a change that failed have none, as text and as JSON", async () => {
  const fault = {
    kind: "status",
    operation: "set",
    status: 400,
    body: JSON.stringify({ detail: hostile }),
  } as const;
  const { url } = await organisation({ faults: [fault, fault] });
  const cwd = folder({ [configName]: { credentials: [entryOf("strava")] } });
  const options = { api: url, cwd, env: { STRAVA_SECRET: "secret" } };

  const text = await run(["apply", "--yes"], options);
  const json = await run(["apply", "--yes", "--json"], options);

  expectNoControlIn(text.stdout, text.stderr, json.stdout, json.stderr);
  expect(text.stderr).toContain("failed:");
});
