/** An organisation that uses every environment and region. */

import {
  type FakeManagementApi,
  type FakeManagementApiOptions,
  fakeManagementApi,
} from "junction-credentials/testing";
import { north, south, teams } from "../plan/world.js";

/** A team in Europe. The other two are in the United States. */
export const east = "2d7c8e30-8fa1-4e75-9c77-2f2e8c5e0133";

export const clinics = [...teams, { id: east, name: "Clinic East", region: "eu" as const }];

/** A secret that is stored in the sandbox, in the details of Polar. */
export const storedSecret = "stored-webhook-secret";

/** The rows of these clinics, in the usual order: production first, then by team and provider. */
export const everyRow = [
  "Clinic East garmin production EU",
  "Clinic North strava production US",
  "Clinic East strava sandbox EU",
  "Clinic North polar sandbox US",
  "Clinic South oura sandbox US",
];

/** Creates the organisation with its five credentials. */
export function clinicsApi(options: FakeManagementApiOptions = {}): FakeManagementApi {
  const now = () => new Date("2026-08-01T12:00:00Z");
  const api = fakeManagementApi({ teams: clinics, now, ...options });
  const add = (env: "production" | "sandbox", region: "us" | "eu", body: object) =>
    api.scope(env, region).set(body as never);
  add("sandbox", "us", { team_id: south, provider: "oura", client_id: "b-oura" });
  add("sandbox", "us", {
    team_id: north,
    provider: "polar",
    client_id: "d-polar",
    client_secret: "stored-client-secret",
    details: { webhook_secret: storedSecret },
  });
  add("sandbox", "eu", { team_id: east, provider: "strava", client_id: "a-strava" });
  add("production", "us", { team_id: north, provider: "strava", client_id: "c-strava" });
  add("production", "eu", { team_id: east, provider: "garmin", client_id: "e-garmin" });
  return api;
}

/** The requests that may change something. */
export const writesTo = ({ requests }: FakeManagementApi) =>
  requests.filter(({ operation }) => operation === "set" || operation === "delete");
