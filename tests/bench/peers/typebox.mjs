// The page as a typebox schema that is compiled at import.

import Type from "typebox";
import { Compile } from "typebox/compile";
import { dateTime, tellingKeys, uuid } from "./rules.mjs";

const { Object: object, Optional: optional, String: string } = Type;
const nullish = (schema) => optional(Type.Union([schema, Type.Null()]));
const id = string({ pattern: uuid });
const date = string({ pattern: dateTime });
const text = nullish(string());
const texts = Type.Array(string());
const anyObject = Type.Record(string(), Type.Unknown());
const laboratory = {
  sub_account_id: text,
  sub_account_name: text,
  allowed_billing_types: nullish(texts),
  disallowed_billing_states: nullish(Type.Record(string(), texts)),
};

const details = [
  object({
    fitbit: object({
      is_hr_enabled: optional(Type.Boolean()),
      workout_verify_token: string(),
      sleep_verify_token: string(),
      body_verify_token: string(),
      foods_verify_token: text,
    }),
  }),
  object({ redirect_uri: string(), data_scopes: texts }),
  object({ project_number: string(), service_account_email: string() }),
  object({ ...laboratory, bioreference: anyObject }),
  object({ ...laboratory, labcorp: object({ account_number: string(), billing_method: string() }) }),
  object({ ...laboratory, quest: anyObject, allowed_business_units: nullish(texts) }),
  object({ webhook_secret: string() }),
  object({ getlabs: object({ webhook_secret_key: string(), webhook_secret_token: string() }) }),
  object({
    phlebfinders: object({
      account_id: string(),
      account_name: string(),
      team_id: string(),
      team_name: string(),
      webhook_token: string(),
      email: string(),
    }),
  }),
  object({
    ...laboratory,
    sending_facility: string(),
    sending_application: string(),
    receiving_facility: string(),
    receiving_application: string(),
  }),
  object({ client: string() }),
  object(Object.fromEntries(tellingKeys.map((key) => [key, optional(Type.Never())]))),
];

const page = Compile(
  object({
    credentials: Type.Array(
      object({
        id,
        client_id: text,
        client_secret_hash: text,
        source: string(),
        team_id: id,
        created_at: date,
        updated_at: date,
        details: optional(Type.Union([Type.Null(), ...details])),
        app_url: text,
        redirect_url_override: text,
      }),
    ),
    next_cursor: text,
  }),
);

export function check(value) {
  if (!page.Check(value)) throw new Error("not valid", { cause: page.Errors(value) });
  return value;
}
