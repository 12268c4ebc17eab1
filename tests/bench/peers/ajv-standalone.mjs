// The page as an ajv schema that was compiled to a file at build time.

import validate from "../made/ajv-standalone.mjs";

export function check(value) {
  if (!validate(value)) throw new Error("not valid", { cause: validate.errors });
  return value;
}
