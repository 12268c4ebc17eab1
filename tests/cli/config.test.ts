// Finding and reading the config.

import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { configOf, entryOf, secretsOf } from "./configs.js";
import { configName, folder, installCommandLine, node, run } from "./harness.js";
import { organisation } from "./server.js";

installCommandLine();

const module = "junction-credentials.config.mjs";
const strava = JSON.stringify(configOf("strava"));

/** Plans in a folder with these files, or below it. */
async function planned(
  files: { [path: string]: string | object },
  { below = ".", args = [] as string[] } = {},
) {
  const { api, url } = await organisation();
  const cwd = folder(files);
  mkdirSync(join(cwd, below), { recursive: true });
  const env = secretsOf("strava");
  const result = await run(["plan", ...args], { api: url, cwd: join(cwd, below), env });
  return { ...result, api, cwd };
}

test("no config is status 64, and pull is named", async () => {
  const { status, stdout, stderr } = await planned({});

  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(stderr).toContain("junction-credentials.config.json");
  expect(stderr).toContain("pull --out");
});

test("two configs in one folder are status 64, and both are named", async () => {
  const { status, stderr, api } = await planned({
    [configName]: strava,
    [module]: `export default ${strava}`,
  });

  expect(status).toBe(64);
  expect(stderr).toContain(configName);
  expect(stderr).toContain(module);
  expect(api.requests).toEqual([]);
});

test("--config chooses one of two", async () => {
  const files = { [configName]: strava, [module]: `export default ${strava}` };

  expect((await planned(files, { args: ["--config", module] })).status).toBe(0);
});

test("a config in a folder above is found, and its secret files and its lock are beside it", async () => {
  const entry = { ...entryOf("strava"), client_secret: { file: "strava.secret" } };
  const files = { [configName]: { credentials: [entry] }, "strava.secret": "the secret\n" };

  const { status, stdout } = await planned(files, { below: "a/b" });

  expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining("1 to create") });
});

test("the nearest config counts", async () => {
  const files = { [configName]: "not read", [`a/${configName}`]: strava };

  expect((await planned(files, { below: "a/b" })).status).toBe(0);
});

test("a config above the root of the repository is not found", async () => {
  const { status, stderr } = await planned(
    { [configName]: strava, "repository/.git/HEAD": "" },
    { below: "repository/a" },
  );

  expect(status).toBe(64);
  expect(stderr).toContain("up to the root of the repository");
});

test.each([
  ["that does not exist", "missing.json"],
  ["with another extension", "config.yaml"],
])("a --config %s is status 64", async (_, name) => {
  const { status, stderr } = await planned(
    { "config.yaml": "credentials: []" },
    { args: ["--config", name] },
  );

  expect(status).toBe(64);
  expect(stderr).toContain(name);
});

test("a config in JSON that is cut off is status 64, and nothing of it is shown", async () => {
  const { status, stderr } = await planned({ [configName]: strava.slice(0, -30) });

  expect(status).toBe(64);
  expect(stderr).toContain(configName);
  expect(stderr).not.toContain("strava-id");
});

test("a literal secret in JSON is status 64 by its path, and it is not shown", async () => {
  const entry = {
    ...entryOf("polar"),
    client_secret: "canary-one",
    details: { webhook_secret: "canary-two" },
  };

  const { status, stderr, api } = await planned({ [configName]: { credentials: [entry] } });

  expect(status).toBe(64);
  expect(stderr).toContain("credentials[0].client_secret");
  expect(stderr).toContain("credentials[0].details.webhook_secret");
  expect(stderr).not.toContain("canary");
  expect(api.requests).toEqual([]);
});

test("a misspelt key is status 64, and the nearest one is named", async () => {
  const { client_id, ...entry } = entryOf("strava") as { client_id: string };

  const { status, stderr } = await planned({
    [configName]: { credentials: [{ ...entry, client_idd: client_id }] },
  });

  expect(status).toBe(64);
  expect(stderr).toContain("did you mean `client_id`");
});

test("a name of a variable that is no identifier is not repeated, because it may be the secret", async () => {
  const entry = entryOf("strava", { client_secret: { env: "canary-s3cr3t!" } });

  const { status, stderr } = await planned({ [configName]: { credentials: [entry] } });

  expect(status).toBe(64);
  expect(stderr).not.toContain("canary");
});

test("what a config prints goes to stderr", async () => {
  const { status, stdout, stderr } = await planned(
    { [module]: `console.log("printed"); process.stdout.write("written\\n"); export default ${strava}` },
    { args: ["--json"] },
  );

  expect(status).toBe(0);
  expect(JSON.parse(stdout).summary.create).toBe(1);
  expect(stderr).toBe("printed\nwritten\n");
});

test("a config imports junction-credentials/plan where the package is not installed, from Node 20.6 on", async () => {
  const text = `import { defineConfig } from "junction-credentials/plan"; export default defineConfig(${strava})`;
  const hooks = execFileSync(node, ["-p", "typeof require('node:module').register"], { encoding: "utf8" });

  const { status, stderr } = await planned({ [module]: text });

  if (hooks.trim() === "function") expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  else
    expect({ status, stderr }).toMatchObject({
      status: 64,
      stderr: expect.stringContaining("use Node 20.6"),
    });
});

test("a secret that a function of the config returns is used", async () => {
  const text = `export default { credentials: [{ ...${JSON.stringify(entryOf("strava"))}, client_secret: async () => "the secret" }] }`;

  const { status, stdout, stderr } = await planned({ [module]: text });

  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).not.toContain("the secret");
});

test.each([
  ["throws", 'throw new Error("canary")'],
  ["throws a text", 'throw "canary"'],
  ["rejects", 'await Promise.reject(new TypeError("canary"))'],
  ["is no JavaScript", 'export default { client_secret: "canary" '],
  ["imports what is not there", 'import "./canary.mjs"'],
  [
    "has a function that throws",
    `export default { credentials: [{ ...${JSON.stringify(entryOf("strava"))}, client_secret() { throw new Error("canary") } }] }`,
  ],
  ["has no default export", "export const config = { client_secret: 'canary' }"],
  ["exports a text", 'export default "canary"'],
])("a config that %s is status 64, and the text of its error is not shown", async (_, text) => {
  const { status, stdout, stderr } = await planned({ [module]: text });

  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(stderr).not.toContain("canary");
  expect(stderr).not.toContain("bug");
  expect(stderr).not.toBe("");
});

test("the place of an error in a config is shown", async () => {
  const { stderr, cwd } = await planned({ [module]: '\n\n  throw new Error("canary");' });

  expect(stderr).toContain(`${join(cwd, module)}:3:9`);
});
