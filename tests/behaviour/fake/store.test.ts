// The credentials of the fake API: seeds, and changes by tests.

import { fakeManagementApi, sampleCredentials } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { credentialsUrl, get, json, key, post, teamA } from "./wire.js";

test("a seed is listed with everything it lacks, in the order that the API declares", async () => {
  const now = () => new Date("2026-05-01T10:00:00.123Z");
  const api = fakeManagementApi({ credentials: [{ team_id: teamA, source: "oura" }], now });

  const { credentials, next_cursor } = await json(get(api));

  expect(next_cursor).toBeNull();
  expect(Object.entries(credentials[0])).toEqual([
    ["id", expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)],
    ["client_id", null],
    ["client_secret_hash", null],
    ["source", "oura"],
    ["team_id", teamA],
    ["created_at", "2026-05-01T10:00:00.123000+00:00"],
    ["updated_at", "2026-05-01T10:00:00.123000+00:00"],
    ["details", null],
    ["app_url", null],
    ["redirect_url_override", null],
  ]);
});

test("a seed keeps what it has, known to the API or not", async () => {
  const extra = { next_year: [1] };
  const seed = { team_id: teamA, source: "brand_new", details: { from_next_year: 1 }, ...extra };
  const api = fakeManagementApi({ credentials: [seed] });

  const { credentials } = await json(get(api));

  expect(credentials[0]).toMatchObject(seed);
});

test("each environment and region has credentials of its own", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(2), env: "production", region: "eu" });
  const europe = credentialsUrl.replace("sandbox/us", "production/eu");

  await post(api, { team_id: teamA, provider: "oura" });
  const elsewhere = await json(get(api));
  const home = await json(api.fetch(europe, { headers: key }));

  expect(elsewhere.credentials).toHaveLength(1);
  expect(home.credentials).toEqual(api.credentials);
});

test("credentials is the live store: what a test puts there is listed", async () => {
  const api = fakeManagementApi();

  api.credentials.push(...sampleCredentials(2));
  const { credentials } = await json(get(api));

  expect(credentials).toEqual(sampleCredentials(2));
});
