// Writes the JSON Schemas of config and lock into the package, from the schemas of the models. Editors use them.

import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = "pkg/schema";
/** The draft that editors support best. */
const target = "draft-07";

/** Reads a module of the built package. */
const built = (name) => import(pathToFileURL(resolve(`pkg/dist/${name}.js`)).href);

export async function configSchemas() {
  const { UpsertTeamCustomCredentialsBody } = await built("schemas");
  const { secretKeys } = await built("secret-keys");
  const { $schema, $defs } = UpsertTeamCustomCredentialsBody["~standard"].jsonSchema.input({ target });
  const { UpsertTeamCustomCredentialsBody: body, ...others } = withReferences($defs, new Set(secretKeys));
  const { team_id, ...fields } = body.properties;

  const config = {
    $schema,
    title: "Credentials that teams should have",
    type: "object",
    properties: {
      $schema: { type: "string" },
      credentials: {
        description: "The credentials.",
        type: "array",
        items: { $ref: "#/$defs/Entry" },
      },
      prune: {
        description: "Where credentials that are not in this file may be deleted, with the option `prune`.",
        type: "array",
        items: { $ref: "#/$defs/Bound" },
      },
    },
    required: ["credentials"],
    additionalProperties: false,
    $defs: {
      Entry: {
        ...body,
        description: "A credential that a team should have. A change sends the whole entry.",
        properties: { env: scope.env, region: scope.region, team, team_id, ...fields },
        required: ["env", "provider"],
        oneOf: [{ required: ["team"] }, { required: ["team_id"] }],
        additionalProperties: false,
      },
      Bound: {
        type: "object",
        properties: {
          ...scope,
          teams: { description: "Default: all. An empty list matches none.", type: "array", items: team },
          providers: {
            description: "Default: all. An empty list matches none.",
            type: "array",
            items: fields.provider,
          },
        },
        required: ["env", "region"],
        additionalProperties: false,
      },
      Reference: reference,
      ...others,
    },
  };
  mkdirSync(folder, { recursive: true });
  write("config", config);
  write("lock", { $schema, ...lock });
}

function write(name, schema) {
  writeFileSync(`${folder}/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`);
}

const scope = {
  env: { description: "The environment.", type: "string", enum: ["production", "sandbox"] },
  region: { description: "The region. Default: that of the team.", type: "string", enum: ["us", "eu"] },
};

const team = {
  description: "The name or the id of the team, or the id that your own system has for it.",
  anyOf: [
    { type: "string" },
    {
      type: "object",
      properties: { integration_team_id: { type: "string" } },
      required: ["integration_team_id"],
      additionalProperties: false,
    },
  ],
};

const reference = {
  description: "Where a secret comes from.",
  oneOf: [
    {
      type: "object",
      properties: {
        env: { description: "An environment variable.", type: "string", pattern: "^[A-Za-z_][A-Za-z0-9_]*$" },
      },
      required: ["env"],
      additionalProperties: false,
    },
    {
      type: "object",
      properties: {
        file: { description: "A file, relative to the folder of the config.", type: "string", minLength: 1 },
      },
      required: ["file"],
      additionalProperties: false,
    },
  ],
};

const lock = {
  title: "What is known about client secrets that were set",
  type: "object",
  properties: {
    $schema: { type: "string" },
    version: { const: 1 },
    org_id: { type: "string" },
    origin: { type: "string" },
    credentials: {
      type: "object",
      propertyNames: { pattern: "^(production|sandbox)/(us|eu)/[0-9a-f-]{36}/\\w+$" },
      additionalProperties: {
        type: "object",
        properties: {
          updated_at: { type: "string" },
          salt: { type: "string" },
          secret: { type: "string" },
          hash: { type: "string" },
          pending: { type: "boolean" },
        },
        additionalProperties: false,
      },
    },
  },
  required: ["version", "org_id", "origin", "credentials"],
  additionalProperties: false,
};

/** Replaces secrets by references: a file under version control has no secret. A client id may be one or the other. */
function withReferences(value, secretKeys) {
  if (Array.isArray(value)) return value.map((item) => withReferences(item, secretKeys));
  if (typeof value !== "object" || value === null) return value;
  const { properties } = value;
  const members = Object.entries(value).map(([key, inner]) => [key, withReferences(inner, secretKeys)]);
  const copy = Object.fromEntries(members);
  for (const key of Object.keys(properties ?? {})) {
    if (secretKeys.has(key)) copy.properties[key] = referenceInPlaceOfText(copy.properties[key]);
    if (key === "client_id")
      copy.properties[key] = { anyOf: [properties[key], { $ref: "#/$defs/Reference" }] };
  }
  return copy;
}

function referenceInPlaceOfText(schema) {
  if (schema.type === "string") return { $ref: "#/$defs/Reference" };
  return schema.anyOf ? { ...schema, anyOf: schema.anyOf.map(referenceInPlaceOfText) } : schema;
}
