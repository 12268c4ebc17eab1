// Showing the steps to take before a credential is set.

import { expect, test } from "vitest";
import { north } from "../plan/world.js";
import { installCommandLine, run } from "./harness.js";
import { organisation } from "./server.js";

installCommandLine();

test("the steps are numbered, and the region is that of the team", async () => {
  const { url } = await organisation();
  const args = ["prepare", "strava", "--env", "sandbox", "--team", "Clinic North"];

  const { status, stdout, stderr } = await run(args, { api: url });

  expect(stdout).toBe(
    `strava for Clinic North in sandbox us: preparations_required

1. redirect_uri
   https://api.sandbox.us.junction.example/v2/link/strava/callback
   Add this redirect URI to the OAuth application.
`,
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("--json writes the answer of the API", async () => {
  const { url } = await organisation();
  const args = ["prepare", "strava", "--env", "production", "--team", north, "--region", "eu", "--json"];

  const { status, stdout } = await run(args, { api: url });

  expect(JSON.parse(stdout)).toMatchObject({
    status: "preparations_required",
    preparation_steps: [{ type: "redirect_uri" }],
  });
  expect(status).toBe(0);
});

test.each([
  [["--team", north], "--env"],
  [["--env", "sandbox"], "--team"],
  [["--env", "sandbox", "--team", "Clinic North", "--region", "eu"], "the team is in the region us"],
  [["--env", "sandbox", "--team", "Nowhere"], "no such team"],
])("%j is status 64, and the message contains %s", async (options, text) => {
  const { api, url } = await organisation();

  const { status, stdout, stderr } = await run(["prepare", "strava", ...options], { api: url });

  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(stderr).toContain(text);
  expect(api.requests.filter(({ operation }) => operation !== "teams")).toEqual([]);
});

test("a key that may not list teams needs the id and the region", async () => {
  const faults = [{ kind: "status", operation: "teams", status: 403, times: Infinity } as const];
  const { url } = await organisation({ faults });
  const args = ["prepare", "strava", "--env", "sandbox", "--team"];

  const named = await run([...args, "Clinic North"], { api: url });
  const withoutRegion = await run([...args, north], { api: url });
  const withRegion = await run([...args, north, "--region", "us"], { api: url });

  expect(named).toMatchObject({ status: 64, stderr: expect.stringContaining("use the id of the team") });
  expect(withoutRegion).toMatchObject({ status: 64, stderr: expect.stringContaining("use --region") });
  expect(withRegion.status).toBe(0);
});
