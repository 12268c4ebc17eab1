// Ways to call and abort the fake API's fetch.

import { fakeManagementApi } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { absentId, credentialsUrl, key, teamA } from "./wire.js";

test("fetch works when it is called detached", async () => {
  const { fetch } = fakeManagementApi();

  const response = await fetch(credentialsUrl, { headers: key });

  expect(response.status).toBe(200);
});

test("fetch takes a URL and a Request", async () => {
  const api = fakeManagementApi();

  const byUrl = await api.fetch(new URL(credentialsUrl), { headers: key });
  const byRequest = await api.fetch(new Request(credentialsUrl, { headers: key }));

  expect([byUrl.status, byRequest.status]).toEqual([200, 200]);
});

test("an aborted signal rejects with its reason and sends nothing", async () => {
  const api = fakeManagementApi();
  const reason = new Error("enough");

  const call = api.fetch(credentialsUrl, { headers: key, signal: AbortSignal.abort(reason) });

  await expect(call).rejects.toBe(reason);
  expect(api.requests).toHaveLength(0);
});

test("an abort right after the call rejects with the signal's reason and changes nothing", async () => {
  const api = fakeManagementApi({ credentials: [{ id: absentId, team_id: teamA, source: "oura" }] });
  const controller = new AbortController();

  const call = api.fetch(`${credentialsUrl}?credential_id=${absentId}`, {
    method: "DELETE",
    headers: key,
    signal: controller.signal,
  });
  controller.abort("enough");

  await expect(call).rejects.toBe("enough");
  expect(api.credentials).toHaveLength(1);
});

test("the signal of a Request is honoured", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "stall" }] });
  const controller = new AbortController();

  const call = api.fetch(new Request(credentialsUrl, { headers: key, signal: controller.signal }));
  controller.abort("enough");

  await expect(call).rejects.toBe("enough");
});
