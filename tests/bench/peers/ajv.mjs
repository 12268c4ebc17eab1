// The page as a schema of ajv, compiled when it is imported.

import { Ajv } from "ajv";
import { schema } from "./json-schema.mjs";

const validate = new Ajv({ strictRequired: false }).compile(schema);

export function check(value) {
  if (!validate(value)) throw new Ajv.ValidationError(validate.errors);
  return value;
}
