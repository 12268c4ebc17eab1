// The sample credentials.

import { fakeManagementApi, sampleCredentials } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { json, post } from "./wire.js";

test("samples are the same every time, and a longer list begins as a shorter one of as many teams", () => {
  const samples = sampleCredentials(30, { teams: 5 });

  expect(samples).toEqual(sampleCredentials(30, { teams: 5 }));
  expect(samples.slice(0, 12)).toEqual(sampleCredentials(12, { teams: 5 }));
});

test("the first eleven samples have the eleven details shapes", () => {
  const marks = [
    "fitbit",
    "data_scopes",
    "project_number",
    "bioreference",
    "labcorp",
    "quest",
    "webhook_secret",
  ];
  marks.push("getlabs", "phlebfinders", "client", "sending_facility");

  const samples = sampleCredentials(11);

  expect(samples.map(({ details }) => marks.findIndex((mark) => mark in (details ?? {})))).toEqual(
    marks.map((_, index) => index),
  );
});

for (const count of [250, 5000]) {
  test(`${count} samples have ids, team and provider of their own`, async () => {
    const samples = sampleCredentials(count);

    expect(new Set(samples.map(({ id }) => id)).size).toBe(count);
    expect(new Set(samples.map(({ team_id, source }) => `${team_id} ${source}`)).size).toBe(count);
  });
}

test("250 samples belong to ten teams and to every source", () => {
  const samples = sampleCredentials(250);

  expect(new Set(samples.map(({ team_id }) => team_id)).size).toBe(10);
  expect(new Set(samples.map(({ source }) => source)).size).toBeGreaterThan(60);
});

test("every sample can be set as it is, apart from sources that only answers know", async () => {
  const api = fakeManagementApi();
  const samples = sampleCredentials(100).filter(({ source }) => source !== "hint_health");

  for (const { team_id, source, client_id = null, details = null } of samples) {
    const credential = await json(post(api, { team_id, provider: source, client_id, details }));

    expect(credential).toMatchObject({ team_id, source, client_id, details });
  }
});
