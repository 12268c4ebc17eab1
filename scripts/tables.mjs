// Writes what the models know into the package: the lists of values, the keys without secrets, the JSON Schemas.

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
  const { knownValues, plainKeys, jsonSchemas } = JSON.parse(stdout);

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
    "plain-keys.js": [`export const plainKeys = ${JSON.stringify(plainKeys)};`],
    "plain-keys.d.ts": ["export declare const plainKeys: readonly string[];"],
    "json-schemas.js": [
      "export const jsonSchemas = {",
      ...each(jsonSchemas, (name, schema) => `  ${name}: ${schema},`),
      "};",
    ],
    "json-schemas.d.ts": [schemaDeclarations],
  };
  for (const [file, lines] of Object.entries(files)) {
    writeFileSync(`pkg/dist/${file}`, `${lines.join("\n")}\n`);
  }
}
