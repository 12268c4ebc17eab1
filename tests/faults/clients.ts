// Clients that call a faulty server with the runtime's fetch, and their calls.

import {
  type CallOptions,
  JunctionManagement,
  type JunctionManagementOptions,
  type TeamCustomCredentials,
} from "junction-credentials";
import { afterAll, beforeAll } from "vitest";
import { credential, fitbitDetails, idOf, page, preparation } from "../behaviour/bodies.js";
import { managementKey, orgId, teamA } from "../behaviour/observed.js";
import { answerBy, type Fate, type FaultyServer } from "./server.js";

/** Creates a client without retries, unless the options say otherwise. */
export function junctionOf({ url }: FaultyServer, options: JunctionManagementOptions = {}) {
  return new JunctionManagement({
    orgId,
    managementKey,
    baseUrl: url,
    maxRetries: 0,
    timeoutMs: 60_000,
    ...options,
  });
}

/** The same, for one environment and region. */
export function clientOf(server: FaultyServer, options?: JunctionManagementOptions) {
  return junctionOf(server, options).teamCustomCredentials("sandbox", "us");
}

export type Call = (credentials: TeamCustomCredentials, options?: CallOptions) => Promise<unknown>;

export const list: Call = async (credentials, options) => await credentials.list({}, options);
export const set: Call = (credentials, options) =>
  credentials.set(
    { team_id: teamA, provider: "fitbit", client_secret: "s-secret", details: fitbitDetails },
    options,
  );
export const prepare: Call = (credentials, options) =>
  credentials.prepare({ team_id: teamA, provider: "strava" }, options);
const remove: Call = (credentials, options) => credentials.delete([idOf(1)], options);

/** The calls that can be sent twice without harm. */
export const repeatable: Readonly<Record<string, Call>> = { list, prepare, delete: remove };

/** One call of each operation. */
export const calls: Readonly<Record<string, Call>> = { ...repeatable, set };

/** Responds to each operation with a valid response. */
export const asDescribed: Fate = answerBy(({ method, target }) => {
  if (method === "GET") return page([1]);
  if (method === "DELETE") return { success: [idOf(1)], failure: [], not_found: [] };
  return target.includes("/prepare_team_custom_credentials/") ? preparation : credential(1);
});

/** Sets all waits before retries to zero for the tests of a file, except those that the API asks for. */
export function withoutBackoff(): void {
  const { random } = Math;
  beforeAll(() => {
    Math.random = () => 0;
  });
  afterAll(() => {
    Math.random = random;
  });
}
