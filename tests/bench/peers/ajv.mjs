// The page as an ajv schema that is compiled at import.

import { Ajv } from "ajv";
import { schema } from "./json-schema.mjs";

const validate = new Ajv({ strictRequired: false }).compile(schema);

export function check(value) {
  if (!validate(value)) throw new Ajv.ValidationError(validate.errors);
  return value;
}
