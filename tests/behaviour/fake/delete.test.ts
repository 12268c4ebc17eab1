// Deletion of credentials in the fake API.

import { fakeManagementApi, sampleCredentials } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { absentId, json, remove } from "./wire.js";

test("delete tells what it deleted from what it did not find, each id once", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(3) });
  const [first = "", second] = api.credentials.map((credential) => credential.id);

  const outcome = await json(remove(api, [first, absentId, first.toUpperCase(), absentId]));

  expect(outcome).toEqual({ success: [first], failure: [], not_found: [absentId] });
  expect(api.credentials[0]?.id).toBe(second);
});
