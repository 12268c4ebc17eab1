// Faults of the fake API, and their effects on its state.

import { type Fault, fakeManagementApi } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { credentialsUrl, get, key, post, send, teamA } from "./wire.js";

test("a status fault answers with its status, Retry-After and body", async () => {
  const api = fakeManagementApi({
    faults: [{ kind: "status", status: 429, retryAfter: "2", body: "<html>busy</html>" }],
  });

  const response = await get(api);

  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "2"]);
  expect(response.headers.get("content-type")).toBe("text/html");
  expect(await response.text()).toBe("<html>busy</html>");
});

test("a status fault has a JSON body unless it is given one or allowed none", async () => {
  const api = fakeManagementApi({
    faults: [
      { kind: "status", status: 503 },
      { kind: "status", status: 204 },
    ],
  });

  const unavailable = await get(api);
  const empty = await get(api);

  expect(await unavailable.json()).toEqual({ detail: expect.any(String) });
  expect([empty.status, await empty.text()]).toEqual([204, ""]);
});

test("a fault is used up, and the next request is answered", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "status", status: 500 }] });

  const statuses = [(await get(api)).status, (await get(api)).status];

  expect(statuses).toEqual([500, 200]);
  expect(api.faults).toEqual([]);
});

test("a fault with times is met as often, and the caller's object stays as it is", async () => {
  const fault: Fault = { kind: "status", status: 500, times: 2 };
  const api = fakeManagementApi({ faults: [fault] });

  const statuses = [(await get(api)).status, (await get(api)).status, (await get(api)).status];

  expect(statuses).toEqual([500, 500, 200]);
  expect(fault.times).toBe(2);
});

test("a fault for an operation waits for that operation", async () => {
  const api = fakeManagementApi();
  api.faults.push({ kind: "status", status: 503, operation: "set" }, { kind: "status", status: 500 });

  const list = await get(api);
  const set = await post(api, { team_id: teamA, provider: "oura" });

  expect([list.status, set.status]).toEqual([500, 503]);
});

test("a request that meets a fault is recorded and changes nothing", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "status", status: 500 }] });

  await post(api, { team_id: teamA, provider: "oura" });

  expect(api.requests).toMatchObject([{ operation: "set" }]);
  expect(api.credentials).toEqual([]);
});

test("an executed fault loses the answer only", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "network", executed: true }] });

  await expect(post(api, { team_id: teamA, provider: "oura" })).rejects.toThrow(TypeError);

  expect(api.credentials).toMatchObject([{ team_id: teamA, source: "oura" }]);
});

test("a network fault rejects with a TypeError, as fetch does", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "network" }] });

  await expect(get(api)).rejects.toThrow(TypeError);
});

test("a stall answers nothing until it is aborted", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "stall" }] });
  const controller = new AbortController();

  const call = api.fetch(credentialsUrl, { headers: key, signal: controller.signal });
  const first = await Promise.race([call, new Promise((resolve) => setTimeout(resolve, 20, "silence"))]);
  controller.abort("enough");

  expect(first).toBe("silence");
  await expect(call).rejects.toBe("enough");
});

test("a stalled body begins and then waits until it is aborted", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "stall-body" }] });
  const controller = new AbortController();

  const response = await api.fetch(credentialsUrl, { headers: key, signal: controller.signal });
  const reader = response.body?.getReader();
  const begun = await reader?.read();
  const rest = reader?.read();
  controller.abort("enough");

  expect([response.status, begun?.done]).toEqual([200, false]);
  await expect(rest).rejects.toBe("enough");
});

test("a stalled body can be given up without a signal", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "stall-body" }] });

  const response = await get(api);

  await expect(response.body?.cancel()).resolves.toBeUndefined();
});

test("broken JSON comes with status 200 and cannot be parsed", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "broken-json" }] });

  const response = await get(api);

  expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/json"]);
  await expect(response.json()).rejects.toThrow();
});

const elsewhere: Fault = { kind: "redirect", location: "https://elsewhere.example/v1/stolen" };

test("a redirect that is not followed is a 307 with its location", async () => {
  const api = fakeManagementApi({ faults: [elsewhere] });

  const response = await api.fetch(credentialsUrl, { headers: key, redirect: "manual" });

  expect([response.status, response.headers.get("location")]).toEqual([
    307,
    "https://elsewhere.example/v1/stolen",
  ]);
  expect(api.requests).toHaveLength(1);
});

test("a redirect that is followed takes the key and the body to the other origin, as fetch does", async () => {
  const api = fakeManagementApi({ faults: [elsewhere] });

  const response = await send(api, '{"client_secret":"not-a-secret"}');

  expect(response.status).toBe(404);
  expect(api.requests[1]).toMatchObject({
    method: "POST",
    url: "https://elsewhere.example/v1/stolen",
    headers: key,
    body: '{"client_secret":"not-a-secret"}',
  });
});

test("a relative redirect that is followed stays at the same origin", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "redirect", location: "?provider=oura" }] });

  const response = await get(api);

  expect(response.status).toBe(200);
  expect(api.requests[1]?.url).toBe(`${credentialsUrl}?provider=oura`);
});

test("a redirect rejects with a TypeError when the caller forbids it or it never ends", async () => {
  const api = fakeManagementApi({ faults: [{ ...elsewhere, times: Number.POSITIVE_INFINITY }] });

  await expect(api.fetch(credentialsUrl, { headers: key, redirect: "error" })).rejects.toThrow(TypeError);
  await expect(get(api)).rejects.toThrow(TypeError);
});
