// Differences in the shapes of a union, and the supported ways to write a schema.

import { expect, test } from "vitest";
import {
  add,
  description,
  everyCall,
  found,
  foundIn,
  put,
  reference,
  remove,
  schema,
} from "./description.js";

const bodyDetails = schema("UpsertTeamCustomCredentialsBody", "properties", "details", "anyOf");
const acme = {
  type: "object",
  properties: { acme: { type: "string" }, sub_account_id: { type: "string" } },
  required: ["acme"],
};

test("a new shape of the details is found by its name", () => {
  expect(found(put(schema("AcmeDetails"), acme), add(bodyDetails, reference("AcmeDetails")))).toEqual([
    "file shape UpsertTeamCustomCredentialsBody.details: AcmeDetails (set)",
  ]);
});

test("a new shape without a name is found by its keys", () => {
  expect(found(add(bodyDetails, acme))).toEqual([
    "file shape UpsertTeamCustomCredentialsBody.details: { acme, sub_account_id } (set)",
  ]);
});

test("a shape that is gone is found, and is not taken for one that came", () => {
  const quest = reference("QuestProviderDetails");

  expect(found(remove(bodyDetails, quest), add(bodyDetails, acme))).toEqual([
    "file shape UpsertTeamCustomCredentialsBody.details: { acme, sub_account_id } (set)",
    "models shape UpsertTeamCustomCredentialsBody.details: QuestProviderDetails (set)",
  ]);
});

test("a shape that has another name is the same, and so are its fields", () => {
  const renamed = JSON.stringify(description()).replaceAll("FitbitTeamProviderDetails", "FitbitDetails");
  const changed = renamed.replaceAll("foods_verify_token", "food_token");

  expect(foundIn(JSON.parse(renamed))).toEqual([]);
  expect(foundIn(JSON.parse(changed))).toContain(
    "file field UpsertTeamCustomCredentialsBody.details (FitbitTeamProviderDetails).fitbit.food_token: string | null (set)",
  );
});

test("two shapes that change their names with each other are the same two", () => {
  const swapped = JSON.stringify(description())
    .replaceAll("GetLabsTeamProviderDetails", "Between")
    .replaceAll("PolarTeamProviderDetails", "GetLabsTeamProviderDetails")
    .replaceAll("Between", "PolarTeamProviderDetails");

  expect(foundIn(JSON.parse(swapped))).toEqual([]);
});

test("keys that a closed shape allows on one side only are found", () => {
  const google = schema("GoogleHealthTeamProviderDetails", "additionalProperties");
  const polar = schema("PolarTeamProviderDetails", "additionalProperties");

  expect(found(remove(google))).toContain(
    "file shape UpsertTeamCustomCredentialsBody.details (GoogleHealthTeamProviderDetails): other keys (set)",
  );
  expect(found(put(polar, false))).toContain(
    "models shape UpsertTeamCustomCredentialsBody.details (PolarTeamProviderDetails): other keys (set)",
  );
});

test("a schema is the same inline, in allOf, in oneOf, with one value or const, and however it says null", () => {
  const fitbit = { type: "object", properties: { fitbit: reference("FitbitMetadata") } };
  const body = (field: string) => schema("UpsertTeamCustomCredentialsBody", "properties", field);

  expect(
    found(
      put(schema("FitbitTeamProviderDetails"), { allOf: [fitbit, { required: ["fitbit"] }] }),
      put(schema("Text"), { type: "string" }),
      put(body("client_id"), { type: "string", nullable: true }),
      put(body("client_secret"), { type: ["string", "null"] }),
      put(body("redirect_url_override"), {
        allOf: [reference("Text")],
        nullable: true,
        description: "https",
      }),
      [bodyDetails.slice(0, -1), (union) => ({ oneOf: (union as { anyOf: object[] }).anyOf })],
      put(schema("EHRProvider"), { const: "hint_health" }),
      put(schema("PrepareTeamCustomCredentialsBody", "properties", "provider"), {
        anyOf: [reference("Either")],
      }),
      put(schema("Either"), { oneOf: [reference("Labs"), reference("Providers")] }),
    ),
  ).toEqual([]);
});

test("a list of values that has null in it is a list and null", () => {
  const key = schema("CustomCredentialPreparationStep", "properties", "key");

  expect(found(put(key, { enum: ["a", null] }))).toEqual([
    'file type PrepareTeamCustomCredentialsResponse.preparation_steps[].key: "a" (prepare)',
    "models type PrepareTeamCustomCredentialsResponse.preparation_steps[].key: string (prepare)",
  ]);
});

test("a schema that contains itself is compared once", () => {
  const link = { anyOf: [reference("ValidationError"), { type: "null" }] };

  expect(found(put(schema("ValidationError", "properties", "cause"), link))).toEqual([
    `file field HTTPValidationError.detail[].cause: ValidationError | null (${everyCall})`,
  ]);
  expect(found(put(schema("Labs"), { anyOf: [reference("Labs"), { enum: ["quest"] }] }))).toContain(
    'models value PrepareTeamCustomCredentialsBody.provider: "labcorp" (prepare)',
  );
});

test("a reference that leads nowhere, or out of the file, is said where it is followed", () => {
  const at = schema("FitbitTeamProviderDetails", "properties", "fitbit");

  expect(() => found(put(at, reference("Gone")))).toThrow(
    "api.json: the reference #/components/schemas/Gone leads nowhere",
  );
  expect(() => found(put(at, { $ref: "other.json#/Fitbit" }))).toThrow(
    "api.json refers to other.json#/Fitbit: bundle it into one file first",
  );
  expect(() => found(put(at, "FitbitMetadata"))).toThrow(
    'api.json: "FitbitMetadata" stands where a schema belongs',
  );
});
