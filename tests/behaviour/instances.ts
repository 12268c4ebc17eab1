// One instance of every type that has a schema, with all fields of the type.

import { type ProviderWithDetails, type Schema, schemas } from "junction-credentials";
import { credential, idOf, preparation } from "./bodies.js";
import { teamA } from "./observed.js";

const laboratory = {
  sub_account_id: "sub-1",
  sub_account_name: "Main Street",
  allowed_billing_types: ["client_bill", "patient_bill"],
  disallowed_billing_states: { commercial_insurance: ["NY", "NJ"], patient_bill_passthrough: [] },
};

/** An instance of each shape of details. */
export const shapes = {
  FitbitTeamProviderDetails: {
    fitbit: {
      is_hr_enabled: true,
      workout_verify_token: "w-token",
      sleep_verify_token: "s-token",
      body_verify_token: "b-token",
      foods_verify_token: "f-token",
    },
  },
  GoogleFitTeamProviderDetails: { redirect_uri: "https://example.com", data_scopes: ["sleep"] },
  GoogleHealthTeamProviderDetails: { project_number: "123", service_account_email: "a@example.com" },
  BioReferenceProviderDetails: { ...laboratory, bioreference: { account: 7 } },
  LabCorpTeamProviderDetails: { ...laboratory, labcorp: { account_number: "7", billing_method: "CM" } },
  QuestProviderDetails: { ...laboratory, quest: { account: 7 }, allowed_business_units: ["AMD"] },
  PolarTeamProviderDetails: { webhook_secret: "p-secret" },
  GetLabsTeamProviderDetails: {
    getlabs: { webhook_secret_key: "g-secret", webhook_secret_token: "g-token" },
  },
  PhlebFindersTeamProviderDetails: {
    phlebfinders: {
      account_id: "1",
      account_name: "a",
      team_id: "2",
      team_name: "b",
      webhook_token: "h-token",
      email: "a@example.com",
    },
  },
  LabcorpProviderDetails: {
    ...laboratory,
    sending_facility: "a",
    sending_application: "b",
    receiving_facility: "c",
    receiving_application: "d",
  },
  MyFitnessPalV2TeamProviderDetails: { client: "c" },
};

const team = {
  id: teamA,
  name: "Clinic North",
  created_on: "2026-05-01T10:00:00+00:00",
  region: "us",
  integration_team_id: "clinic-17",
};

/** An instance of each type, by the name of the type. */
export const instances: Readonly<Record<keyof typeof schemas, object>> = {
  ...shapes,
  ClientFacingOrgTeamListItem: team,
  ClientFacingOrgTeamListResponse: { teams: [team], next_cursor: "next" },
  UpsertTeamCustomCredentialsBody: {
    team_id: teamA,
    provider: "fitbit",
    client_id: "public",
    client_secret: "c-secret",
    details: shapes.FitbitTeamProviderDetails,
    redirect_url_override: "https://example.com/callback",
  },
  PrepareTeamCustomCredentialsBody: { team_id: teamA, provider: "strava" },
  CustomCredentialsResponse: { credentials: [full(1), full(2)], next_cursor: "p2" },
  ClientFacingTeamProviderCredentials: full(1),
  PrepareTeamCustomCredentialsResponse: {
    status: "preparations_required",
    preparation_steps: [
      ...preparation.preparation_steps,
      { type: "iam_principal", key: "k", value: "v", description: "d" },
    ],
  },
  DeleteTeamCustomCredentialsResponse: { success: [idOf(1)], failure: [idOf(2)], not_found: [idOf(3)] },
  HTTPValidationError: {
    detail: [{ loc: ["body", 0], msg: "Field required", type: "missing", input: { a: 1 }, ctx: {} }],
  },
};

/** The shapes of each provider that has its own details. */
export const ownShapes: Readonly<Record<ProviderWithDetails, readonly (keyof typeof shapes)[]>> = {
  fitbit: ["FitbitTeamProviderDetails"],
  google_fit: ["GoogleFitTeamProviderDetails"],
  google_health: ["GoogleHealthTeamProviderDetails"],
  bioreference: ["BioReferenceProviderDetails"],
  labcorp: ["LabCorpTeamProviderDetails", "LabcorpProviderDetails"],
  quest: ["QuestProviderDetails"],
  polar: ["PolarTeamProviderDetails"],
  getlabs: ["GetLabsTeamProviderDetails"],
  phlebfinders: ["PhlebFindersTeamProviderDetails"],
  my_fitness_pal_v2: ["MyFitnessPalV2TeamProviderDetails"],
};

/** Every member of `schemas`, with its name. */
export const everySchema = Object.entries(schemas) as [keyof typeof schemas, Schema<unknown>][];

function full(number: number) {
  return {
    ...credential(number),
    client_id: "public",
    client_secret_hash: "hash",
    details: shapes.LabCorpTeamProviderDetails,
    app_url: "https://example.com",
    redirect_url_override: "https://example.com/callback",
  };
}
