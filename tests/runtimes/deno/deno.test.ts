// Loading the package in Deno, and the permissions that it needs.

import { join } from "node:path";
import { expect, test } from "vitest";
import { bundleBehaviour } from "../bundle.js";
import { expectEveryBehaviour, installed } from "../installed.js";
import { expectOwnFetchToCarry } from "../loopback.js";

const variables = {
  JUNCTION_ORG_ID: "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10",
  JUNCTION_MANAGEMENT_KEY: "mg_environment",
};
const variableNames = Object.keys(variables).join(",");

const project = installed("runtimes/deno", ({ folder }) =>
  bundleBehaviour(join(folder, "behaviour.mjs"), {
    // The matchers read environment variables to decide whether to print colours, which Deno does not permit.
    define: { process: "undefined" },
  }),
);

// Without prompts, an action without permission fails instead of waiting for an answer.
const deno = (...args: string[]) =>
  project().run("deno", ["run", "--no-prompt", ...args], { env: variables });

test("every behaviour holds without any permission", async () => {
  expectEveryBehaviour(await deno("run.mjs"));
});

test.each(["env.mjs", "env.cjs"])(
  "%s takes the defaults from variables that it may read",
  async (program) => {
    expect(await deno(`--allow-env=${variableNames}`, program)).toBe("made\n");
  },
);

test.each(["env.mjs", "env.cjs"])("%s takes variables that it may not read for absent", async (program) => {
  const refusal = /^RequestError: .*`orgId`: expected .*`managementKey`: expected /;

  expect(await deno(program)).toMatch(refusal);
  expect(await deno(`--deny-env=${variableNames}`, program)).toMatch(refusal);
});

test("a variable that may be read counts beside one that may not", async () => {
  const printed = await deno("--allow-env=JUNCTION_ORG_ID", "env.mjs");

  expect(printed).toMatch(/^RequestError: nothing was sent: `managementKey`: expected /);
});

test("its own `fetch` carries calls, and follows no redirect, with the permission for the API's host", async () => {
  await expectOwnFetchToCarry((baseUrl) => {
    const { host } = new URL(baseUrl);
    return deno(`--allow-net=${host}`, "call.mjs", baseUrl);
  });
});
