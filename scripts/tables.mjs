// Writes what the models know into the package: lists of values, keys without secrets, JSON Schemas.

import { mkdirSync, writeFileSync } from "node:fs";
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
  readonly minItems?: number;
  readonly description?: string;
  readonly default?: unknown;
}

export declare const jsonSchemas: Readonly<Record<string, JsonSchema>>;`;

export async function tables() {
  const command = ["cargo", "run", "--quiet", "--features", "describe", "--bin", "describe"];
  const { stdout } = await step("tables of the models", command);
  const { knownValues, detailsKeys, plainKeys, jsonSchemas, documents } = JSON.parse(stdout);

  mkdirSync("pkg/dist", { recursive: true });
  const each = (values, line) =>
    Object.entries(values).map(([name, value]) => line(name, JSON.stringify(value)));
  // Each list holds the values of one type.
  const typeOf = (list) => Object.keys(jsonSchemas).find((type) => `${jsonSchemas[type].enum}` === `${list}`);
  const listDeclaration = (name, list) =>
    `/** The values of \`${typeOf(knownValues[name])}\` that this version knows, for menus. */
export declare const ${name}: readonly ${list};`;
  const files = {
    "known-values.js": each(knownValues, (name, list) => `export const ${name} = ${list};`),
    "known-values.d.ts": each(knownValues, listDeclaration),
    "details-keys.js": [`export const detailsKeys = ${JSON.stringify(detailsKeys)};`],
    "details-keys.d.ts": [
      "export declare const detailsKeys: {",
      ...Object.keys(detailsKeys).map((name) => `  readonly ${name}: readonly (readonly string[])[];`),
      "};",
    ],
    "plain-keys.js": [`export const plainKeys = ${JSON.stringify(plainKeys)};`],
    "plain-keys.d.ts": ["export declare const plainKeys: readonly string[];"],
    "json-schemas.js": [
      "export const jsonSchemas = {",
      ...each(jsonSchemas, (name, schema) => `  ${name}: ${schema},`),
      "};",
    ],
    "json-schemas.d.ts": [schemaDeclarations],
    "schema-documents.js": documentFunctions(documents),
    "schema-documents.d.ts": Object.keys(documents).map(
      (name) => `export declare const ${name}: () => Record<string, unknown>;`,
    ),
  };
  for (const [file, lines] of Object.entries(files)) {
    writeFileSync(`pkg/dist/${file}`, `${lines.join("\n")}\n`);
  }
}

/**
 * A function for each document, which makes it anew: callers may change what they get. What several documents define
 * alike is written once, and whoever uses one document bundles no other.
 */
function documentFunctions(documents) {
  const makers = new Map();
  const makerOf = (name, definition) => {
    const made = JSON.stringify(definition);
    const maker = [...makers].find(([, other]) => other.made === made && other.name === name)?.[0];
    if (maker) return maker;
    const id = `${name}${makers.size}`;
    makers.set(id, { name, made });
    return id;
  };
  const lines = Object.entries(documents).map(([name, { $ref, $defs }]) => {
    const members = Object.entries($defs).map(([key, definition]) => `${key}: ${makerOf(key, definition)}()`);
    return `export const ${name} = () => ({ $ref: ${JSON.stringify($ref)}, $defs: { ${members.join(", ")} } });`;
  });
  return [...Array.from(makers, ([id, { made }]) => `const ${id} = () => (${made});`), ...lines];
}
