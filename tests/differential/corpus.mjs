// The documents to mutate, compact and indented, each with its type.

import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../fuzz/corpus/check/", import.meta.url);
const texts = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")]);

const types = [
  [/^page/, "CustomCredentialsResponse"],
  [/^deletion/, "DeleteTeamCustomCredentialsResponse"],
  [/^preparation/, "PrepareTeamCustomCredentialsResponse"],
  [/^complaint/, "HTTPValidationError"],
];
const team_id = "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22";

const answers = texts.flatMap(([name, text]) => {
  const [, type] = types.find(([pattern]) => pattern.test(name)) ?? [];
  return type === undefined ? [] : [[type, JSON.parse(text)]];
});
const credentials = answers.flatMap(([, { credentials }]) => credentials ?? []);
const bodies = credentials.map(({ source, client_id, details }) => [
  "UpsertTeamCustomCredentialsBody",
  { team_id, provider: source, client_id, client_secret: "s", details, redirect_url_override: null },
]);

const documents = [
  ...answers,
  ...credentials.map((credential) => ["ClientFacingTeamProviderCredentials", credential]),
  ...bodies,
  ["UpsertTeamCustomCredentialsBody", { team_id, provider: "freestyle_libre", client_id: "c" }],
  ["UpsertTeamCustomCredentialsBody", { team_id, provider: "strava", details: { client: "c" } }],
  ["PrepareTeamCustomCredentialsBody", { team_id, provider: "oura" }],
];

/** Pairs of a type and a text. */
export const corpus = documents.flatMap(([type, document]) => [
  [type, JSON.stringify(document)],
  [type, JSON.stringify(document)],
  [type, JSON.stringify(document, null, 2)],
]);
