// The page as a type for which typia generates a validator, when `validators.mjs` runs its generator.

import typia, { type tags } from "typia";

/** The patterns of `../rules.mjs`, which a type cannot import. */
type Text<Kind extends string, Pattern extends string> = string &
  tags.TagBase<{
    target: "string";
    kind: Kind;
    value: undefined;
    validate: `/${Pattern}/.test($input)`;
  }>;

type Uuid = Text<"uuid", "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$">;
type LeapYear = "(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
type MonthAndDay =
  "(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8])";
type Day = `\\d{4}-(?:${MonthAndDay})|${LeapYear}-02-29`;
type Time = "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?";
type Zone = "(?:[Zz]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)?";
type DateTime = Text<"date-time", `^(?:${Day})[Tt]${Time}${Zone}$`>;

interface Laboratory {
  sub_account_id?: string | null;
  sub_account_name?: string | null;
  allowed_billing_types?: string[] | null;
  disallowed_billing_states?: Record<string, string[]> | null;
}

type Details =
  | {
      fitbit: {
        is_hr_enabled?: boolean;
        workout_verify_token: string;
        sleep_verify_token: string;
        body_verify_token: string;
        foods_verify_token?: string | null;
      };
    }
  | { redirect_uri: string; data_scopes: string[] }
  | { project_number: string; service_account_email: string }
  | (Laboratory & { bioreference: Record<string, unknown> })
  | (Laboratory & { labcorp: { account_number: string; billing_method: string } })
  | (Laboratory & { quest: Record<string, unknown>; allowed_business_units?: string[] | null })
  | { webhook_secret: string }
  | { getlabs: { webhook_secret_key: string; webhook_secret_token: string } }
  | {
      phlebfinders: {
        account_id: string;
        account_name: string;
        team_id: string;
        team_name: string;
        webhook_token: string;
        email: string;
      };
    }
  | (Laboratory & {
      sending_facility: string;
      sending_application: string;
      receiving_facility: string;
      receiving_application: string;
    })
  | { client: string }
  | {
      fitbit?: never;
      redirect_uri?: never;
      data_scopes?: never;
      project_number?: never;
      service_account_email?: never;
      bioreference?: never;
      labcorp?: never;
      quest?: never;
      webhook_secret?: never;
      getlabs?: never;
      phlebfinders?: never;
      sending_facility?: never;
      sending_application?: never;
      receiving_facility?: never;
      receiving_application?: never;
      client?: never;
    };

interface Page {
  credentials: {
    id: Uuid;
    client_id?: string | null;
    client_secret_hash?: string | null;
    source: string;
    team_id: Uuid;
    created_at: DateTime;
    updated_at: DateTime;
    details?: Details | null;
    app_url?: string | null;
    redirect_url_override?: string | null;
  }[];
  next_cursor?: string | null;
}

export const check = typia.createAssert<Page>();
