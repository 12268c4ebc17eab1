// The page as a JSON Schema for ajv.

import { dateTime, tellingKeys, uuid } from "./rules.mjs";

const string = { type: "string" };
const text = { type: "string", nullable: true };
const texts = { type: "array", items: string };
const id = { type: "string", pattern: uuid.source };
const date = { type: "string", pattern: dateTime.source };
const anyObject = { type: "object" };
const laboratory = {
  sub_account_id: text,
  sub_account_name: text,
  allowed_billing_types: { ...texts, nullable: true },
  disallowed_billing_states: { type: "object", nullable: true, additionalProperties: texts },
};

/** Returns the schema of an object. Keys that begin with `?` are optional. */
function object(properties) {
  const entries = Object.entries(properties);
  const required = entries.filter(([key]) => !key.startsWith("?")).map(([key]) => key);
  const plain = entries.map(([key, schema]) => [key.replace("?", ""), schema]);
  return { type: "object", properties: Object.fromEntries(plain), required };
}

const optional = (properties) =>
  Object.fromEntries(Object.entries(properties).map(([key, schema]) => [`?${key}`, schema]));

const details = {
  anyOf: [
    { type: "null" },
    object({
      fitbit: object({
        "?is_hr_enabled": { type: "boolean" },
        workout_verify_token: string,
        sleep_verify_token: string,
        body_verify_token: string,
        "?foods_verify_token": text,
      }),
    }),
    object({ redirect_uri: string, data_scopes: texts }),
    object({ project_number: string, service_account_email: string }),
    object({ ...optional(laboratory), bioreference: anyObject }),
    object({ ...optional(laboratory), labcorp: object({ account_number: string, billing_method: string }) }),
    object({
      ...optional(laboratory),
      quest: anyObject,
      "?allowed_business_units": { ...texts, nullable: true },
    }),
    object({ webhook_secret: string }),
    object({ getlabs: object({ webhook_secret_key: string, webhook_secret_token: string }) }),
    object({
      phlebfinders: object({
        account_id: string,
        account_name: string,
        team_id: string,
        team_name: string,
        webhook_token: string,
        email: string,
      }),
    }),
    object({
      ...optional(laboratory),
      sending_facility: string,
      sending_application: string,
      receiving_facility: string,
      receiving_application: string,
    }),
    object({ client: string }),
    { type: "object", not: { anyOf: tellingKeys.map((key) => ({ required: [key] })) } },
  ],
};

export const schema = object({
  credentials: {
    type: "array",
    items: object({
      id,
      "?client_id": text,
      "?client_secret_hash": text,
      source: string,
      team_id: id,
      created_at: date,
      updated_at: date,
      "?details": details,
      "?app_url": text,
      "?redirect_url_override": text,
    }),
  },
  "?next_cursor": text,
});
