/** The argument of `set`, by provider. Each directive is directly above the line that an editor underlines. */

import {
  type BillingType,
  type ClientFacingTeamProviderCredentials,
  type FitbitTeamProviderDetails,
  type GoogleHealthTeamProviderDetails,
  type JsonObject,
  type KnownDetails,
  type LabCorpTeamProviderDetails,
  type LabcorpProviderDetails,
  labsProviders,
  type QuestProviderDetails,
  type SetProvider,
  type SetTeamCustomCredentialsBody,
  type Strict,
  type TeamCustomCredentials,
} from "junction-credentials";
import { expectType, some } from "./expect-type.js";

const credentials = some<TeamCustomCredentials>();
const team_id = some<string>();
const client_id = some<string>();
const client_secret = some<string>();
const fitbit = { workout_verify_token: "w", sleep_verify_token: "s", body_verify_token: "b" };
const accounts = {
  sending_facility: "a",
  receiving_facility: "b",
  sending_application: "c",
  receiving_application: "d",
};

type BodyFor<Provider, Body = SetTeamCustomCredentialsBody> = Body extends { provider: infer Theirs }
  ? Provider extends Theirs
    ? Body
    : never
  : never;

// Every provider, and the details that it accepts.
expectType<SetProvider>()(some<SetTeamCustomCredentialsBody["provider"]>());
expectType<FitbitTeamProviderDetails | null | undefined>()(some<BodyFor<"fitbit">["details"]>());
expectType<GoogleHealthTeamProviderDetails>()(some<BodyFor<"google_health">["details"]>());
expectType<Strict<LabCorpTeamProviderDetails> | Strict<LabcorpProviderDetails> | null | undefined>()(
  some<BodyFor<"labcorp">["details"]>(),
);
expectType<undefined>()(some<BodyFor<"freestyle_libre">["details"]>());
expectType<string>()(some<BodyFor<"freestyle_libre">["client_id"]>());
expectType<string | null | undefined>()(some<BodyFor<"fitbit">["client_id"]>());
expectType<Promise<ClientFacingTeamProviderCredentials>>()(credentials.set({ team_id, provider: "oura" }));

// Fitbit.
credentials.set({ team_id, provider: "fitbit", client_id, client_secret, details: { fitbit } });
credentials.set({
  team_id,
  provider: "fitbit",
  details: { fitbit: { ...fitbit, foods_verify_token: null } },
});
credentials.set({ team_id, provider: "fitbit", client_id: null, client_secret: null, details: null });
credentials.set({
  team_id,
  provider: "fitbit",
  details: {
    // @ts-expect-error Details of Google Fit.
    redirect_uri: "https://example.com",
    data_scopes: [],
  },
});
credentials.set({
  team_id,
  provider: "fitbit",
  details: {
    fitbit: {
      // @ts-expect-error A token is a string.
      workout_verify_token: 41_999,
      sleep_verify_token: "s",
      body_verify_token: "b",
    },
  },
});
credentials.set({
  team_id,
  provider: "fitbit",
  details: {
    fitbit: {
      ...fitbit,
      // @ts-expect-error This token is required.
      body_verify_token: null,
    },
  },
});
credentials.set({
  team_id,
  provider: "fitbit",
  details: {
    // @ts-expect-error The two other tokens are missing.
    fitbit: { workout_verify_token: "w" },
  },
});
credentials.set({
  team_id,
  provider: "fitbit",
  details: {
    fitbit: {
      workout_verify_token: "w",
      sleep_verify_token: "s",
      body_verify_token: "b",
      // @ts-expect-error Misspelt.
      food_verify_token: "f",
    },
  },
});
credentials.set({
  team_id,
  provider: "fitbit",
  // @ts-expect-error Not an object.
  details: "w",
});

// Google Fit: its own details, and those of another provider.
credentials.set({
  team_id,
  provider: "google_fit",
  details: { redirect_uri: "https://example.com", data_scopes: ["activity"] },
});
credentials.set({
  team_id,
  provider: "google_fit",
  details: {
    // @ts-expect-error Details of Fitbit.
    fitbit,
  },
});
credentials.set({
  team_id,
  provider: "google_fit",
  details: {
    redirect_uri: "https://example.com",
    // @ts-expect-error A list is required.
    data_scopes: "activity",
  },
});

// Google Health requires its details.
credentials.set({
  team_id,
  provider: "google_health",
  details: { project_number: "1", service_account_email: "a@example.com" },
});
// @ts-expect-error The details are missing.
credentials.set({ team_id, provider: "google_health", client_id, client_secret });
credentials.set({
  team_id,
  provider: "google_health",
  // @ts-expect-error Null is not accepted.
  details: null,
});
credentials.set({
  team_id,
  provider: "google_health",
  details: {
    // @ts-expect-error A string of digits is required.
    project_number: 1,
    service_account_email: "a@example.com",
  },
});
credentials.set({
  team_id,
  provider: "google_health",
  details: {
    project_number: "1",
    service_account_email: "a@example.com",
    // @ts-expect-error Only the two described keys are accepted.
    project_name: "health",
  },
});

// FreeStyle Libre accepts only a client_id.
credentials.set({ team_id, provider: "freestyle_libre", client_id });
// @ts-expect-error The client_id is missing.
credentials.set({ team_id, provider: "freestyle_libre" });
credentials.set({
  team_id,
  provider: "freestyle_libre",
  // @ts-expect-error Null is not a practice id.
  client_id: null,
});
credentials.set({
  team_id,
  provider: "freestyle_libre",
  client_id,
  // @ts-expect-error It has no secret.
  client_secret,
});
credentials.set({
  team_id,
  provider: "freestyle_libre",
  client_id,
  // @ts-expect-error Null is not accepted either.
  client_secret: null,
});
credentials.set({
  team_id,
  provider: "freestyle_libre",
  client_id,
  // @ts-expect-error It has no details.
  details: { fitbit },
});
credentials.set({
  team_id,
  provider: "freestyle_libre",
  client_id,
  // @ts-expect-error It does not redirect users.
  redirect_url_override: "https://example.com",
});
const prepared = { team_id, provider: "freestyle_libre" as const, client_id, client_secret };
// @ts-expect-error Not accepted from a variable either.
credentials.set(prepared);

// LabCorp accepts two shapes.
credentials.set({
  team_id,
  provider: "labcorp",
  details: { labcorp: { account_number: "1", billing_method: "CM" } },
});
credentials.set({ team_id, provider: "labcorp", details: accounts });
credentials.set({
  team_id,
  provider: "labcorp",
  details: {
    // @ts-expect-error Neither of the two shapes.
    fitbit,
  },
});
credentials.set({
  team_id,
  provider: "labcorp",
  details: {
    labcorp: {
      account_number: "1",
      // @ts-expect-error A billing method is a string.
      billing_method: 1,
    },
  },
});
credentials.set({
  team_id,
  provider: "labcorp",
  details: {
    labcorp: {
      account_number: "1",
      // @ts-expect-error `set` refuses unknown billing methods, although a response may contain them.
      billing_method: "XX",
    },
  },
});
credentials.set({
  team_id,
  provider: "quest",
  details: {
    quest: {},
    // @ts-expect-error Unknown billing types are refused, too.
    allowed_billing_types: ["cash"],
  },
});
credentials.set({
  team_id,
  provider: "quest",
  details: {
    quest: {},
    allowed_billing_types: ["client_bill", "patient_bill"],
    disallowed_billing_states: { patient_bill: ["NY"] },
  },
});
credentials.set({
  team_id,
  provider: "quest",
  details: {
    quest: {},
    disallowed_billing_states: {
      // @ts-expect-error As a key as well.
      cash: ["NY"],
    },
  },
});
// A provider without details of its own accepts any known shape, as strictly.
credentials.set({
  team_id,
  provider: "crl",
  details: {
    labcorp: {
      account_number: "1",
      // @ts-expect-error Unknown billing method.
      billing_method: "XX",
    },
  },
});
const stored = some<LabCorpTeamProviderDetails>();
// @ts-expect-error Stored details may contain values that this version does not know.
credentials.set({ team_id, provider: "labcorp", details: stored });

// Requests accept the known values of each enum. Everything else stays as it is.
expectType<"CM" | "PT" | "PI">()(some<Strict<LabCorpTeamProviderDetails>>().labcorp.billing_method);
expectType<string>()(some<Strict<LabCorpTeamProviderDetails>>().labcorp.account_number);
expectType<BillingType[] | null | undefined>()(some<Strict<QuestProviderDetails>>().allowed_billing_types);
expectType<JsonObject>()(some<Strict<QuestProviderDetails>>().quest);
expectType<FitbitTeamProviderDetails>()(some<Strict<FitbitTeamProviderDetails>>());

// Each of the others accepts its own shape.
credentials.set({ team_id, provider: "bioreference", details: { bioreference: { anything: [1] } } });
credentials.set({ team_id, provider: "quest", details: { quest: {}, allowed_business_units: ["AMD"] } });
credentials.set({ team_id, provider: "polar", details: { webhook_secret: "s" } });
credentials.set({ team_id, provider: "my_fitness_pal_v2", details: { client: "c" } });
credentials.set({
  team_id,
  provider: "getlabs",
  details: { getlabs: { webhook_secret_key: "k", webhook_secret_token: "t" } },
});
credentials.set({
  team_id,
  provider: "polar",
  details: {
    // @ts-expect-error Details of MyFitnessPal.
    client: "c",
  },
});
credentials.set({
  team_id,
  provider: "quest",
  details: {
    // @ts-expect-error Details of BioReference.
    bioreference: {},
  },
});
credentials.set({
  team_id,
  provider: "quest",
  details: {
    quest: {},
    disallowed_billing_states: {
      // @ts-expect-error A list of states is required.
      client_bill: "NY",
    },
  },
});
credentials.set({
  team_id,
  provider: "getlabs",
  details: {
    getlabs: {
      webhook_secret_key: "k",
      // @ts-expect-error Null is not a token.
      webhook_secret_token: null,
    },
  },
});

// A provider without its own details accepts any known shape, or none.
some<BodyFor<"oura">["details"]>() satisfies KnownDetails | null | undefined;
some<Strict<KnownDetails> | null | undefined>() satisfies BodyFor<"oura">["details"];
credentials.set({ team_id, provider: "oura" });
credentials.set({ team_id, provider: "oura", details: null });
credentials.set({ team_id, provider: "oura", details: { fitbit } });
credentials.set({ team_id, provider: "oura", details: { client: "c" } });
credentials.set({
  team_id,
  provider: "oura",
  details: {
    // @ts-expect-error In none of the shapes.
    clint: "c",
  },
});

// The fields that all providers have in common.
credentials.set({ team_id, provider: "strava", redirect_url_override: "https://example.com" });
// @ts-expect-error The team is missing.
credentials.set({ provider: "strava" });
// @ts-expect-error The provider is missing.
credentials.set({ team_id });
credentials.set({
  // @ts-expect-error The id of a team is a string.
  team_id: 1,
  provider: "strava",
});
credentials.set({
  // @ts-expect-error Null is not a team.
  team_id: null,
  provider: "strava",
});
credentials.set({
  team_id,
  provider: "strava",
  // @ts-expect-error A secret is a string.
  client_secret: 1,
});
credentials.set({
  team_id,
  provider: "strava",
  // @ts-expect-error Misspelt.
  client_sercet: client_secret,
});

// Only the providers of `set` are accepted.
for (const provider of labsProviders) credentials.set({ team_id, provider, client_id, client_secret });
credentials.set({
  team_id,
  // @ts-expect-error Misspelt.
  provider: "fitbitt",
});
credentials.set({
  team_id,
  // @ts-expect-error Credentials of this provider can only be listed.
  provider: "hint_health",
});
credentials.set({
  team_id,
  // @ts-expect-error An arbitrary string is not accepted.
  provider: some<string>(),
});
