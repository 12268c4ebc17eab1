// Validation of a credential's details by the fake API (422).

import { schemas } from "junction-credentials";
import { fakeManagementApi } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { shapes } from "../instances.js";
import { complaints, fitbitDetails, post, teamA } from "./wire.js";

test("details that fit no shape are complained about once for each shape, by the name of the shape", async () => {
  const details = { project_number: "1", service_account_email: "a@example.com", bioreference: [] };

  const detail = (await complaints(
    post(fakeManagementApi(), { team_id: teamA, provider: "oura", details }),
  )) as { type: string; loc: string[] }[];

  const missing = (Object.keys(shapes) as (keyof typeof shapes)[]).flatMap((shape) =>
    requiredKeys(shape)
      .filter((key) => !Object.hasOwn(details, key))
      .map((key) => ["body", "details", shape, key]),
  );
  const missed = detail.filter(({ type }) => type === "missing");
  expect(missed.map(({ loc }) => loc)).toEqual(missing);
  expect(detail).toHaveLength(missing.length + 2);
  expect(detail).toContainEqual({
    type: "missing",
    loc: ["body", "details", "FitbitTeamProviderDetails", "fitbit"],
    msg: "Field required",
    input: details,
  });
  expect(detail).toContainEqual({
    type: "extra_forbidden",
    loc: ["body", "details", "GoogleHealthTeamProviderDetails", "bioreference"],
    msg: "Extra inputs are not permitted",
    input: [],
  });
  expect(detail).toContainEqual({
    type: "dict_type",
    loc: ["body", "details", "BioReferenceProviderDetails", "bioreference"],
    msg: "Input should be a valid dictionary",
    input: [],
  });
});

test("what is wrong deep inside details is complained about with its full path", async () => {
  const details = {
    fitbit: { ...fitbitDetails.fitbit, is_hr_enabled: [], foods_verify_token: 1 },
    getlabs: { webhook_secret_key: "k" },
    data_scopes: "steps",
    allowed_billing_types: ["cash"],
    disallowed_billing_states: { cash: ["NY", 2] },
  };

  const detail = await complaints(post(fakeManagementApi(), { team_id: teamA, provider: "oura", details }));

  const at = ["body", "details"];
  const quest = [...at, "QuestProviderDetails"];
  const boolean = { type: "bool_type", loc: [...at, "FitbitTeamProviderDetails", "fitbit", "is_hr_enabled"] };
  const list = { type: "list_type", loc: [...at, "GoogleFitTeamProviderDetails", "data_scopes"] };
  const item = { type: "literal_error", loc: [...quest, "allowed_billing_types", 0] };
  const name = { type: "literal_error", loc: [...quest, "disallowed_billing_states", "cash", "[key]"] };
  const token = {
    type: "missing",
    loc: [...at, "GetLabsTeamProviderDetails", "getlabs", "webhook_secret_token"],
  };
  const state = { type: "string_type", loc: [...quest, "disallowed_billing_states", "cash", 1] };
  for (const expected of [boolean, list, token, item, name, state]) {
    expect(detail).toContainEqual(expect.objectContaining(expected));
  }
});

test("a boolean is not read out of a text", async () => {
  const details = { fitbit: { ...fitbitDetails.fitbit, is_hr_enabled: "maybe" } };

  const detail = await complaints(post(fakeManagementApi(), { team_id: teamA, provider: "fitbit", details }));

  expect(detail[0]).toMatchObject({ type: "bool_parsing", input: "maybe" });
});

test("a map that is no object is complained about", async () => {
  const details = { quest: {}, disallowed_billing_states: ["NY"] };

  const detail = await complaints(post(fakeManagementApi(), { team_id: teamA, provider: "quest", details }));

  expect(detail).toContainEqual({
    type: "dict_type",
    loc: ["body", "details", "QuestProviderDetails", "disallowed_billing_states"],
    msg: "Input should be a valid dictionary",
    input: ["NY"],
  });
});

function requiredKeys(shape: keyof typeof shapes): string[] {
  const { $defs } = schemas[shape]["~standard"].jsonSchema.input({ target: "draft-2020-12" });
  return ($defs as Record<typeof shape, { required: string[] }>)[shape].required;
}
