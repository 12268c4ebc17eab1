/** Compiles only if every schema is what the two interfaces of Standard Schema ask for, and of the type of its name. */

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

/** The types hold for whatever a schema may be of. */
export function asStandard<Type>(schema: Schema<Type>): StandardSchemaV1<Type> & StandardJSONSchemaV1<Type> {
  return schema;
}

/** Is `true` for equal types, and compiles for no others. */
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

// What a library asks for is what this package names, and not the reverse alone.
const plain: StandardSchema<string> = {
  "~standard": {
    version: 1,
    vendor: "plain",
    validate: () => ({ issues: [{ message: "never", path: [] }] }),
    jsonSchema: { input: () => ({}), output: () => ({}) },
  },
};
export const library: StandardSchemaV1<string> & StandardJSONSchemaV1<string> = plain;
