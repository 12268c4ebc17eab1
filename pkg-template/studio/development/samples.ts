/** The sample data of the development server. */

import type { Env, Fetch, Region } from "junction-credentials";
import type { PlanConfig } from "junction-credentials/plan";
import { fakeManagementApi, sampleCredentials, sampleTeams } from "junction-credentials/testing";

/**
 * Returns the `fetch` of a fake API.
 *
 * @param count The number of credentials.
 * @param fault A scope that fails, such as `production-eu`, or undefined.
 */
export function sampleApi(count: number, fault: string | undefined): Fetch {
  const teams = sampleTeams(Math.max(4, Math.ceil(count / 20)));
  const api = fakeManagementApi({ teams, pageSize: 50 });
  const regions = new Map(teams.map(({ id, region }) => [id, region as Region]));
  for (const [index, credential] of sampleCredentials(count, { teams: teams.length }).entries()) {
    const env: Env = index % 3 === 0 ? "production" : "sandbox";
    api.scope(env, regions.get(credential.team_id) ?? "us").credentials.push(credential);
  }
  return (url, init) => {
    const { pathname } = new URL(url);
    if (fault && init.method === "GET" && pathname.endsWith(`/${fault.replace("-", "/")}`)) {
      return Promise.resolve(
        Response.json({ detail: "the database of this region is read-only" }, { status: 503 }),
      );
    }
    return api.fetch(url, init);
  };
}

/** A config in which most kinds of change occur. */
export function sampleConfig(): PlanConfig {
  const sandbox = { env: "sandbox" } as const;
  const client_secret = () => "the secret of the sample";
  return {
    credentials: [
      { env: "production", team: "Clinic North", provider: "whoop_v2", client_id: "new", client_secret },
      { ...sandbox, team: "Clinic South", provider: "strava", client_id: "new", client_secret },
      { ...sandbox, team: "Clinic North", provider: "peloton", client_id: "changed" },
      { ...sandbox, team: "Riverside Cardiology", provider: "strava", client_id: "kept", client_secret },
    ],
    prune: [
      { ...sandbox, region: "us", teams: ["Riverside Cardiology"], providers: ["freestyle_libre_ble"] },
    ],
  };
}
