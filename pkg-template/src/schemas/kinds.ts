/** Writes the models as JSON Schema that is valid in draft 2020-12 and in draft 7. */

type JsonSchema = Record<string, unknown>;

/** A JSON Schema that is being written. */
export interface Draft {
  /** Whether it describes a response. A response may contain values that this version does not know. */
  readonly isAnswer: boolean;
  /** The definitions that are written so far. */
  readonly $defs: Record<string, JsonSchema>;
}

/** Returns the schema of a type, and adds the types that it refers to to the definitions. */
export type Kind = (draft: Draft) => JsonSchema;

export const string: Kind = () => ({ type: "string" });

export const boolean: Kind = () => ({ type: "boolean" });

export const json: Kind = () => ({});

export const jsonObject: Kind = () => ({ type: "object", additionalProperties: true });

export const location: Kind = () => ({ anyOf: [{ type: "string" }, { type: "integer" }] });

export const uuid: Kind = () => ({
  type: "string",
  format: "uuid",
  pattern: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
});

/**
 * The format `date-time` is not used, because it requires a time zone. A second of 60 is accepted at any time, because
 * a pattern cannot determine when leap seconds are possible.
 */
export const dateTime: Kind = () => ({
  type: "string",
  pattern:
    "^(\\d{4}-((0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])|(0[469]|11)-(0[1-9]|[12]\\d|30)|02-(0[1-9]|1\\d|2[0-8]))" +
    "|(\\d\\d(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)" +
    "[Tt]([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60)(\\.\\d+)?([Zz]|[+-]([01]\\d|2[0-3]):[0-5]\\d)?$",
});

export const nullable =
  (kind: Kind): Kind =>
  (draft) => {
    const schema = kind(draft);
    return { anyOf: [...((schema.anyOf as JsonSchema[]) ?? [schema]), { type: "null" }] };
  };

export const array =
  (items: Kind): Kind =>
  (draft) => ({ type: "array", items: items(draft) });

/** In a response the keys may be any string, like the values of an enum. */
export const map =
  (keys: Kind, values: Kind): Kind =>
  (draft) => ({
    type: "object",
    ...(draft.isAnswer ? {} : { propertyNames: keys(draft) }),
    additionalProperties: values(draft),
  });

/** A named enum. */
export function list({ $defs }: Draft, name: string, values: readonly string[]): JsonSchema {
  $defs[name] = literals(values);
  return reference(name);
}

export const literals = (values: readonly string[]): JsonSchema => ({ type: "string", enum: [...values] });

/** The values of some enums. In a response, any other string is also accepted. */
export const values =
  (...lists: Kind[]): Kind =>
  (draft) =>
    oneOf([...lists, ...(draft.isAnswer ? [string] : [])].map((kind) => kind(draft)));

/** A named object. The name of an optional key ends with a question mark. */
export function object(draft: Draft, name: string, fields: Record<string, Kind>, more?: Kind): JsonSchema {
  const { $defs } = draft;
  if (!$defs[name]) {
    const properties: Record<string, JsonSchema> = {};
    const required: string[] = [];
    const schema: JsonSchema = { type: "object", properties };
    // Added before its fields are read, so that it precedes the definitions that they refer to.
    $defs[name] = schema;
    for (const [key, kind] of Object.entries(fields)) {
      const property = key.replace("?", "");
      if (property === key) required.push(key);
      properties[property] = kind(draft);
    }
    if (required.length > 0) schema.required = required;
    Object.assign(schema, more?.(draft));
  }
  return reference(name);
}

/** Forbids other keys of an object, except in a response. */
export const closed: Kind = ({ isAnswer }) => (isAnswer ? {} : { additionalProperties: false });

/** One of several objects. In a response, an object without any of their required keys is also accepted. */
export function shapes(draft: Draft, ...objects: Kind[]): JsonSchema {
  const { $defs, isAnswer } = draft;
  const known = objects.map((kind) => kind(draft));
  if (!isAnswer) return oneOf(known);
  const keys = known.flatMap(({ $ref }) => $defs[($ref as string).slice(prefix.length)]?.required);
  return oneOf([
    ...known,
    { type: "object", properties: Object.fromEntries(keys.map((key) => [key, false])) },
  ]);
}

/** The values that each provider requires in the body of `set`. */
export const pairings =
  (rules: Record<string, Kind>): Kind =>
  (draft) => ({
    allOf: Object.entries(rules).map(([provider, rule]) => ({
      if: { properties: { provider: { const: provider } }, required: ["provider"] },
      // biome-ignore lint/suspicious/noThenProperty: the name of a JSON Schema keyword
      then: rule(draft),
    })),
  });

export const details =
  (...objects: Kind[]): Kind =>
  (draft) => ({
    properties: { details: { anyOf: [oneOf(objects.map((kind) => kind(draft))), { type: "null" }] } },
  });

export const requiredDetails =
  (...objects: Kind[]): Kind =>
  (draft) => ({ properties: { details: oneOf(objects.map((kind) => kind(draft))) }, required: ["details"] });

export const clientIdOnly: Kind = () => ({
  properties: {
    client_id: { type: "string" },
    client_secret: false,
    details: false,
    redirect_url_override: false,
  },
  required: ["client_id"],
});

const prefix = "#/$defs/";

const reference = (name: string): JsonSchema => ({ $ref: prefix + name });

const oneOf = (schemas: JsonSchema[]): JsonSchema =>
  schemas.length === 1 ? (schemas[0] as JsonSchema) : { anyOf: schemas };
