// The preparation steps that the fake API returns.

import { fakeManagementApi } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { complaints, json, post, prepareUrl, teamA } from "./wire.js";

const stepKeys = ["type", "key", "value", "description"];

for (const { provider, types } of [
  { provider: "strava", types: ["redirect_uri"] },
  { provider: "fitbit", types: ["redirect_uri", ...Array(4).fill("webhook_uri")] },
  { provider: "google_health", types: ["redirect_uri", "iam_principal"] },
]) {
  test(`prepare for ${provider} answers with the steps to take`, async () => {
    const answer = await json(post(fakeManagementApi(), { team_id: teamA, provider }, prepareUrl));

    expect(answer.status).toBe("preparations_required");
    expect(answer.preparation_steps.map((step: { type: string }) => step.type)).toEqual(types);
    for (const step of answer.preparation_steps) expect(Object.keys(step)).toEqual(stepKeys);
  });
}

test("prepare for a laboratory answers that there is nothing to do", async () => {
  const answer = await json(post(fakeManagementApi(), { team_id: teamA, provider: "quest" }, prepareUrl));

  expect(answer).toEqual({ status: "no_action_needed", preparation_steps: [] });
});

test("prepare knows fewer providers than set", async () => {
  const detail = await complaints(
    post(fakeManagementApi(), { team_id: teamA, provider: "twilio" }, prepareUrl),
  );

  expect(detail).toMatchObject([
    { loc: ["body", "provider", "str-enum[Providers]"] },
    { loc: ["body", "provider", "str-enum[Labs]"] },
  ]);
});
