// An organisation with two teams, its client, and the usual steps of plans.

import { type Env, type Fetch, JunctionManagement, type Region } from "junction-credentials";
import {
  type ApplyOptions,
  apply,
  type Change,
  type ConfigEntry,
  type Lock,
  type Outcome,
  type Plan,
  type PlanConfig,
  type PlanOptions,
  plan,
} from "junction-credentials/plan";
import {
  type FakeManagementApi,
  type FakeManagementApiOptions,
  fakeManagementApi,
} from "junction-credentials/testing";

export const orgId = "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10";
export const north = "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11";
export const south = "1c6b7d2f-7e90-4d64-8b66-1e1d7b4d9022";
export const origin = "https://api.management.junction.com";

export const teams = [
  { id: north, name: "Clinic North", region: "us" as const, integration_team_id: "n-17" },
  { id: south, name: "Clinic South", region: "us" as const },
];

export interface World {
  readonly api: FakeManagementApi;
  readonly junction: JunctionManagement;
  /** Plans. */
  plan(config: PlanConfig, options?: PlanOptions): Promise<Plan>;
  /** Plans and applies. */
  applied(config: PlanConfig, options?: PlanOptions & Omit<ApplyOptions, "onProgress">): Promise<Outcome>;
  /** The number of requests that may change something. */
  writes(): number;
}

/** Creates an organisation. `fetch` may replace that of the API. */
export function world(
  options: FakeManagementApiOptions = {},
  fetch: (api: FakeManagementApi) => Fetch = (api) => api.fetch,
): World {
  const api = fakeManagementApi({ teams, ...options });
  const junction = new JunctionManagement({
    orgId,
    managementKey: "mg_test",
    maxRetries: 0,
    fetch: fetch(api),
  });
  return {
    api,
    junction,
    plan: (config, options) => plan(junction, config, options),
    async applied(config, { lock, resolve, signal, concurrency, ...choices } = {}) {
      const difference = await plan(junction, config, { lock, resolve, ...choices });
      return await apply(junction, difference, config, { lock, resolve, signal, concurrency });
    },
    writes: () =>
      api.requests.filter(({ operation }) => operation === "set" || operation === "delete").length,
  };
}

/** An entry of Clinic North in the sandbox. */
export function entry(
  provider: "strava" | "oura" | "whoop_v2",
  fields: Partial<ConfigEntry> = {},
): ConfigEntry {
  return { env: "sandbox", team: "Clinic North", provider, client_id: "id", ...fields } as ConfigEntry;
}

export function config(...credentials: ConfigEntry[]): PlanConfig {
  return { credentials };
}

/** The only change of a plan. */
export function only({ changes }: Plan): Change {
  const [change, ...others] = changes;
  if (!change || others.length > 0) throw new Error(`expected one change, got ${changes.length}`);
  return change;
}

/** What somebody else sets. */
export function elsewhere(
  { api }: World,
  provider: "strava" | "oura" | "whoop_v2",
  fields: object = {},
  [env, region]: [Env, Region] = ["sandbox", "us"],
): void {
  api.scope(env, region).set({ team_id: north, provider, client_id: "id", ...fields });
}

/** The entry of a lock for a provider of Clinic North. */
export function lockedOf(lock: Lock, provider: string): Lock["credentials"][string] | undefined {
  return lock.credentials[`sandbox/us/${north}/${provider}`];
}
