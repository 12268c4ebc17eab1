// Lists the types of the core that the package exports: the types of the API, of options, and of their fields.

import { Failure } from "./step.mjs";

/** The other types, which only the package itself uses. */
const internal = [
  // The steps and the failures of a call.
  "ApiIssue",
  "CallRequest",
  "Ending",
  "Failure",
  "Host",
  "HttpRequest",
  "Issue",
  "Operation",
  "Outcome",
  "Reason",
  "RequestHeaders",
  "ResponseHead",
  "WireType",
  // Arguments, as the core validates them. The package exports types of its own for them.
  "CallSettings",
  "ClientSettings",
  "Scope",
  // A name for `unknown`.
  "Json",
];

/** Returns a declaration that re-exports the public types. A new type is public, unless it is listed above. */
export function publicTypes(declarations) {
  const pattern = /^export (?:interface|type) (\w+)/gm;
  const declared = Array.from(declarations.matchAll(pattern), ([, name]) => name);
  const missing = internal.filter((name) => !declared.includes(name));
  if (missing.length > 0) throw new Failure(`the core does not declare ${missing.join(", ")}`);
  const names = declared.filter((name) => !internal.includes(name)).sort();
  return `export type {\n${names.map((name) => `  ${name},\n`).join("")}} from "./junction_credentials.js";\n`;
}
