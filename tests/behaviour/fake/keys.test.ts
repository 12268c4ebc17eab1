// Management keys that the fake API accepts.

import { fakeManagementApi } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { get } from "./wire.js";

test("a request without a key is answered with 401", async () => {
  const response = await get(fakeManagementApi(), "", {});

  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ detail: "Not authenticated" });
});

test("the older key header is accepted too", async () => {
  const response = await get(fakeManagementApi(), "", { "x-vital-org-key": "mg_test" });

  expect(response.status).toBe(200);
});

test("a team's key is answered with 401", async () => {
  const api = fakeManagementApi();

  const responses = [
    await get(api, "", { "x-management-key": "sk_us_1" }),
    await get(api, "", { "x-management-key": "pk_eu_1" }),
  ];

  expect(responses.map((response) => response.status)).toEqual([401, 401]);
});

test("with managementKey set, only that key is accepted", async () => {
  const api = fakeManagementApi({ managementKey: "mg_right" });

  const right = await get(api, "", { "x-management-key": "mg_right" });
  const wrong = await get(api, "", { "x-management-key": "mg_wrong" });

  expect([right.status, wrong.status]).toEqual([200, 401]);
  expect(await wrong.json()).toEqual({ detail: "Invalid management key" });
});
