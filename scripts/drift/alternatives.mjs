// Converts a schema into a list of alternatives, independently of the keywords that express them.

import { Failure } from "../step.mjs";
import { excerpt, isRecord, nameOf } from "./document.mjs";

const objectKeywords = ["properties", "required", "additionalProperties", "propertyNames"];
/** Formats that describe how a value is displayed or stored, and not its form. */
const silentFormats = ["password", "int32", "int64", "float", "double"];

/**
 * Returns the alternatives of a schema. References, `allOf`, `anyOf` and `oneOf` at the top level are resolved. Each
 * alternative is one of:
 *
 * - `{ kind: "value", value }`, from an `enum` or a `const`
 * - `{ kind: "plain", type, format }`; `anything` and `null` are also types
 * - `{ kind: "array", items }`
 * - `{ kind: "object", name, title, properties, required, others, keys }`
 *
 * Bounds, patterns and lengths are ignored.
 */
export function alternatives(schema, document, passed = []) {
  if (schema === true) return [anything];
  if (schema === false) return [];
  if (!isRecord(schema)) {
    throw new Failure(`${document.name}: ${excerpt(schema)} stands where a schema belongs`);
  }

  const inner = (part) => alternatives(part, document, passed);
  // All parts of a schema apply at the same time.
  const parts = [own(schema)];
  if (typeof schema.$ref === "string") parts.push(referred(schema.$ref, document, passed));
  for (const union of [schema.anyOf, schema.oneOf]) {
    if (Array.isArray(union)) parts.push(union.flatMap(inner));
  }
  for (const part of list(schema.allOf)) parts.push(inner(part));

  const all = parts.reduce((left, right) =>
    left.flatMap((one) => right.flatMap((other) => both(one, other))),
  );
  if (schema.nullable === true && !all.some(isNull)) all.push({ kind: "plain", type: "null" });
  return all.some(isAnything) ? [anything] : all;
}

export function isNull({ kind, type }) {
  return kind === "plain" && type === "null";
}

/** Describes alternatives in a few words. */
export function wordsFor(all) {
  const values = all.filter(({ kind }) => kind === "value").map(({ value }) => value);
  const shown = values.length > 6 ? [...values.slice(0, 5), `${values.length - 5} more values`] : values;
  const others = all.filter(({ kind }) => kind !== "value").map(wordFor);
  return [...new Set([...shown, ...others])].join(" | ") || "nothing";
}

/** Describes one alternative. */
export function wordFor({ kind, type, format, name, title, properties, value }) {
  if (kind === "value") return value;
  if (kind === "plain") return format ? `${type} (${format})` : type;
  if (kind === "array") return "array";
  return name ?? title ?? (properties.size > 0 ? `{ ${[...properties.keys()].join(", ")} }` : "object");
}

const anything = { kind: "plain", type: "anything" };

function isAnything({ kind, type }) {
  return kind === "plain" && type === "anything";
}

function referred(reference, document, passed) {
  // A union that contains itself adds no alternative.
  if (passed.includes(reference)) return [];
  const all = alternatives(document.at(reference), document, [...passed, reference]);
  const name = nameOf(reference);
  return all.map((one) => (one.kind === "object" ? { ...one, name: one.name ?? name } : one));
}

function own(schema) {
  const values = Object.hasOwn(schema, "const") ? [schema.const] : schema.enum;
  if (Array.isArray(values)) {
    return values.map((value) =>
      value === null ? { kind: "plain", type: "null" } : { kind: "value", value: JSON.stringify(value) },
    );
  }
  if (schema.type !== undefined) return [schema.type].flat().map((type) => ofType(type, schema));
  if (schema.items !== undefined) return [ofType("array", schema)];
  if (objectKeywords.some((keyword) => schema[keyword] !== undefined)) return [ofType("object", schema)];
  return [anything];
}

function ofType(type, schema) {
  if (type === "array") return { kind: "array", items: schema.items ?? true };
  if (type === "object") {
    return {
      kind: "object",
      title: schema.title,
      properties: new Map(isRecord(schema.properties) ? Object.entries(schema.properties) : []),
      required: new Set(list(schema.required)),
      others: schema.additionalProperties ?? schema.unevaluatedProperties ?? true,
      keys: schema.propertyNames,
    };
  }
  const format = silentFormats.includes(schema.format) || type === "null" ? undefined : schema.format;
  return { kind: "plain", type, format };
}

/** Returns the intersection of two alternatives: one alternative, or none. */
function both(one, other) {
  if (isAnything(one)) return [other];
  if (isAnything(other)) return [one];
  if (one.kind === "value" || other.kind === "value") return sameValue(one, other);
  if (one.kind !== other.kind) return [];
  if (one.kind === "plain") return samePlain(one, other);
  if (one.kind === "array") return [{ kind: "array", items: { allOf: [one.items, other.items] } }];

  const properties = new Map(one.properties);
  for (const [key, schema] of other.properties) {
    properties.set(key, properties.has(key) ? { allOf: [properties.get(key), schema] } : schema);
  }
  const keys = [one.keys, other.keys].filter((schema) => schema !== undefined);
  return [
    {
      kind: "object",
      title: one.title ?? other.title,
      properties,
      required: new Set([...one.required, ...other.required]),
      others: one.others === true ? other.others : one.others,
      keys: keys.length > 1 ? { allOf: keys } : keys[0],
    },
  ];
}

function sameValue(one, other) {
  const [{ value }, rest] = one.kind === "value" ? [one, other] : [other, one];
  const agrees =
    rest.kind === "value"
      ? rest.value === value
      : rest.kind === "plain" && rest.type.replace("integer", "number") === typeof JSON.parse(value);
  return agrees ? [{ kind: "value", value }] : [];
}

function samePlain(one, other) {
  const isNumber = [one, other].every(({ type }) => type === "integer" || type === "number");
  if (one.type !== other.type && !isNumber) return [];
  const type = one.type === "integer" ? one.type : other.type;
  return [{ kind: "plain", type, format: one.format ?? other.format }];
}

function list(value) {
  return Array.isArray(value) ? value : [];
}
