/** The schemas as Standard Schemas, and the argument and result of `parseJson`. */

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

// Every schema implements both standards.
some<(typeof schemas)[keyof typeof schemas]>() satisfies StandardSchemaV1;
some<(typeof schemas)[keyof typeof schemas]>() satisfies StandardJSONSchemaV1;
schemas.CustomCredentialsResponse satisfies StandardSchemaV1<CustomCredentialsResponse>;
schemas.CustomCredentialsResponse satisfies StandardJSONSchemaV1<CustomCredentialsResponse>;
// @ts-expect-error The schema has a different type.
schemas.CustomCredentialsResponse satisfies StandardSchemaV1<unknown, HTTPValidationError>;
expectType<1>()(schemas.HTTPValidationError["~standard"].version);
expectType<string>()(schemas.HTTPValidationError["~standard"].vendor);

// Libraries infer the same types that the package exports.
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

// Validation is synchronous, and returns a value or issues.
const result = schemas.UpsertTeamCustomCredentialsBody["~standard"].validate(some<unknown>());
expectType<StandardResult<SetTeamCustomCredentialsBody>>()(result);
if (result.issues) {
  expectType<string>()(result.issues[0]?.message ?? "");
  // @ts-expect-error With issues there is no value.
  console.log(result.value);
} else {
  expectType<SetTeamCustomCredentialsBody>()(result.value);
}
// @ts-expect-error The issues have not been checked yet.
console.log(result.value);

// JSON Schema, for documentation and forms.
const { jsonSchema } = schemas.CustomCredentialsResponse["~standard"];
expectType<Record<string, unknown>>()(jsonSchema.input({ target: "draft-2020-12" }));
expectType<Record<string, unknown>>()(jsonSchema.output({ target: "draft-07" }));
// @ts-expect-error The target has no default.
jsonSchema.input();

// Raw JSON: bytes or text.
expectType<CustomCredentialsResponse>()(schemas.CustomCredentialsResponse.parseJson("{}"));
expectType<CustomCredentialsResponse>()(schemas.CustomCredentialsResponse.parseJson(new Uint8Array()));
expectType<CustomCredentialsResponse>()(schemas.CustomCredentialsResponse.parseJson(new ArrayBuffer(0)));
expectType<Schema<HTTPValidationError>>()(schemas.HTTPValidationError);
// @ts-expect-error A parsed value must be passed to `validate`.
schemas.CustomCredentialsResponse.parseJson({ credentials: [] });
// @ts-expect-error Unknown schema.
schemas.Credential.parseJson("{}");

// A parsed body can be passed to `set`.
some<TeamCustomCredentials>().set(schemas.UpsertTeamCustomCredentialsBody.parseJson("{}"));
some<TeamCustomCredentials>().prepare(schemas.PrepareTeamCustomCredentialsBody.parseJson("{}"));
