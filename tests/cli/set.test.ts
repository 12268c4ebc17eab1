// Creating and replacing a credential, without questions.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { north } from "../plan/world.js";
import { folder, installCommandLine, run, setsOf } from "./harness.js";
import { organisation } from "./server.js";

installCommandLine();

const target = ["--env", "sandbox", "--team", "Clinic North"];
const strava = ["set", "strava", ...target, "--client-id", "12345", "--yes"];

test.each([
  ["stdin", ["--client-secret-stdin"]],
  ["a file", ["--client-secret-file", "strava.secret"]],
  ["a variable", ["--client-secret-env", "STRAVA_SECRET"]],
])("the client secret is read from %s, without the line break at its end", async (_, options) => {
  const { api, url } = await organisation();
  const cwd = folder({ "strava.secret": "the secret\n" });
  const env = { STRAVA_SECRET: "the secret" };

  const { status, stdout, stderr } = await run([...strava, ...options], {
    api: url,
    cwd,
    env,
    stdin: "the secret\r\n",
  });

  expect(setsOf(api)).toEqual([
    { team_id: north, provider: "strava", client_id: "12345", client_secret: "the secret" },
  ]);
  expect(stdout).toBe(`set strava of Clinic North in sandbox us: ${api.credentials[0]?.id}\n`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("a byte order mark in front of the secret is dropped", async () => {
  const { api, url } = await organisation();

  await run([...strava, "--client-secret-stdin"], { api: url, stdin: "\ufeffthe secret" });

  expect(setsOf(api)[0]?.client_secret).toBe("the secret");
});

test("--json writes the stored credential with its scope, redacted", async () => {
  const { url } = await organisation();
  const cwd = folder({ "details.json": { webhook_secret: "polar-webhook-secret" } });
  const args = ["set", "polar", ...target, "--client-id", "1", "--client-secret-stdin", "--yes", "--json"];

  const { status, stdout } = await run([...args, "--details", "details.json"], {
    api: url,
    cwd,
    stdin: "secret",
  });

  expect(JSON.parse(stdout)).toMatchObject({
    env: "sandbox",
    region: "us",
    credential: { source: "polar", client_id: "1", details: { webhook_secret: "***" } },
  });
  expect(status).toBe(0);
});

test.each([
  ["a file", "details.json", undefined],
  ["stdin", "-", '{"webhook_secret":"polar-webhook-secret"}'],
])("details are read from %s", async (_, details, stdin) => {
  const { api, url } = await organisation();
  const cwd = folder({
    "details.json": { webhook_secret: "polar-webhook-secret" },
    "polar.secret": "the secret",
  });
  const args = ["set", "polar", ...target, "--client-id", "1", "--client-secret-file", "polar.secret"];

  const { status } = await run([...args, "--details", details, "--yes"], { api: url, cwd, stdin });

  expect(status).toBe(0);
  expect(setsOf(api)).toMatchObject([{ details: { webhook_secret: "polar-webhook-secret" } }]);
});

test("--redirect-url is sent, and a credential that is there is replaced", async () => {
  const { api, url } = await organisation();
  const args = [...strava, "--client-secret-stdin"];

  await run(args, { api: url, stdin: "secret" });
  await run([...args, "--redirect-url", "https://clinic.example/back"], { api: url, stdin: "secret" });

  expect(api.credentials).toMatchObject([{ redirect_url_override: "https://clinic.example/back" }]);
});

test.each([
  ["polar", "details.webhook_secret", ["--details", "empty.json"]],
  ["fitbit", "details.fitbit.workout_verify_token", ["--details", "empty.json"]],
  ["google_health", "details.project_number", []],
])("%s without its required %s is status 64, and the option is named", async (provider, path, options) => {
  const { api, url } = await organisation();
  const cwd = folder({ "empty.json": {} });

  const { status, stdout, stderr } = await run(["set", provider, ...target, "--yes", ...options], {
    api: url,
    cwd,
  });

  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(stderr).toBe(`expected \`${path}\`, which ${provider} requires; use --details with a file\n`);
  expect(setsOf(api)).toEqual([]);
});

test.each([
  ["two sources", ["--client-secret-stdin", "--client-secret-env", "A"], "expected one of"],
  ["stdin for both", ["--client-secret-stdin", "--details", "-"], "both read the standard input"],
  ["an unset variable", ["--client-secret-env", "UNSET"], "UNSET"],
  ["a missing file", ["--client-secret-file", "missing.secret"], "missing.secret"],
  ["an empty file", ["--client-secret-file", "empty.secret"], "empty"],
  ["a file that is not UTF-8", ["--client-secret-file", "binary.secret"], "UTF-8"],
  ["details that are not JSON", ["--client-secret-stdin", "--details", "cut.json"], "cut.json to be JSON"],
])("%s is status 64, and nothing is sent", async (_, options, text) => {
  const { api, url } = await organisation();
  const cwd = folder({ "empty.secret": "\n", "cut.json": '{"webhook_secret":"cut-off-sec' });
  writeFileSync(join(cwd, "binary.secret"), Buffer.from([0xff, 0xfe, 0xff]));

  const { status, stdout, stderr } = await run([...strava, ...options], { api: url, cwd, stdin: "secret" });

  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(stderr).toContain(text);
  expect(stderr).not.toContain("cut-off-sec");
  expect(setsOf(api)).toEqual([]);
});

test("a text after --client-secret-env that is no name is not repeated, because it may be the secret", async () => {
  const { url } = await organisation();

  const { status, stderr } = await run([...strava, "--client-secret-env", "s3cr3t-value!"], { api: url });

  expect(status).toBe(64);
  expect(stderr).not.toContain("s3cr3t-value!");
});

test("a value that the rules of the provider refuse is status 64, by its path", async () => {
  const { api, url } = await organisation();
  const cwd = folder({ "details.json": { webhook_secret: 41_999 } });
  const args = ["set", "polar", ...target, "--details", "details.json", "--yes"];

  const { status, stderr } = await run(args, { api: url, cwd });

  expect(status).toBe(64);
  expect(stderr).toContain("details.webhook_secret");
  expect(stderr).not.toContain("41999");
  expect(setsOf(api)).toEqual([]);
});

test("an API that refuses is status 1, its words are shown, and the secret in them is masked", async () => {
  const body = '{"detail":"client_secret the-long-secret is not accepted"}';
  const { url } = await organisation({ faults: [{ kind: "status", operation: "set", status: 400, body }] });

  const { status, stdout, stderr } = await run([...strava, "--client-secret-stdin"], {
    api: url,
    stdin: "the-long-secret",
  });

  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain("is not accepted");
  expect(stderr).not.toContain("the-long-secret");
});

test("a refused key is status 4", async () => {
  const { url } = await organisation({ managementKey: "mg_another" });
  const args = ["set", "strava", "--env", "sandbox", "--team", north, "--region", "us", "--client-id", "1"];

  const { status } = await run([...args, "--client-secret-stdin", "--yes"], { api: url, stdin: "secret" });

  expect(status).toBe(4);
});
