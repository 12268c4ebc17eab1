// Deleting credentials, without questions.

import { expect, test } from "vitest";
import { installCommandLine, run } from "./harness.js";
import { organisation, stored } from "./server.js";

installCommandLine();

const scope = ["--env", "sandbox", "--region", "us", "--yes"];
const [{ id }, { id: other }] = stored;
const missing = "3e8d9f41-90b2-4f86-8d88-00000000000f";

test("credentials are deleted by their ids", async () => {
  const { api, url } = await organisation({ credentials: stored });

  const { status, stdout, stderr } = await run(["delete", id, other.toUpperCase(), ...scope], { api: url });

  expect(stdout).toBe(`deleted    ${id}\ndeleted    ${other}\n`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(api.credentials).toEqual([]);
});

test("--json writes the answer of the API", async () => {
  const { url } = await organisation({ credentials: stored });

  const { status, stdout } = await run(["delete", id, ...scope, "--json"], { api: url });

  expect(JSON.parse(stdout)).toEqual({ success: [id], failure: [], not_found: [] });
  expect(status).toBe(0);
});

test("a credential that is not there is status 1", async () => {
  const { url } = await organisation({ credentials: stored });

  const { status, stdout } = await run(["delete", missing, ...scope], { api: url });

  expect({ status, stdout }).toEqual({ status: 1, stdout: `not found  ${missing}\n` });
});

test("one of two that is not there is status 3", async () => {
  const { url } = await organisation({ credentials: stored });

  const text = await run(["delete", id, missing, ...scope], { api: url });
  const json = await run(["delete", other, missing, ...scope, "--json"], { api: url });

  expect(text).toEqual({
    status: 3,
    stdout: `deleted    ${id}\nnot found  ${missing}\n`,
    stderr: "",
  });
  expect(json.status).toBe(3);
  expect(JSON.parse(json.stdout)).toMatchObject({ success: [other], not_found: [missing] });
});

test("one that the API fails to delete is status 3 beside one that it deleted", async () => {
  const body = JSON.stringify({ success: [id], failure: [other], not_found: [] });
  const { url } = await organisation({
    faults: [{ kind: "status", operation: "delete", status: 200, body }],
  });

  const { status, stdout } = await run(["delete", id, other, ...scope], { api: url });

  expect({ status, stdout }).toEqual({ status: 3, stdout: `deleted    ${id}\nfailed     ${other}\n` });
});

test.each([
  [[id, "--region", "us"], "--env"],
  [[id, "--env", "sandbox"], "--region"],
  [["polar", "--env", "sandbox", "--region", "us"], "ids of credentials"],
  [["--env", "sandbox", "--region", "us"], "id"],
])("%j is status 64, and nothing is sent", async (args, text) => {
  const { api, url } = await organisation({ credentials: stored });

  const { status, stdout, stderr } = await run(["delete", ...args, "--yes"], { api: url });

  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(stderr).toContain(text);
  expect(api.requests).toEqual([]);
});

test("a refused key is status 4", async () => {
  const { url } = await organisation({ managementKey: "mg_another" });

  expect((await run(["delete", id, ...scope], { api: url })).status).toBe(4);
});
