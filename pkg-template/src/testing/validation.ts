// Validates a value against the API's JSON Schemas, and reports problems as pydantic does.

import { jsonSchemas } from "../json-schemas.js";
import { canonicalUuid, uuidComplaint } from "./uuid.js";

/** The keywords of the API's schemas that apply to requests. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
}

/** The path of a value in a request: `["body", "details", "FitbitTeamProviderDetails", "fitbit"]`. */
export type Location = readonly (string | number)[];

/** One entry of `detail` in a 422 response. */
export interface Complaint {
  readonly type: string;
  readonly loc: Location;
  readonly msg: string;
  readonly input: unknown;
  readonly ctx?: Readonly<Record<string, unknown>>;
}

/** Returns the schema with this name in the API's description. */
export function schemaNamed(name: string): Schema {
  // The generated module may declare its schemas with a wider type.
  const schema = jsonSchemas[name] as unknown as Schema | undefined;
  if (!schema) throw new Error(`no schema is named ${name}`);
  return schema;
}

/** Returns the problems that pydantic reports for `value`, in the same order. Empty if the value is valid. */
export function complaintsAbout(value: unknown, schema: Schema, loc: Location): Complaint[] {
  if (schema.$ref) {
    const named = schemaNamed(referredName(schema.$ref));
    return named.enum ? aboutChoice(value, named.enum, "enum", loc) : complaintsAbout(value, named, loc);
  }
  if (schema.anyOf) return aboutUnion(value, schema.anyOf, loc);
  if (schema.enum) return aboutChoice(value, schema.enum, "literal_error", loc);
  if (schema.const !== undefined) return aboutChoice(value, [schema.const], "literal_error", loc);
  switch (schema.type) {
    case "string":
      return schema.format === "uuid" ? aboutUuid(value, loc) : aboutString(value, schema, loc);
    case "boolean":
      return aboutBoolean(value, loc);
    case "array":
      return aboutArray(value, schema, loc);
    case "object":
      return schema.properties ? aboutModel(value, schema, loc) : aboutMap(value, schema, loc);
    default:
      return [];
  }
}

/** Reports an absent value. `input` is the object that lacks it. */
export function missing(loc: Location, input: unknown): Complaint {
  return { type: "missing", loc, msg: "Field required", input };
}

function aboutUnion(value: unknown, branches: readonly Schema[], loc: Location): Complaint[] {
  const others = branches.filter((branch) => branch.type !== "null");
  if (value === null && others.length < branches.length) return [];
  const [only] = others;
  if (only && others.length === 1) return complaintsAbout(value, only, loc);

  const complaints: Complaint[] = [];
  for (const branch of others) {
    const own = complaintsAbout(value, branch, [...loc, branchName(branch)]);
    if (own.length === 0) return [];
    complaints.push(...own);
  }
  return complaints;
}

function branchName(branch: Schema): string {
  if (branch.$ref) {
    const name = referredName(branch.$ref);
    return schemaNamed(name).enum ? `str-enum[${name}]` : name;
  }
  const choices = branch.enum ?? (branch.const === undefined ? undefined : [branch.const]);
  if (choices) return `literal[${choices.map((choice) => `'${choice}'`).join(",")}]`;
  return branch.type === "string" ? "str" : (branch.type ?? "any");
}

function aboutChoice(value: unknown, choices: readonly unknown[], type: string, loc: Location): Complaint[] {
  if (choices.includes(value)) return [];
  const quoted = choices.map((choice) => `'${choice}'`);
  const last = quoted.pop();
  const expected = quoted.length > 0 ? `${quoted.join(", ")} or ${last}` : `${last}`;
  return [{ type, loc, msg: `Input should be ${expected}`, input: value, ctx: { expected } }];
}

function aboutUuid(value: unknown, loc: Location): Complaint[] {
  if (typeof value !== "string") {
    return [
      { type: "uuid_type", loc, msg: "UUID input should be a string, bytes or UUID object", input: value },
    ];
  }
  if (canonicalUuid(value)) return [];
  const error = uuidComplaint(value);
  const msg = `Input should be a valid UUID, ${error}`;
  return [{ type: "uuid_parsing", loc, msg, input: value, ctx: { error } }];
}

function aboutString(value: unknown, { pattern }: Schema, loc: Location): Complaint[] {
  if (typeof value !== "string") {
    return [{ type: "string_type", loc, msg: "Input should be a valid string", input: value }];
  }
  if (pattern === undefined || new RegExp(pattern, "u").test(value)) return [];
  const msg = `String should match pattern '${pattern}'`;
  return [{ type: "string_pattern_mismatch", loc, msg, input: value, ctx: { pattern } }];
}

function aboutBoolean(value: unknown, loc: Location): Complaint[] {
  if (typeof value === "boolean") return [];
  const msg = "Input should be a valid boolean";
  // pydantic also accepts "yes" and 1 as true. The fake API is stricter, because the API's description says boolean.
  if (typeof value === "string" || typeof value === "number") {
    return [{ type: "bool_parsing", loc, msg: `${msg}, unable to interpret input`, input: value }];
  }
  return [{ type: "bool_type", loc, msg, input: value }];
}

function aboutArray(value: unknown, { items, minItems = 0 }: Schema, loc: Location): Complaint[] {
  if (!Array.isArray(value))
    return [{ type: "list_type", loc, msg: "Input should be a valid list", input: value }];
  const complaints = items
    ? value.flatMap((item, index) => complaintsAbout(item, items, [...loc, index]))
    : [];
  if (complaints.length > 0 || value.length >= minItems) return complaints;
  const msg = `List should have at least ${minItems} item${minItems === 1 ? "" : "s"} after validation, not ${value.length}`;
  const ctx = { field_type: "List", min_length: minItems, actual_length: value.length };
  return [{ type: "too_short", loc, msg, input: value, ctx }];
}

function aboutModel(value: unknown, schema: Schema, loc: Location): Complaint[] {
  if (!isObject(value)) {
    const msg = "Input should be a valid dictionary or object to extract fields from";
    return [{ type: "model_attributes_type", loc, msg, input: value }];
  }
  const properties = schema.properties ?? {};
  const complaints = Object.entries(properties).flatMap(([name, property]) => {
    if (Object.hasOwn(value, name)) return complaintsAbout(value[name], property, [...loc, name]);
    return schema.required?.includes(name) ? [missing([...loc, name], value)] : [];
  });
  if (schema.additionalProperties !== false) return complaints;
  const extras = Object.keys(value).filter((name) => !Object.hasOwn(properties, name));
  const msg = "Extra inputs are not permitted";
  return [
    ...complaints,
    ...extras.map((name) => ({ type: "extra_forbidden", loc: [...loc, name], msg, input: value[name] })),
  ];
}

function aboutMap(value: unknown, schema: Schema, loc: Location): Complaint[] {
  if (!isObject(value))
    return [{ type: "dict_type", loc, msg: "Input should be a valid dictionary", input: value }];
  const { propertyNames, additionalProperties } = schema;
  return Object.entries(value).flatMap(([name, item]) => [
    ...(propertyNames ? complaintsAbout(name, propertyNames, [...loc, name, "[key]"]) : []),
    ...(typeof additionalProperties === "object"
      ? complaintsAbout(item, additionalProperties, [...loc, name])
      : []),
  ]);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns the name of the schema that a `$ref` refers to. */
export function referredName(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}
