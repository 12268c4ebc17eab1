// The variables that an example may use without declaring them, and a global fetch that calls the fake API.

import {
  type ClientFacingTeamProviderCredentials,
  type JsonText,
  JunctionManagement,
  type Secret,
  type TeamCustomCredentials,
  type Uuid,
} from "junction-credentials";
import { type Callback, forwardCallback } from "junction-credentials/callback";
import { type Lock, type Plan, type PlanConfig, plan as planned } from "junction-credentials/plan";
import { managementProxy, type ProxyHandler } from "junction-credentials/proxy";
import {
  type FakeManagementApi,
  fakeManagementApi,
  sampleCredentials,
  sampleTeams,
} from "junction-credentials/testing";

declare global {
  var orgId: Uuid;
  var managementKey: Secret;
  var team_id: Uuid;
  var a: Uuid;
  var b: Uuid;
  var client_id: string;
  var client_secret: Secret;
  var workout_verify_token: Secret;
  var sleep_verify_token: Secret;
  var body_verify_token: Secret;
  var next_cursor: string | null;
  var json: JsonText;
  var api: FakeManagementApi;
  var junction: JunctionManagement;
  var credentials: TeamCustomCredentials;
  var credential: ClientFacingTeamProviderCredentials;
  var config: PlanConfig;
  var difference: Plan;
  var lock: Lock | undefined;
  var before: Lock | undefined;
  var callback: Callback;
  var handler: ProxyHandler<unknown>;
  /** Returns the user whose session a request carries. */
  var userOf: (request: Request) => Promise<User | undefined>;

  // As in `src/app.d.ts` of a SvelteKit project.
  namespace App {
    interface Locals {
      user?: User;
    }
  }
}

interface User {
  readonly email: string;
  readonly team_ids: readonly Uuid[];
}

globalThis.orgId = "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10";
globalThis.managementKey = "mg_test";
globalThis.client_id = "client";
globalThis.client_secret = "secret";
globalThis.workout_verify_token = "workout";
globalThis.sleep_verify_token = "sleep";
globalThis.body_verify_token = "body";

// The address of a page, as browsers have it. A base URL that is a path is resolved against it.
globalThis.location = new URL("https://admin.example.com/credentials") as unknown as Location;

globalThis.api = fakeManagementApi({
  teams: sampleTeams(),
  credentials: sampleCredentials(45),
  pageSize: 20,
});
globalThis.fetch = api.fetch;
globalThis.junction = new JunctionManagement({ orgId, managementKey });
globalThis.credentials = junction.teamCustomCredentials("sandbox", "us");

const page = await credentials.list();
const [first, second] = page.credentials;
if (!first || !second || !page.next_cursor) throw new Error("the fake API has too little to list");
globalThis.credential = first;
globalThis.team_id = first.team_id;
globalThis.a = first.team_id;
globalThis.b = second.team_id;
globalThis.next_cursor = page.next_cursor;
globalThis.json = JSON.stringify(page);
globalThis.config = { credentials: [{ env: "sandbox", team_id, provider: "whoop_v2" }] };
globalThis.lock = undefined;
globalThis.before = undefined;
globalThis.callback = forwardCallback({
  scopes: [{ env: "production", region: "us" }],
  providers: ["google_health"],
});
globalThis.handler = managementProxy({ junction, basePath: "/api/junction", authorize: () => ({}) });
globalThis.userOf = async () => ({ email: "ada@example.com", team_ids: [team_id] });
globalThis.difference = await planned(junction, config);
api.requests.length = 0;
