// The fake API's records of requests.

import { fakeManagementApi } from "junction-credentials/testing";
import { expect, test } from "vitest";
import {
  credentialsUrl,
  get,
  key,
  org,
  origin,
  post,
  prepareUrl,
  remove,
  send,
  teamA,
  teamB,
} from "./wire.js";

test("every request is recorded with its method, URL, query, headers, body and operation", async () => {
  const api = fakeManagementApi();

  await get(api, `?team_id=${teamA}&team_id=${teamB}&next_cursor=%2B`);
  await send(api, "{}");

  expect(api.requests[0]).toMatchObject({
    method: "GET",
    url: `${credentialsUrl}?team_id=${teamA}&team_id=${teamB}&next_cursor=%2B`,
    path: `/v1/org/${org}/team_custom_credentials/sandbox/us`,
    headers: key,
    body: undefined,
    operation: "list",
  });
  expect(api.requests[0]?.query.getAll("team_id")).toEqual([teamA, teamB]);
  expect(api.requests[0]?.query.get("next_cursor")).toBe("+");
  expect(api.requests[1]).toMatchObject({ method: "POST", body: "{}", operation: "set" });
});

test("a request is recorded at once, so that concurrent calls keep their order", () => {
  const api = fakeManagementApi();

  void post(api, {}, prepareUrl);
  void remove(api, []);
  void api.fetch(`${origin}/v1/nothing`);

  expect(api.requests.map((request) => request.operation)).toEqual(["prepare", "delete", undefined]);
});
