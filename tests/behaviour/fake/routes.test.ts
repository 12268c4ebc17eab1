// URLs and methods of the fake API, and its responses to others.

import { fakeManagementApi } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { complaints, credentialsUrl, get, key, org, origin, post, prepareUrl, teamA } from "./wire.js";

test("any origin and any path prefix lead to the API", async () => {
  const api = fakeManagementApi();

  const response = await api.fetch(credentialsUrl.replace(origin, "http://localhost:8080/proxy/management"), {
    headers: key,
  });

  expect(response.status).toBe(200);
});

test("every answer is application/json", async () => {
  const api = fakeManagementApi();

  const responses = await Promise.all([get(api), get(api, "", {}), post(api, {}), api.fetch(origin)]);

  expect(responses.map((response) => response.headers.get("content-type"))).toEqual(
    Array(4).fill("application/json"),
  );
});

test("an unknown path is answered with 404", async () => {
  const response = await fakeManagementApi().fetch(`${origin}/v1/org/${org}/constructor/sandbox/us`, {
    headers: key,
  });

  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ detail: "Not Found" });
});

test("a path that is not properly encoded is looked at as it is", async () => {
  const url = credentialsUrl.replace("sandbox", "%zz");

  const detail = await complaints(fakeManagementApi().fetch(url, { headers: key }));

  expect(detail).toMatchObject([{ type: "enum", loc: ["path", "env"], input: "%zz" }]);
});

test("with orgId set, another organization is answered with 404", async () => {
  const responses = [
    await get(fakeManagementApi({ orgId: org.toUpperCase() })),
    await get(fakeManagementApi({ orgId: teamA })),
  ];

  expect(responses.map((response) => response.status)).toEqual([200, 404]);
});

test("a known path with another method is answered with 405 and the methods it allows", async () => {
  const api = fakeManagementApi();

  const patched = await api.fetch(credentialsUrl, { method: "PATCH", headers: key });
  const got = await api.fetch(prepareUrl, { headers: key });
  const headed = await api.fetch(credentialsUrl, { method: "HEAD", headers: key });

  expect([patched.status, patched.headers.get("allow")]).toEqual([405, "GET, POST, DELETE"]);
  expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
  expect(await got.json()).toEqual({ detail: "Method Not Allowed" });
  expect([headed.status, await headed.text()]).toEqual([405, ""]);
});
