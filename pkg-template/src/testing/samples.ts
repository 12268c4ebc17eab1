// Creates credentials and teams that look like those of a real customer and are the same on every run.

import type {
  ClientFacingOrgTeamListItem,
  ClientFacingTeamProviderCredentials,
} from "../core/junction_credentials.js";
import { digest } from "./digest.js";
import { uuidFrom } from "./uuid.js";
import { schemaNamed } from "./validation.js";

/** Options of {@link sampleCredentials}. */
export interface SampleOptions {
  /**
   * The number of teams. A team has at most one credential of each provider, so more teams are used if these are not
   * enough. Default: one for every 25 credentials, at least 4.
   */
  readonly teams?: number;
}

type Source = ClientFacingTeamProviderCredentials["source"];
type Details = NonNullable<ClientFacingTeamProviderCredentials["details"]>;

/**
 * Creates `count` credentials of several teams and providers. Each team has at most one of each provider. The same
 * arguments return the same credentials. The first eleven have one `details` shape each; tokens and secrets begin with
 * `fake-`.
 *
 * @param count A whole number of at least 0.
 * @param options The number of teams.
 *
 * @example
 * ```ts
 * const api = fakeManagementApi({ credentials: sampleCredentials(250) });
 * ```
 */
export function sampleCredentials(
  count: number,
  options: SampleOptions = {},
): ClientFacingTeamProviderCredentials[] {
  const slots = slotsInOrder();
  const { teams = Math.max(4, Math.ceil(count / 25)) } = options;
  // `labcorp` has two slots, so a team can be full after half as many rounds as there are teams.
  const enough = Math.max(teams, 2 * Math.ceil(count / slots.length));
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const slot = slots[index % slots.length] as Slot;
    let team = index % enough;
    while (taken.has(`${slot.source} ${team}`)) team = (team + 1) % enough;
    taken.add(`${slot.source} ${team}`);
    return sample(slot, index, team);
  });
}

const names = ["Clinic North", "Clinic South", "Riverside Cardiology", "Zoë’s Sleep Lab"];

/**
 * Creates `count` teams, alternately in the United States and in the European Union. They are the teams of
 * {@link sampleCredentials}. The same count returns the same teams.
 *
 * @param count A whole number of at least 0. Default: 4, the number of teams of up to 100 sample credentials.
 *
 * @example
 * ```ts
 * const api = fakeManagementApi({ teams: sampleTeams(), credentials: sampleCredentials(100) });
 * ```
 */
export function sampleTeams(count = 4): ClientFacingOrgTeamListItem[] {
  return Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / names.length);
    return {
      id: teamId(index),
      name: `${names[index % names.length]}${round > 0 ? ` ${round + 1}` : ""}`,
      created_on: `${new Date(Date.UTC(2025, 6, 1, 9) + index * 86_400_000).toISOString().slice(0, 19)}+00:00`,
      region: index % 2 === 0 ? "us" : "eu",
      integration_team_id: index % 2 === 0 ? `clinic-${index + 1}` : null,
    };
  });
}

const teamId = (team: number): string => uuidFrom(digest(`team ${team}`));

interface Slot {
  readonly source: Source;
  readonly details?: (mark: string) => Details;
}

const billing = {
  sub_account_id: null,
  sub_account_name: null,
  allowed_billing_types: null,
  disallowed_billing_states: null,
};

const slotsWithDetails: readonly Slot[] = [
  {
    source: "fitbit",
    details: (mark) => ({
      fitbit: {
        is_hr_enabled: true,
        workout_verify_token: `fake-workout-token-${mark}`,
        sleep_verify_token: `fake-sleep-token-${mark}`,
        body_verify_token: `fake-body-token-${mark}`,
        foods_verify_token: null,
      },
    }),
  },
  {
    source: "google_fit",
    details: (mark) => ({
      redirect_uri: `https://team-${mark}.example.com/google-fit/callback`,
      data_scopes: ["fitness.activity.read", "fitness.heart_rate.read", "fitness.sleep.read"],
    }),
  },
  {
    source: "google_health",
    details: (mark) => ({
      project_number: `1000000${mark}`,
      service_account_email: `junction@team-${mark}.iam.gserviceaccount.example`,
    }),
  },
  {
    source: "bioreference",
    details: (mark) => ({
      ...billing,
      sub_account_id: `sub-${mark}`,
      sub_account_name: `Clinic ${mark}`,
      allowed_billing_types: ["client_bill", "patient_bill"],
      disallowed_billing_states: { patient_bill: ["NY", "NJ"] },
      bioreference: { account_number: `B${mark}` },
    }),
  },
  {
    source: "labcorp",
    details: (mark) => ({
      ...billing,
      allowed_billing_types: ["commercial_insurance"],
      labcorp: { account_number: `L${mark}`, billing_method: "CM" },
    }),
  },
  {
    source: "quest",
    details: (mark) => ({
      ...billing,
      disallowed_billing_states: { client_bill: ["RI"], commercial_insurance: [] },
      quest: { account_number: `Q${mark}`, sites: ["north", "south"] },
      allowed_business_units: ["AMD", "NEL"],
    }),
  },
  { source: "polar", details: (mark) => ({ webhook_secret: `fake-webhook-secret-${mark}` }) },
  {
    source: "getlabs",
    details: (mark) => ({
      getlabs: {
        webhook_secret_key: `fake-webhook-key-${mark}`,
        webhook_secret_token: `fake-webhook-token-${mark}`,
      },
    }),
  },
  {
    source: "phlebfinders",
    details: (mark) => ({
      phlebfinders: {
        account_id: `account-${mark}`,
        account_name: `Clinic ${mark}`,
        team_id: `team-${mark}`,
        team_name: `Zoë’s team ${mark}`,
        webhook_token: `fake-webhook-token-${mark}`,
        email: `team-${mark}@example.com`,
      },
    }),
  },
  { source: "my_fitness_pal_v2", details: (mark) => ({ client: `client-${mark}` }) },
  {
    source: "labcorp",
    details: (mark) => ({
      ...billing,
      sending_facility: `FACILITY-${mark}`,
      sending_application: "JUNCTION",
      receiving_facility: "LABCORP",
      receiving_application: "ORDERS",
    }),
  },
];

function slotsInOrder(): readonly Slot[] {
  const groups = ["Providers", "Labs", "LabsProviders", "AppointmentProvider", "EHRProvider"];
  const sources = new Set(groups.flatMap((group) => schemaNamed(group).enum ?? []) as Source[]);
  for (const { source } of slotsWithDetails) sources.delete(source);
  return [...slotsWithDetails, ...[...sources].map((source) => ({ source }))];
}

const isOAuth = (source: Source): boolean => schemaNamed("OAuthProviders").enum?.includes(source) ?? false;

function sample({ source, details }: Slot, index: number, team: number): ClientFacingTeamProviderCredentials {
  const mark = String(index + 1).padStart(5, "0");
  const hasClient = isOAuth(source);
  const createdAt = Date.UTC(2026, 0, 5, 8) + index * 5_432_109;
  const microseconds = String((index * 137) % 1000).padStart(3, "0");
  const date = (time: number): string => new Date(time).toISOString().replace("Z", `${microseconds}+00:00`);
  return {
    id: uuidFrom(digest(`credential ${index}`)),
    client_id:
      hasClient || source === "freestyle_libre" ? `client-${digest(`client ${index}`).slice(0, 12)}` : null,
    client_secret_hash: hasClient ? digest(`secret ${index}`) : null,
    source,
    team_id: teamId(team),
    created_at: date(createdAt),
    updated_at: date(createdAt + (index % 3) * 86_400_000),
    details: details ? details(mark) : null,
    app_url: index % 4 === 0 ? `https://team-${team + 1}.example.com/app` : null,
    redirect_url_override: source === "google_health" ? `https://team-${team + 1}.example.com/oauth` : null,
  };
}
