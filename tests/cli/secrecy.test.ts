// A secret is in no argument, output or written file, whichever way it is given.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Fault } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { entryOf } from "./configs.js";
import {
  configName,
  folder,
  installCommandLine,
  keys,
  managementKey,
  run,
  setsOf,
  start,
  startAtTerminal,
} from "./harness.js";
import { organisation } from "./server.js";

installCommandLine();

const canary = 'canary-0f5d"6\\b8é-of-the-client-secret';
/** The forms in which the secret could come back. */
const forms = [
  canary,
  JSON.stringify(canary).slice(1, -1),
  encodeURIComponent(canary),
  Buffer.from(canary).toString("base64"),
  "canary-0f5d",
];

function expectNoSecretIn(text: string): void {
  for (const form of [...forms, managementKey]) expect(text).not.toContain(form);
}

/** The content of every file below a folder, except the source of the secret. */
function written(cwd: string): string {
  const paths = readdirSync(cwd, { recursive: true, encoding: "utf8" }).filter(
    (path) => path !== "the.secret",
  );
  const files = paths.map((path) => join(cwd, path)).filter((path) => statSync(path).isFile());
  return [...paths, ...files.map((path) => readFileSync(path, "utf8"))].join("\n");
}

const target = ["--env", "sandbox", "--team", "Clinic North", "--client-id", "1"];
const ways: { [way: string]: { args: string[]; stdin?: string } } = {
  stdin: { args: ["--client-secret-stdin"], stdin: canary },
  file: { args: ["--client-secret-file", "the.secret"] },
  environment: { args: ["--client-secret-env", "CANARY"] },
};
const echo = JSON.stringify({ detail: `client_secret ${canary} is not valid` });
const validation = JSON.stringify({
  detail: [{ loc: ["body", "client_secret"], msg: `${canary} is wrong`, type: "value_error", input: canary }],
});
const faults: { [name: string]: Fault[] } = {
  "is stored": [],
  "is repeated by a refusal": [{ kind: "status", operation: "set", status: 400, body: echo }],
  "is repeated by a validation error": [{ kind: "status", operation: "set", status: 422, body: validation }],
  "is repeated by a gateway": [{ kind: "status", operation: "set", status: 502, body: `<p>${canary}</p>` }],
  "meets a body that is cut off": [{ kind: "broken-json", operation: "set" }],
};
const cases = Object.keys(ways).flatMap((way) => Object.keys(faults).map((what) => [way, what] as const));

test.each(cases)("set: a secret from %s that %s", async (way, what) => {
  const { api, url } = await organisation({ faults: faults[what] ?? [] });
  const { args = [], stdin } = ways[way] ?? {};
  const cwd = folder({ "the.secret": canary });
  const env = { CANARY: canary, HOME: cwd, TMPDIR: cwd };
  const { child, ended } = start(["set", "strava", ...target, "--yes", ...args], {
    api: url,
    cwd,
    env,
    stdin,
  });

  const { stdout, stderr } = await ended;

  expect(setsOf(api)[0]?.client_secret).toBe(canary);
  expectNoSecretIn(child.spawnargs.join("\n") + stdout + stderr + written(cwd));
});

const references: { [way: string]: object } = {
  file: { file: "the.secret" },
  environment: { env: "CANARY" },
};
const applies = Object.keys(references).flatMap((way) =>
  Object.keys(faults).flatMap((what) => [[way, what, []] as const, [way, what, ["--json"]] as const]),
);

test.each(applies)("apply: a secret from %s that %s, with %j", async (way, what, more) => {
  const { api, url } = await organisation({ faults: faults[what] ?? [] });
  const cwd = folder({
    "the.secret": canary,
    [configName]: { credentials: [entryOf("strava", { client_secret: references[way] })] },
  });
  const options = { api: url, cwd, env: { CANARY: canary, HOME: cwd, TMPDIR: cwd } };

  const planned = await run(["plan", "--out", "plan.json", ...more], options);
  const applied = await run(["apply", "--yes", ...more], options);

  expect(setsOf(api)[0]?.client_secret).toBe(canary);
  expectNoSecretIn(planned.stdout + planned.stderr + applied.stdout + applied.stderr + written(cwd));
});

test("a secret that is typed is not shown, and not written", async () => {
  const { api, url } = await organisation();
  const cwd = folder({ "details.json": {} });
  const args = ["set", "polar", ...target, "--details", "details.json"];
  const terminal = startAtTerminal(args, { api: url, cwd, env: { HOME: cwd, TMPDIR: cwd } });
  await terminal.shows("details.webhook_secret:");
  terminal.type(canary + keys.enter);
  await terminal.shows("[y/N]");
  terminal.type(`y${keys.enter}`);

  const { output } = await terminal.ended;

  expect(setsOf(api)).toMatchObject([{ details: { webhook_secret: canary } }]);
  expectNoSecretIn(output + written(cwd));
});

test("details from a file are redacted in the summary of set, and in its output", async () => {
  const { url } = await organisation();
  const cwd = folder({ "the.secret": JSON.stringify({ webhook_secret: canary }) });
  const args = ["set", "polar", ...target, "--details", "the.secret"];

  const summary = await run(args, { api: url, cwd });
  const stored = await run([...args, "--yes", "--json"], { api: url, cwd });

  expect(summary.stderr).toContain("webhook_secret");
  expect(stored.stdout).toContain("webhook_secret");
  expectNoSecretIn(summary.stdout + summary.stderr + stored.stdout + stored.stderr);
});

test("pull writes references in place of secrets", async () => {
  const { api, url } = await organisation();
  api.scope("sandbox", "us").set({
    team_id: api.teams[0]?.id ?? "",
    provider: "polar",
    client_secret: canary,
    details: { webhook_secret: canary },
  });
  const cwd = folder();

  const text = await run(["pull", "--out", "one.json"], { api: url, cwd });
  const json = await run(["pull", "--json"], { api: url, cwd });

  expectNoSecretIn(text.stdout + text.stderr + json.stdout + json.stderr + written(cwd));
});
