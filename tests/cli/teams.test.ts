// Listing teams.

import { expect, test } from "vitest";
import { north, south } from "../plan/world.js";
import { installCommandLine, run } from "./harness.js";
import { organisation } from "./server.js";

installCommandLine();

test("teams are shown in columns, and titles stand above them", async () => {
  const { url } = await organisation();

  const { status, stdout, stderr } = await run(["teams"], { api: url });

  expect(stdout.split("\n")).toEqual([
    "ID                                    REGION  NAME          INTEGRATION ID",
    `${north}  us      Clinic North  n-17`,
    `${south}  us      Clinic South`,
    "",
  ]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("--json writes one document with every page of teams", async () => {
  const { url } = await organisation({ pageSize: 1 });

  const { status, stdout } = await run(["teams", "--json"], { api: url });

  expect(JSON.parse(stdout).teams.map(({ id }: { id: string }) => id)).toEqual([north, south]);
  expect(status).toBe(0);
});

test("--search and --region select teams", async () => {
  const { api, url } = await organisation();

  const { stdout } = await run(["teams", "--search", "south", "--region", "us"], { api: url });

  expect(stdout).toContain("Clinic South");
  expect(stdout).not.toContain("Clinic North");
  expect(api.requests[0]?.query.toString()).toBe("search_query=south&region=us");
});

test("no match is said on stderr, and is an empty document", async () => {
  const { url } = await organisation();

  const text = await run(["teams", "--search", "nowhere"], { api: url });
  const json = await run(["teams", "--search", "nowhere", "--json"], { api: url });

  expect(text).toEqual({ status: 0, stdout: "", stderr: "no team matches\n" });
  expect(JSON.parse(json.stdout)).toEqual({ teams: [] });
});

test("an API that fails is status 1, and its message is shown", async () => {
  const { url } = await organisation({
    faults: [{ kind: "status", status: 400, body: '{"detail":"no such thing"}', times: Infinity }],
  });

  const { status, stdout, stderr } = await run(["teams", "--json"], { api: url });

  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain("no such thing");
});

test("a refused key is status 4", async () => {
  const { url } = await organisation({ managementKey: "mg_another" });

  const { status, stdout, stderr } = await run(["teams"], { api: url });

  expect({ status, stdout }).toEqual({ status: 4, stdout: "" });
  expect(stderr).toContain("401");
});
