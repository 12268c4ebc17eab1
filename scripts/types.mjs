// Lists the types of the core that the package exports: the types of the API, of options, and of their fields.

import { Failure } from "./step.mjs";

/** The other types, which only the package itself uses. */
const internal = [
  // The steps and the failures of a call.
  "ApiIssue",
  "Ending",
  "FailureKind",
  "FailureReason",
  "Host",
  "Issue",
  "Operation",
  "ResponseHead",
  "WireType",
  // Arguments, as the core validates them. The package exports types of its own for them.
  "CallSettings",
  "ClientSettings",
  "EverywhereSettings",
  // A name for `unknown`.
  "Json",
];

const pattern = /^export (?:interface|type) (\w+)([\s\S]*?)(?=^(?:export |declare |\/\*\*))/gm;

/** Returns a declaration that re-exports the public types. A new type is public, unless it is listed above. */
export function publicTypes(declarations) {
  return reexport([...publicIn(declarations).keys()]);
}

/** Returns a declaration that re-exports the type of credentials, and all public types that it refers to. */
export function credentialTypes(declarations) {
  const types = publicIn(declarations);
  const found = new Set(["ClientFacingTeamProviderCredentials"]);
  for (const name of found) {
    const code = types.get(name).replace(/\/\*\*[\s\S]*?\*\/|"[^"]*"/g, "");
    for (const [word] of code.matchAll(/\w+/g)) if (types.has(word)) found.add(word);
  }
  return reexport([...found]);
}

/** Returns the public types by their names, as they are declared. */
function publicIn(declarations) {
  const types = new Map(Array.from(declarations.matchAll(pattern), ([, name, type]) => [name, type]));
  const missing = internal.filter((name) => !types.delete(name));
  if (missing.length > 0) throw new Failure(`the core does not declare ${missing.join(", ")}`);
  return types;
}

function reexport(names) {
  const lines = names.sort().map((name) => `  ${name},\n`);
  return `export type {\n${lines.join("")}} from "./junction_credentials.js";\n`;
}
