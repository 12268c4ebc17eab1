// What is refused before anything is sent.

import { expect, test } from "vitest";
import { configOf, secretsOf } from "./configs.js";
import { configName, folder, installCommandLine, run } from "./harness.js";
import { organisation, stored } from "./server.js";

installCommandLine();

const demo = ["--demo", "--env", "sandbox", "--region", "us"];

test.each([
  [["delete", stored[0].id, ...demo]],
  [["apply", "--demo"]],
  [["set", "strava", "--demo", "--env", "sandbox", "--team", "Clinic North", "--client-id", "1"]],
])("%j without a terminal is status 64, and --yes is named", async (args) => {
  const { status, stdout, stderr } = await run(args, { stdin: "yes\n" });

  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(stderr).toContain("--yes");
  expect(stderr).toContain("nothing was changed");
});

test.each([
  ["a command", ["lst"], "list"],
  ["an option", ["list", "--provder", "fitbit"], "--provider"],
  ["a provider", ["list", "--demo", "--provider", "fitbitt"], "fitbit"],
  [
    "a provider of set",
    ["set", "stravva", ...demo, "--team", "Clinic North", "--client-id", "1", "--yes"],
    "strava",
  ],
  ["an environment", ["list", "--demo", "--env", "sandbx"], "sandbox"],
  ["a region", ["list", "--demo", "--region", "uss"], "us"],
  ["a choice", ["plan", "--demo", "--unverified", "trusst"], "trust"],
  ["another choice", ["plan", "--demo", "--drift", "overwrit"], "overwrite"],
])("%s that is not known is status 64, and the nearest one is named", async (_, args, nearest) => {
  const { status, stdout, stderr } = await run(args);

  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(stderr).toMatch(/did you mean|expected/i);
  expect(stderr).toContain(nearest);
});

test.each([
  [["list", "mg_live_canary_of_the_key"]],
  [["list", "--management-key", "canary_of_the_key"]],
  [["list", "--management-key=canary_of_the_key"]],
  [["list", "--api-key=mg_canary_of_the_key"]],
  [["list", "--team=sk_live_canary_of_the_key"]],
  [["set", "strava", "--client-secret", "canary_of_the_key"]],
  [["set", "strava", "--client-secret=canary_of_the_key"]],
  [["set", "strava", "--client-secret-stdin=canary_of_the_key"]],
  [["set", "strava", "--secret=canary_of_the_key"]],
  [["list", "--unknown=canary_of_the_key"]],
  [["list", "CANARY_of_the_key"]],
  [["CANARY_of_the_key"]],
])("%j is status 64, and what may be a key is not repeated", async (args) => {
  const { status, stdout, stderr } = await run(args);

  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(stderr).not.toMatch(/canary_of_the_key/i);
});

test.each(["http://api.example", "ftp://127.0.0.1", "not an address", "https://user:canary@api.example"])(
  "--base-url %s is status 64",
  async (address) => {
    const { status, stdout, stderr } = await run(["list"], { api: address });

    expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
    expect(stderr).not.toBe("");
    expect(stderr).not.toContain("canary");
  },
);

test("--demo beside --base-url is status 64", async () => {
  const { api, url } = await organisation();

  const { status, stderr } = await run(["list", "--demo"], { api: url });

  expect(status).toBe(64);
  expect(stderr).toBe("expected --demo or --base-url, not both\n");
  expect(api.requests).toEqual([]);
});

test.each(["JUNCTION_ORG_ID", "JUNCTION_MANAGEMENT_KEY"])("without %s it is status 64", async (name) => {
  const { status, stdout, stderr } = await run(["list"], { env: { [name]: undefined } });

  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(stderr).toContain(name);
});

test("a proxy that adds the key needs none here", async () => {
  const { url } = await organisation({}, (_, { "x-management-key": key }) =>
    key === undefined ? Response.json({ teams: [], next_cursor: null }) : undefined,
  );

  const { status, stderr } = await run(["teams"], { api: url, env: { JUNCTION_MANAGEMENT_KEY: undefined } });

  expect({ status, stderr }).toEqual({ status: 0, stderr: "no team matches\n" });
});

test("an address where nobody answers is status 1, and HTTPS_PROXY is mentioned where it is set", async () => {
  const cwd = folder({ [configName]: configOf("strava") });
  const env = { ...secretsOf("strava"), HTTPS_PROXY: "http://user:canary@127.0.0.1:9" };
  const options = { cwd, api: "http://127.0.0.1:1", env };

  const { status, stdout, stderr } = await run(["teams"], options);

  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain("HTTPS_PROXY is set, but Node ignores it");
  expect(stderr).not.toContain("canary");
});
