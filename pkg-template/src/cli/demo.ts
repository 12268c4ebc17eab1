/** The embedded API of `--demo`, with sample teams and credentials that are the same in every process. */

import {
  type Env,
  JunctionManagement,
  type JunctionManagementOptions,
  type Region,
} from "junction-credentials";
import type { PlanConfig } from "junction-credentials/plan";
import { fakeManagementApi, sampleCredentials, sampleTeams } from "junction-credentials/testing";

const orgId = "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10";
const count = 24;

/** Returns a client of the embedded API. */
export function demoClient(onAttempt: JunctionManagementOptions["onAttempt"]): JunctionManagement {
  const teams = sampleTeams();
  const api = fakeManagementApi({ teams, pageSize: 10 });
  const regions = new Map(teams.map(({ id, region }) => [id, region as Region]));
  for (const [index, credential] of sampleCredentials(count, { teams: teams.length }).entries()) {
    const env: Env = index % 3 === 0 ? "production" : "sandbox";
    api.scope(env, regions.get(credential.team_id) ?? "us").credentials.push(credential);
  }
  return new JunctionManagement({ orgId, managementKey: "mg_demo", fetch: api.fetch, onAttempt });
}

/** A config for the teams of the embedded API, in which every kind of change occurs. */
export function demoConfig(): PlanConfig {
  const sandbox = { env: "sandbox" } as const;
  const secret = () => "the secret of the demo";
  return {
    credentials: [
      {
        env: "production",
        team: "Clinic North",
        provider: "whoop_v2",
        client_id: "new",
        client_secret: secret,
      },
      { ...sandbox, team: "Clinic South", provider: "strava", client_id: "new", client_secret: secret },
      { ...sandbox, team: "Clinic North", provider: "peloton", client_id: "changed" },
      {
        ...sandbox,
        team: "Riverside Cardiology",
        provider: "strava",
        client_id: "kept",
        client_secret: secret,
      },
    ],
    prune: [
      { ...sandbox, region: "us", teams: ["Riverside Cardiology"], providers: ["freestyle_libre_ble"] },
    ],
  };
}
