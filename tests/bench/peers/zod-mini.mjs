// The page as a zod mini schema.

import * as z from "zod/mini";
import { dateTime, tellingKeys, uuid } from "./rules.mjs";

const id = z.string().check(z.regex(uuid));
const date = z.string().check(z.regex(dateTime));
const text = z.nullish(z.string());
const anyObject = z.record(z.string(), z.unknown());
const laboratory = {
  sub_account_id: text,
  sub_account_name: text,
  allowed_billing_types: z.nullish(z.array(z.string())),
  disallowed_billing_states: z.nullish(z.record(z.string(), z.array(z.string()))),
};

const details = z.union([
  z.looseObject({
    fitbit: z.looseObject({
      is_hr_enabled: z.optional(z.boolean()),
      workout_verify_token: z.string(),
      sleep_verify_token: z.string(),
      body_verify_token: z.string(),
      foods_verify_token: text,
    }),
  }),
  z.looseObject({ redirect_uri: z.string(), data_scopes: z.array(z.string()) }),
  z.looseObject({ project_number: z.string(), service_account_email: z.string() }),
  z.looseObject({ ...laboratory, bioreference: anyObject }),
  z.looseObject({
    ...laboratory,
    labcorp: z.looseObject({ account_number: z.string(), billing_method: z.string() }),
  }),
  z.looseObject({
    ...laboratory,
    quest: anyObject,
    allowed_business_units: z.nullish(z.array(z.string())),
  }),
  z.looseObject({ webhook_secret: z.string() }),
  z.looseObject({
    getlabs: z.looseObject({ webhook_secret_key: z.string(), webhook_secret_token: z.string() }),
  }),
  z.looseObject({
    phlebfinders: z.looseObject({
      account_id: z.string(),
      account_name: z.string(),
      team_id: z.string(),
      team_name: z.string(),
      webhook_token: z.string(),
      email: z.string(),
    }),
  }),
  z.looseObject({
    ...laboratory,
    sending_facility: z.string(),
    sending_application: z.string(),
    receiving_facility: z.string(),
    receiving_application: z.string(),
  }),
  z.looseObject({ client: z.string() }),
  anyObject.check(z.refine((other) => !tellingKeys.some((key) => key in other))),
]);

const page = z.looseObject({
  credentials: z.array(
    z.looseObject({
      id,
      client_id: text,
      client_secret_hash: text,
      source: z.string(),
      team_id: id,
      created_at: date,
      updated_at: date,
      details: z.nullish(details),
      app_url: text,
      redirect_url_override: text,
    }),
  ),
  next_cursor: text,
});

export const check = (value) => page.parse(value);
