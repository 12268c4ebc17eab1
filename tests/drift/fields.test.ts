// Differences in fields, their types, their values and whether they are required.

import { expect, test } from "vitest";
import { add, everyCall, found, put, reference, remove, schema } from "./description.js";

test("a description that says what the models say has no drift", () => {
  expect(found()).toEqual([]);
});

test("a value that only the file has is found wherever it may stand", () => {
  expect(found(add(schema("EHRProvider", "enum"), "a_new_one"))).toEqual([
    'file value ClientFacingTeamProviderCredentials.source: "a_new_one" (list, set)',
  ]);
  expect(found(add(schema("OAuthProviders", "enum"), "a_new_one"))).toEqual([
    'file value ListTeamCustomCredentialsQuery.provider: "a_new_one" (list)',
  ]);
});

test("a value that only the models have is found, unless another list of the same place has it", () => {
  expect(found(remove(schema("EHRProvider", "enum"), "hint_health"))).toEqual([
    'models value ClientFacingTeamProviderCredentials.source: "hint_health" (list, set)',
  ]);
  expect(found(remove(schema("AppointmentProvider", "enum"), "quest"))).toEqual([]);
});

test("a value that is written out where it stands is found", () => {
  const method = schema("LabCorpMetadata", "properties", "billing_method", "enum");

  expect(found(add(method, "PX"))).toEqual([
    'file value ClientFacingTeamProviderCredentials.details (LabCorpTeamProviderDetails).labcorp.billing_method: "PX" (list, set)',
    'file value UpsertTeamCustomCredentialsBody.details (LabCorpTeamProviderDetails).labcorp.billing_method: "PX" (set)',
  ]);
});

test("a value among the keys of a map is found", () => {
  const map = schema("QuestProviderDetails", "properties", "disallowed_billing_states", "anyOf", 0);

  expect(found(add([...map, "propertyNames", "enum"], "cash"))).toContain(
    'file value UpsertTeamCustomCredentialsBody.details (QuestProviderDetails).disallowed_billing_states.* (key): "cash" (set)',
  );
});

test("a new field is found with its type, under the shape that has it", () => {
  expect(found(put(schema("FitbitMetadata", "properties", "new_field"), { type: "string" }))).toEqual([
    "file field ClientFacingTeamProviderCredentials.details (FitbitTeamProviderDetails).fitbit.new_field: string (list, set)",
    "file field UpsertTeamCustomCredentialsBody.details (FitbitTeamProviderDetails).fitbit.new_field: string (set)",
  ]);
});

test("a new field says that it is required, and which object it is", () => {
  const body = schema("UpsertTeamCustomCredentialsBody");
  const owner = { anyOf: [reference("Owner"), { type: "null" }] };

  expect(
    found(
      put(schema("Owner"), { type: "object", properties: { name: { type: "string" } } }),
      put([...body, "properties", "owner"], owner),
      add([...body, "required"], "owner"),
    ),
  ).toEqual(["file field UpsertTeamCustomCredentialsBody.owner: Owner | null, required (set)"]);
});

test("a new field of an object that the models leave open is found", () => {
  const open = schema("BioReferenceProviderDetails", "properties", "bioreference");

  expect(found(put([...open, "properties"], { site: { type: "string" } }))).toContain(
    "file field UpsertTeamCustomCredentialsBody.details (BioReferenceProviderDetails).bioreference.site: string (set)",
  );
});

test("a field that only the models have is found", () => {
  expect(found(remove(schema("ClientFacingTeamProviderCredentials", "properties", "app_url")))).toEqual([
    "models field ClientFacingTeamProviderCredentials.app_url: string | null (list, set)",
  ]);
});

test("a field that became required is found, and one that became optional", () => {
  const required = schema("UpsertTeamCustomCredentialsBody", "required");

  expect(found(add(required, "client_id"))).toEqual([
    "file required UpsertTeamCustomCredentialsBody.client_id: required (set)",
  ]);
  expect(found(remove(required, "provider"))).toEqual([
    "models required UpsertTeamCustomCredentialsBody.provider: required (set)",
  ]);
});

test("a changed type is found on both sides", () => {
  expect(found(put(schema("PolarTeamProviderDetails", "properties", "webhook_secret"), true))).toContain(
    "file type UpsertTeamCustomCredentialsBody.details (PolarTeamProviderDetails).webhook_secret: anything (set)",
  );
  expect(found(put(schema("ValidationError", "properties", "msg"), { type: "integer" }))).toEqual([
    `file type HTTPValidationError.detail[].msg: integer (${everyCall})`,
    `models type HTTPValidationError.detail[].msg: string (${everyCall})`,
  ]);
  expect(found(put(schema("CustomCredentialPreparationStep"), { type: "string" }))).toEqual([
    "file type PrepareTeamCustomCredentialsResponse.preparation_steps[]: string (prepare)",
    "models type PrepareTeamCustomCredentialsResponse.preparation_steps[]: CustomCredentialPreparationStep (prepare)",
  ]);
});

test("a format that only one side has is a changed type", () => {
  expect(
    found(put(schema("PrepareTeamCustomCredentialsBody", "properties", "team_id"), { type: "string" })),
  ).toEqual([
    "file type PrepareTeamCustomCredentialsBody.team_id: string (prepare)",
    "models type PrepareTeamCustomCredentialsBody.team_id: string (uuid) (prepare)",
  ]);
});

test("a null that is new is a changed type", () => {
  const status = schema("PrepareTeamCustomCredentialsResponse", "properties", "status");

  expect(found(put([...status, "nullable"], true))).toEqual([
    "file type PrepareTeamCustomCredentialsResponse.status: null (prepare)",
  ]);
});

test("a string that became a list of values, and a list that became any string, are changed types", () => {
  const key = schema("CustomCredentialPreparationStep", "properties", "value");

  expect(found(put(key, { enum: ["a", "b"] }))).toEqual([
    'file type PrepareTeamCustomCredentialsResponse.preparation_steps[].value: "a" | "b" (prepare)',
    "models type PrepareTeamCustomCredentialsResponse.preparation_steps[].value: string (prepare)",
  ]);
  expect(found(put(schema("Env"), { type: "string" }))).toEqual([
    'models type (path).env: "production" | "sandbox" (list, set, prepare, delete)',
    "file type (path).env: string (list, set, prepare, delete)",
  ]);
});

test("what never looks different on the wire is no drift", () => {
  const secret = schema("PolarTeamProviderDetails", "properties", "webhook_secret");

  expect(found(put(secret, { type: "string", format: "password", minLength: 1, title: "Secret" }))).toEqual(
    [],
  );
});
