// The page as an arktype type.

import { type } from "arktype";
import { dateTime, tellingKeys, uuid } from "./rules.mjs";

const text = "string | null";
const anyObject = { "[string]": "unknown" };
const plainObject = type(anyObject).narrow((value) => !Array.isArray(value));
const billingStates = type({ "[string]": "string[]" }).narrow((value) => !Array.isArray(value));
const laboratory = {
  "sub_account_id?": text,
  "sub_account_name?": text,
  "allowed_billing_types?": "string[] | null",
  "disallowed_billing_states?": billingStates.or("null"),
};

const shapes = [
  {
    fitbit: {
      "is_hr_enabled?": "boolean",
      workout_verify_token: "string",
      sleep_verify_token: "string",
      body_verify_token: "string",
      "foods_verify_token?": text,
    },
  },
  { redirect_uri: "string", data_scopes: "string[]" },
  { project_number: "string", service_account_email: "string" },
  { ...laboratory, bioreference: plainObject },
  { ...laboratory, labcorp: { account_number: "string", billing_method: "string" } },
  { ...laboratory, quest: plainObject, "allowed_business_units?": "string[] | null" },
  { webhook_secret: "string" },
  { getlabs: { webhook_secret_key: "string", webhook_secret_token: "string" } },
  {
    phlebfinders: {
      account_id: "string",
      account_name: "string",
      team_id: "string",
      team_name: "string",
      webhook_token: "string",
      email: "string",
    },
  },
  {
    ...laboratory,
    sending_facility: "string",
    sending_application: "string",
    receiving_facility: "string",
    receiving_application: "string",
  },
  { client: "string" },
];
const unrecognized = plainObject.narrow((other) => !tellingKeys.some((key) => key in other));
const details = shapes.reduce((union, shape) => union.or(shape), unrecognized.or("null"));

const page = type({
  credentials: type({
    id: uuid,
    "client_id?": text,
    "client_secret_hash?": text,
    source: "string",
    team_id: uuid,
    created_at: dateTime,
    updated_at: dateTime,
    "details?": details,
    "app_url?": text,
    "redirect_url_override?": text,
  }).array(),
  "next_cursor?": text,
});

export const check = (value) => page.assert(value);
