// Listings of the fake API: pages, cursors and filters.

import { fakeManagementApi, sampleCredentials } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { absentId, credentialsUrl, get, json, key, remove, teamA, teamB, walk } from "./wire.js";

test("pages hold fifty credentials by default", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(51) });

  const { credentials } = await json(get(api));

  expect(credentials).toHaveLength(50);
});

test("cursors lead through every credential once, in order of insertion", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(7), pageSize: 3 });

  const { ids, cursors } = await walk(api);

  expect(ids).toEqual(api.credentials.map((credential) => credential.id));
  expect(new Set(cursors).size).toBe(2);
});

test("a last page that is full carries no cursor", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(4), pageSize: 4 });

  const { next_cursor } = await json(get(api));

  expect(next_cursor).toBeNull();
});

test("a listing of nothing is one empty page", async () => {
  const page = await json(get(fakeManagementApi()));

  expect(page).toEqual({ credentials: [], next_cursor: null });
});

test("every cursor holds characters that a query must encode", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(30), pageSize: 1 });

  const { cursors } = await walk(api);

  expect(cursors).toHaveLength(29);
  for (const cursor of cursors) expect(cursor).toMatch(/(?=.*\+)(?=.*\/)(?=.*=)/);
});

test("a cursor that is not encoded, forged or of another region is answered with 400", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(2), pageSize: 1 });
  const { next_cursor } = await json(get(api));
  const encoded = encodeURIComponent(next_cursor);

  const responses = [
    await get(api, `?next_cursor=${next_cursor}`),
    await get(api, "?next_cursor=1"),
    await api.fetch(`${credentialsUrl.replace(/us$/, "eu")}?next_cursor=${encoded}`, { headers: key }),
  ];

  expect(responses.map((response) => response.status)).toEqual([400, 400, 400]);
  expect(await responses[0]?.json()).toEqual({ detail: "Invalid next_cursor" });
});

test("a cursor can be used again", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(3), pageSize: 1 });
  const { next_cursor } = await json(get(api));
  const query = `?next_cursor=${encodeURIComponent(next_cursor)}`;

  const pages = [await json(get(api, query)), await json(get(api, query))];

  expect(pages[0]).toEqual(pages[1]);
});

test("deleting what was listed makes no later page skip anything", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(4), pageSize: 2 });
  const [first, second, third, fourth] = api.credentials.map((credential) => credential.id);
  const { next_cursor } = await json(get(api));

  await remove(api, [first ?? "", second ?? ""]);
  const page = await json(get(api, `?next_cursor=${encodeURIComponent(next_cursor)}`));

  expect(page.credentials.map((credential: { id: string }) => credential.id)).toEqual([third, fourth]);
});

test("list filters by one team and by several, however the uuid is spelled", async () => {
  const credentials = [teamA, teamB, absentId].map((team_id) => ({ team_id, source: "oura" as const }));
  const api = fakeManagementApi({ credentials });

  const one = await walk(api, `team_id=${teamB.toUpperCase()}`);
  const two = await walk(api, `team_id=${teamA}&team_id=${teamB.replaceAll("-", "")}`);

  const [a, b] = api.credentials.map((credential) => credential.id);
  expect(one.ids).toEqual([b]);
  expect(two.ids).toEqual([a, b]);
});

test("list filters by provider, across pages", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(200), pageSize: 2 });

  const { ids } = await walk(api, "provider=labcorp");

  const labcorp = api.credentials.filter((credential) => credential.source === "labcorp");
  expect(ids).toEqual(labcorp.map((credential) => credential.id));
  expect(ids.length).toBeGreaterThan(2);
});

test("a page of no credentials is refused when the fake is made", () => {
  expect(() => fakeManagementApi({ pageSize: 0 })).toThrow(RangeError);
});
