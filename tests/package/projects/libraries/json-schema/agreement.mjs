/** Compares the results of Ajv with each JSON Schema to those of the schema itself, and prints the disagreements. */

import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import {
  appointmentProviders,
  ehrProviders,
  labs,
  labsProviders,
  providers,
  schemas,
} from "junction-credentials";
import { bodies, mutations } from "./mutations.mjs";

const { instances, shapes, leapSeconds } = JSON.parse(readFileSync("instances.json", "utf8"));
const classes = { "draft-2020-12": Ajv2020, "draft-07": Ajv };
const sources = [...providers, ...labs, ...labsProviders, ...appointmentProviders, ...ehrProviders];
const { team_id } = instances.UpsertTeamCustomCredentialsBody;

const report = Object.entries(classes).map(([target, Class]) => [target, reportOf(target, Class)]);
console.log(JSON.stringify(Object.fromEntries(report)));

function reportOf(target, Class) {
  const names = Object.keys(schemas);
  const agreements = names.map((name) => [name, agreementOf(judges(name, target, Class), documentsOf(name))]);
  const credential = judges("ClientFacingTeamProviderCredentials", target, Class);
  const late = leapSeconds.map((created_at) => {
    const given = { ...instances.ClientFacingTeamProviderCredentials, created_at };
    return credential.map((finds) => finds(given));
  });
  return { agreements: Object.fromEntries(agreements), late };
}

/** Returns two validators: Ajv, and the schema itself. */
function judges(name, target, Class) {
  const { validate, jsonSchema } = schemas[name]["~standard"];
  const ajv = new Class({ strict: true });
  addFormats.default(ajv);
  const compiled = ajv.compile(jsonSchema.input({ target }));
  // Ajv must validate the same value as the schema, without keys whose value is undefined.
  const finds = (given) => compiled(JSON.parse(JSON.stringify(given)));
  return [finds, (given) => validate(given).issues === undefined];
}

function agreementOf([ajvFinds, schemaFinds], documents) {
  const agreement = { valid: 0, invalid: 0, disagreements: [] };
  for (const document of documents) {
    const isValid = schemaFinds(document);
    agreement[isValid ? "valid" : "invalid"] += 1;
    if (ajvFinds(document) !== isValid) agreement.disagreements.push({ isValid, document });
  }
  return agreement;
}

function* documentsOf(name) {
  yield* mutations(instances[name]);
  if (name === "UpsertTeamCustomCredentialsBody") {
    yield* bodies(team_id, [...new Set([...sources, "acme", "", null, 7]), undefined], shapes);
  }
  if (name === "ClientFacingTeamProviderCredentials") {
    for (const { details } of bodies(team_id, ["strava"], shapes)) yield { ...instances[name], details };
  }
}
