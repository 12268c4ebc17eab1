/** What libraries that know Standard Schema find in the schemas, and what `parseJson` takes and gives. */

import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import {
  type ClientFacingTeamProviderCredentials,
  type CustomCredentialsResponse,
  type DeleteTeamCustomCredentialsResponse,
  type FitbitTeamProviderDetails,
  type HTTPValidationError,
  type LabCorpTeamProviderDetails,
  type LabcorpProviderDetails,
  type PrepareTeamCustomCredentialsBody,
  type PrepareTeamCustomCredentialsResponse,
  type Schema,
  type SetTeamCustomCredentialsBody,
  type StandardResult,
  schemas,
  type TeamCustomCredentials,
} from "junction-credentials";
import { expectType, some } from "./expect-type.js";

type Output<Name extends keyof typeof schemas> = StandardSchemaV1.InferOutput<(typeof schemas)[Name]>;
type Input<Name extends keyof typeof schemas> = StandardSchemaV1.InferInput<(typeof schemas)[Name]>;
type Described<Name extends keyof typeof schemas> = StandardJSONSchemaV1.InferOutput<(typeof schemas)[Name]>;

// Every one of them is of both standards.
some<(typeof schemas)[keyof typeof schemas]>() satisfies StandardSchemaV1;
some<(typeof schemas)[keyof typeof schemas]>() satisfies StandardJSONSchemaV1;
schemas.CustomCredentialsResponse satisfies StandardSchemaV1<CustomCredentialsResponse>;
schemas.CustomCredentialsResponse satisfies StandardJSONSchemaV1<CustomCredentialsResponse>;
// @ts-expect-error Of this type and no other.
schemas.CustomCredentialsResponse satisfies StandardSchemaV1<unknown, HTTPValidationError>;
expectType<1>()(schemas.HTTPValidationError["~standard"].version);
expectType<string>()(schemas.HTTPValidationError["~standard"].vendor);

// Libraries infer the types that a caller knows by name.
expectType<CustomCredentialsResponse>()(some<Output<"CustomCredentialsResponse">>());
expectType<CustomCredentialsResponse>()(some<Input<"CustomCredentialsResponse">>());
expectType<CustomCredentialsResponse>()(some<Described<"CustomCredentialsResponse">>());
expectType<ClientFacingTeamProviderCredentials>()(some<Output<"ClientFacingTeamProviderCredentials">>());
expectType<SetTeamCustomCredentialsBody>()(some<Output<"UpsertTeamCustomCredentialsBody">>());
expectType<SetTeamCustomCredentialsBody>()(some<Input<"UpsertTeamCustomCredentialsBody">>());
expectType<PrepareTeamCustomCredentialsBody>()(some<Output<"PrepareTeamCustomCredentialsBody">>());
expectType<PrepareTeamCustomCredentialsResponse>()(some<Output<"PrepareTeamCustomCredentialsResponse">>());
expectType<DeleteTeamCustomCredentialsResponse>()(some<Output<"DeleteTeamCustomCredentialsResponse">>());
expectType<HTTPValidationError>()(some<Output<"HTTPValidationError">>());
expectType<FitbitTeamProviderDetails>()(some<Output<"FitbitTeamProviderDetails">>());
expectType<LabCorpTeamProviderDetails>()(some<Output<"LabCorpTeamProviderDetails">>());
expectType<LabcorpProviderDetails>()(some<Output<"LabcorpProviderDetails">>());

// Validation waits for nothing, and gives a value or issues.
const result = schemas.UpsertTeamCustomCredentialsBody["~standard"].validate(some<unknown>());
expectType<StandardResult<SetTeamCustomCredentialsBody>>()(result);
if (result.issues) {
  expectType<string>()(result.issues[0]?.message ?? "");
  // @ts-expect-error There is no value beside issues.
  console.log(result.value);
} else {
  expectType<SetTeamCustomCredentialsBody>()(result.value);
}
// @ts-expect-error Nobody has looked yet.
console.log(result.value);

// JSON Schema, for documents and forms.
const { jsonSchema } = schemas.CustomCredentialsResponse["~standard"];
expectType<Record<string, unknown>>()(jsonSchema.input({ target: "draft-2020-12" }));
expectType<Record<string, unknown>>()(jsonSchema.output({ target: "draft-07" }));
// @ts-expect-error No draft is a guess.
jsonSchema.input();

// Raw JSON: bytes or text.
expectType<CustomCredentialsResponse>()(schemas.CustomCredentialsResponse.parseJson("{}"));
expectType<CustomCredentialsResponse>()(schemas.CustomCredentialsResponse.parseJson(new Uint8Array()));
expectType<CustomCredentialsResponse>()(schemas.CustomCredentialsResponse.parseJson(new ArrayBuffer(0)));
expectType<Schema<HTTPValidationError>>()(schemas.HTTPValidationError);
// @ts-expect-error What is parsed already is validated.
schemas.CustomCredentialsResponse.parseJson({ credentials: [] });
// @ts-expect-error There is no such schema.
schemas.Credential.parseJson("{}");

// What was parsed can be set.
some<TeamCustomCredentials>().set(schemas.UpsertTeamCustomCredentialsBody.parseJson("{}"));
some<TeamCustomCredentials>().prepare(schemas.PrepareTeamCustomCredentialsBody.parseJson("{}"));
