/** What the models are made of, as JSON Schema: draft 2020-12, and draft 7 as well. */

type JsonSchema = Record<string, unknown>;

/** A document in the making. */
export interface Draft {
  /** Whether it is of what comes back: the API may be newer than this version. */
  readonly isAnswer: boolean;
  /** What it has defined so far. */
  readonly $defs: Record<string, JsonSchema>;
}

/** Writes the schema of what a value may be, and defines all that it refers to. */
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
 * Not the format `date-time`, which asks for a zone. A leap second may stand where there is none: to tell that takes
 * arithmetic.
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

/** Of an answer the keys may be any, as values of lists may. */
export const map =
  (keys: Kind, values: Kind): Kind =>
  (draft) => ({
    type: "object",
    ...(draft.isAnswer ? {} : { propertyNames: keys(draft) }),
    additionalProperties: values(draft),
  });

/** A list that has a name. */
export function list({ $defs }: Draft, name: string, values: readonly string[]): JsonSchema {
  $defs[name] = literals(values);
  return reference(name);
}

export const literals = (values: readonly string[]): JsonSchema => ({ type: "string", enum: [...values] });

/** The values of some lists, and in an answer others as well. */
export const values =
  (...lists: Kind[]): Kind =>
  (draft) =>
    oneOf([...lists, ...(draft.isAnswer ? [string] : [])].map((kind) => kind(draft)));

/** An object that has a name. A key that it can do without ends with a question mark. */
export function object(draft: Draft, name: string, fields: Record<string, Kind>, more?: Kind): JsonSchema {
  const { $defs } = draft;
  if (!$defs[name]) {
    const properties: Record<string, JsonSchema> = {};
    const required: string[] = [];
    const schema: JsonSchema = { type: "object", properties };
    // Its place is kept: what its fields refer to is defined after it.
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

/** Of an object: no other keys, but in an answer. */
export const closed: Kind = ({ isAnswer }) => (isAnswer ? {} : { additionalProperties: false });

/** Any of some objects. In an answer it may be another as well, which has the required keys of none. */
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

/** Of the body of `set`: what each provider asks for. */
export const pairings =
  (rules: Record<string, Kind>): Kind =>
  (draft) => ({
    allOf: Object.entries(rules).map(([provider, rule]) => ({
      if: { properties: { provider: { const: provider } }, required: ["provider"] },
      // biome-ignore lint/suspicious/noThenProperty: so is the keyword called
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
