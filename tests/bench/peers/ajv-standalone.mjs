// The page as a schema of ajv, compiled to a file beforehand.

import validate from "../made/ajv-standalone.mjs";

export function check(value) {
  if (!validate(value)) throw new Error("not valid", { cause: validate.errors });
  return value;
}
