// Setting credentials in the fake API.

import { fakeManagementApi, sampleCredentials } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { fitbitDetails, json, post, teamA, teamB, walk } from "./wire.js";

test("set answers with the credential, and null for what was not given", async () => {
  const api = fakeManagementApi({ now: () => new Date("2026-05-01T10:00:00Z") });

  const credential = await json(post(api, { team_id: teamA, provider: "oura" }));

  expect(Object.entries(credential)).toEqual([
    ["id", expect.any(String)],
    ["client_id", null],
    ["client_secret_hash", null],
    ["source", "oura"],
    ["team_id", teamA],
    ["created_at", "2026-05-01T10:00:00.000000+00:00"],
    ["updated_at", "2026-05-01T10:00:00.000000+00:00"],
    ["details", null],
    ["app_url", null],
    ["redirect_url_override", null],
  ]);
});

test("set keeps a hash of the client secret and never the secret", async () => {
  const api = fakeManagementApi();

  const body = { team_id: teamA, provider: "oura", client_id: "app", client_secret: "not-a-secret" };
  const text = await (await post(api, body)).text();

  expect(JSON.parse(text).client_secret_hash).toMatch(/^[0-9a-f]{64}$/);
  expect(text + JSON.stringify(api.credentials)).not.toContain("not-a-secret");
});

test("different client secrets have different hashes", async () => {
  const api = fakeManagementApi();

  const one = await json(post(api, { team_id: teamA, provider: "oura", client_secret: "one" }));
  const two = await json(post(api, { team_id: teamA, provider: "oura", client_secret: "two" }));

  expect(one.client_secret_hash).not.toBe(two.client_secret_hash);
});

test("set answers with the details that it was given", async () => {
  const details = { quest: { account: 1 }, allowed_billing_types: ["client_bill"] };

  const credential = await json(post(fakeManagementApi(), { team_id: teamA, provider: "quest", details }));

  expect(credential.details).toEqual(details);
});

test("set fills in that heart rate is not enabled", async () => {
  const body = { team_id: teamA, provider: "fitbit", details: fitbitDetails };

  const credential = await json(post(fakeManagementApi(), body));

  expect(credential.details).toEqual({ fitbit: { is_hr_enabled: false, ...fitbitDetails.fitbit } });
});

test("set over a credential of the same team and provider keeps its id and creation date", async () => {
  const now = () => new Date("2026-05-01T10:00:00Z");
  const api = fakeManagementApi({ credentials: [{ team_id: teamA, source: "oura", client_id: "old" }], now });
  const before = api.credentials[0];

  const after = await json(post(api, { team_id: teamA.toUpperCase(), provider: "oura", client_id: "new" }));

  expect(after).toMatchObject({ id: before?.id, created_at: before?.created_at, client_id: "new" });
  expect(api.credentials).toEqual([after]);
});

for (const [before, after] of [
  ["2026-04-30T10:00:00+00:00", "2026-05-01T10:00:00.000000+00:00"],
  ["2026-05-01T10:00:00+00:00", "2026-05-01T10:00:00.001000+00:00"],
  ["2026-05-01T10:00:00.000900", "2026-05-01T10:00:00.001000+00:00"],
  ["2027-01-01T00:00:00Z", "2027-01-01T00:00:00.001000+00:00"],
] as const) {
  test(`set over a credential of ${before} makes updated_at strictly later, whatever the clock says`, async () => {
    const now = () => new Date("2026-05-01T10:00:00Z");
    const seed = { team_id: teamA, source: "oura" as const, updated_at: before };
    const api = fakeManagementApi({ credentials: [seed], now });

    const { updated_at } = await json(post(api, { team_id: teamA, provider: "oura" }));

    expect(updated_at).toBe(after);
  });
}

test("set over a credential leaves its place in the listing", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(3) });
  const second = api.credentials[1];

  await post(api, { team_id: second?.team_id, provider: second?.source });
  const { ids } = await walk(api);

  expect(ids).toEqual(sampleCredentials(3).map(({ id }) => id));
});

test("set for another team or another provider adds a credential", async () => {
  const api = fakeManagementApi({ credentials: [{ team_id: teamA, source: "oura" }] });

  await post(api, { team_id: teamB, provider: "oura" });
  await post(api, { team_id: teamA, provider: "strava" });

  expect(api.credentials.map(({ team_id, source }) => [team_id, source])).toEqual([
    [teamA, "oura"],
    [teamB, "oura"],
    [teamA, "strava"],
  ]);
});
