// Writes the tables of the models into the package: operations, enums, keys with and without secrets, JSON Schemas,
// models, and what forms ask for.

import { mkdirSync, writeFileSync } from "node:fs";
import { jsonSchemas } from "./json-schemas.mjs";
import { step } from "./step.mjs";

const schemaDeclarations = `/** A JSON Schema of draft 2020-12, with the keywords that this package uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly format?: string;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly description?: string;
  readonly default?: unknown;
}

export declare const jsonSchemas: Readonly<Record<string, JsonSchema>>;`;

const schemasDeclaration = `/**
 * The types of the API as schemas. The schemas of responses accept new values, keys and shapes. The schemas of request
 * bodies are as strict as \`set()\` and \`prepare()\`.
 */

import type { SetTeamCustomCredentialsBody } from "./client/set.js";
import type * as core from "./core/junction_credentials.js";
import type { Schema } from "./schemas/schema.js";
`;

const modelDeclaration = `/** A \`Kind\` of src/schemas/kinds.ts. */
type Model = (draft: { isAnswer: boolean; $defs: Record<string, Record<string, unknown>> }) => Record<string, unknown>;`;

const operationDeclarations = `
/** The request and the response of an operation. */
export interface OperationRow {
  readonly method: "GET" | "POST" | "DELETE";
  /** The path template, with the names of parameters in braces. */
  readonly path: string;
  /** The name of the schema of the query. Absent if the operation has a body. */
  readonly query?: string;
  /** The name of the schema of the body. Absent if the operation has none. */
  readonly body?: string;
  /** The name of the schema of the response. */
  readonly answer: string;
}

export declare const operations: Readonly<Record<Operation, OperationRow>>;`;

const formDeclarations = `/** A value of the body of \`set\`, as a form asks for it. */
export interface FormRow {
  readonly path: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly secret: boolean;
  readonly kind: "text" | "boolean" | "choice" | "choices" | "list" | "lists" | "json";
  readonly options?: readonly string[];
}

/** The values that every provider has, those of each shape of details, and the shapes of each provider. */
export declare const forms: {
  readonly common: readonly FormRow[];
  readonly shapes: Readonly<Record<string, readonly FormRow[]>>;
  readonly providers: Readonly<
    Record<
      string,
      { readonly clientIdOnly?: true; readonly shapes?: readonly string[]; readonly required?: boolean }
    >
  >;
};`;

export async function tables() {
  const command = ["cargo", "run", "--quiet", "--features", "describe", "--bin", "describe"];
  const { stdout } = await step("tables of the models", command);
  const {
    operationNames,
    operations,
    knownValues,
    detailsKeys,
    plainKeys,
    otherKeys,
    secretKeys,
    describedModels,
    models,
    schemas,
    forms,
  } = JSON.parse(stdout);

  const descriptions = await jsonSchemas(describedModels, knownValues);
  mkdirSync("pkg/dist", { recursive: true });
  const each = (values, line) =>
    Object.entries(values).map(([name, value]) => line(name, JSON.stringify(value)));
  // Finds the type whose values are those of a list.
  const typeOf = (list) =>
    Object.keys(descriptions).find((type) => `${descriptions[type].enum}` === `${list}`);
  const listDeclaration = (name, list) =>
    `/** The values of \`${typeOf(knownValues[name])}\` that this version knows, for menus. */
export declare const ${name}: readonly ${list};`;
  const files = {
    "operations.js": [
      "export const operations = {",
      ...each(operations, (name, row) => `  ${name}: ${row},`),
      "};",
    ],
    "operations.d.ts": [
      'import type { OperationName } from "./operation-names.js";',
      "/** The operations of the API, by the names that callers know them by. */",
      "export type Operation = OperationName;",
      operationDeclarations,
    ],
    // In the order of the numbers that the core has for them.
    "operation-names.js": [`export const operationNames = ${words(operationNames)};`],
    "operation-names.d.ts": [
      "/** The name of an operation of the API. */",
      `export type OperationName = ${operationNames.map((name) => `"${name}"`).join(" | ")};`,
      "export declare const operationNames: readonly OperationName[];",
    ],
    "known-values.js": Object.entries(knownValues).map(
      ([name, list]) => `export const ${name} = ${words(list)};`,
    ),
    "known-values.d.ts": each(knownValues, listDeclaration),
    "details-keys.js": [`export const detailsKeys = ${JSON.stringify(detailsKeys)};`],
    "details-keys.d.ts": [
      "export declare const detailsKeys: {",
      ...Object.keys(detailsKeys).map((name) => `  readonly ${name}: readonly (readonly string[])[];`),
      "};",
    ],
    "plain-keys.js": [`export const plainKeys = ${words(plainKeys)};`],
    "plain-keys.d.ts": ["export declare const plainKeys: readonly string[];"],
    "other-keys.js": [`export const otherKeys = ${words(otherKeys)};`],
    "other-keys.d.ts": ["export declare const otherKeys: readonly string[];"],
    "secret-keys.js": [`export const secretKeys = ${words(secretKeys)};`],
    "secret-keys.d.ts": [
      "/** A key whose value is a secret. */",
      `export type SecretKey = ${secretKeys.map((name) => `"${name}"`).join(" | ")};`,
      "export declare const secretKeys: readonly string[];",
    ],
    "json-schemas.js": [
      "export const jsonSchemas = {",
      ...each(descriptions, (name, schema) => `  ${name}: ${schema},`),
      "};",
    ],
    "json-schemas.d.ts": [schemaDeclarations],
    // Each schema is a separate export, so that bundlers remove unused ones.
    "schemas.js": [
      'import * as wireTypes from "./core/wire-types.js";',
      'import * as models from "./models.js";',
      'import { schema } from "./schemas/schema.js";',
      ...Object.entries(schemas).map(([name, { isRequest }]) => {
        const type = `wireTypes.${name}, models.${name}${isRequest ? ", false" : ""}`;
        return `export const ${name} = /* @__PURE__ */ schema(${type});`;
      }),
    ],
    "schemas.d.ts": [
      schemasDeclaration,
      ...Object.entries(schemas).map(([name, { doc }]) => {
        const type =
          name === "UpsertTeamCustomCredentialsBody" ? "SetTeamCustomCredentialsBody" : `core.${name}`;
        return `/** ${doc} */\nexport declare const ${name}: Schema<${type}>;`;
      }),
    ],
    "models.js": [
      'import * as kind from "./schemas/kinds.js";',
      'import * as known from "./known-values.js";',
      // Each model is a separate export, so that bundlers remove unused ones, and a function, so that nothing is
      // created before it is used.
      ...Object.entries(models).map(([name, code]) => `export const ${name} = (draft) => ${code};`),
    ],
    "form-rows.js": [`export const forms = ${JSON.stringify(forms)};`],
    "form-rows.d.ts": [formDeclarations],
    "models.d.ts": [
      modelDeclaration,
      ...Object.keys(models).map((name) => `export declare const ${name}: Model;`),
    ],
  };
  for (const [file, lines] of Object.entries(files)) {
    writeFileSync(`pkg/dist/${file}`, `${lines.join("\n")}\n`);
  }
}

/** Returns code for a list of words, in the shortest form. Bundlers remove it if it is not used. */
function words(list) {
  return `/* @__PURE__ */ ${JSON.stringify(list.join(" "))}.split(" ")`;
}
