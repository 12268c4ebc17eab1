// The page as a valibot schema.

import * as v from "valibot";
import { dateTime, tellingKeys, uuid } from "./rules.mjs";

const id = v.pipe(v.string(), v.regex(uuid));
const date = v.pipe(v.string(), v.regex(dateTime));
const text = v.nullish(v.string());
// A valibot record also accepts arrays.
const anyObject = v.custom((value) => typeof value === "object" && value !== null && !Array.isArray(value));
const laboratory = {
  sub_account_id: text,
  sub_account_name: text,
  allowed_billing_types: v.nullish(v.array(v.string())),
  disallowed_billing_states: v.nullish(v.pipe(anyObject, v.record(v.string(), v.array(v.string())))),
};

const details = v.union([
  v.looseObject({
    fitbit: v.looseObject({
      is_hr_enabled: v.optional(v.boolean()),
      workout_verify_token: v.string(),
      sleep_verify_token: v.string(),
      body_verify_token: v.string(),
      foods_verify_token: text,
    }),
  }),
  v.looseObject({ redirect_uri: v.string(), data_scopes: v.array(v.string()) }),
  v.looseObject({ project_number: v.string(), service_account_email: v.string() }),
  v.looseObject({ ...laboratory, bioreference: anyObject }),
  v.looseObject({
    ...laboratory,
    labcorp: v.looseObject({ account_number: v.string(), billing_method: v.string() }),
  }),
  v.looseObject({
    ...laboratory,
    quest: anyObject,
    allowed_business_units: v.nullish(v.array(v.string())),
  }),
  v.looseObject({ webhook_secret: v.string() }),
  v.looseObject({
    getlabs: v.looseObject({ webhook_secret_key: v.string(), webhook_secret_token: v.string() }),
  }),
  v.looseObject({
    phlebfinders: v.looseObject({
      account_id: v.string(),
      account_name: v.string(),
      team_id: v.string(),
      team_name: v.string(),
      webhook_token: v.string(),
      email: v.string(),
    }),
  }),
  v.looseObject({
    ...laboratory,
    sending_facility: v.string(),
    sending_application: v.string(),
    receiving_facility: v.string(),
    receiving_application: v.string(),
  }),
  v.looseObject({ client: v.string() }),
  v.pipe(
    anyObject,
    v.check((other) => !tellingKeys.some((key) => key in other)),
  ),
]);

const page = v.looseObject({
  credentials: v.array(
    v.looseObject({
      id,
      client_id: text,
      client_secret_hash: text,
      source: v.string(),
      team_id: id,
      created_at: date,
      updated_at: date,
      details: v.nullish(details),
      app_url: text,
      redirect_url_override: text,
    }),
  ),
  next_cursor: text,
});

export const check = (value) => v.parse(page, value);
