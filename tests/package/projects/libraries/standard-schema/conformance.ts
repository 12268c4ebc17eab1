/** Compiles only if every schema implements both interfaces of Standard Schema, for the type with its name. */

import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import {
  type CustomCredentialsResponse,
  type Schema,
  type SetTeamCustomCredentialsBody,
  type StandardSchema,
  schemas,
} from "junction-credentials";

export const validators: Readonly<Record<keyof typeof schemas, StandardSchemaV1>> = schemas;
export const descriptions: Readonly<Record<keyof typeof schemas, StandardJSONSchemaV1>> = schemas;

/** Compiles only if a schema of any type implements both interfaces. */
export function asStandard<Type>(schema: Schema<Type>): StandardSchemaV1<Type> & StandardJSONSchemaV1<Type> {
  return schema;
}

/** `true` for equal types. Does not compile for others. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;
type Infer<Name extends keyof typeof schemas> = StandardSchemaV1.InferOutput<(typeof schemas)[Name]>;

export const page: Same<Infer<"CustomCredentialsResponse">, CustomCredentialsResponse> = true;
export const body: Same<Infer<"UpsertTeamCustomCredentialsBody">, SetTeamCustomCredentialsBody> = true;
export const input: Same<
  StandardJSONSchemaV1.InferInput<typeof schemas.CustomCredentialsResponse>,
  CustomCredentialsResponse
> = true;

const result: StandardSchemaV1.Result<CustomCredentialsResponse> = schemas.CustomCredentialsResponse[
  "~standard"
].validate({ credentials: [] });
if (result.issues) throw new Error("an empty page is a page");
export const credentials: CustomCredentialsResponse["credentials"] = result.value.credentials;

// Compiles only if the package's type `StandardSchema` is assignable to the interfaces of the specification.
const plain: StandardSchema<string> = {
  "~standard": {
    version: 1,
    vendor: "plain",
    validate: () => ({ issues: [{ message: "never", path: [] }] }),
    jsonSchema: { input: () => ({}), output: () => ({}) },
  },
};
export const library: StandardSchemaV1<string> & StandardJSONSchemaV1<string> = plain;
