/** The options and the properties of the fake Management API. */

import type {
  ClientFacingOrgTeamListItem,
  ClientFacingTeamProviderCredentials,
  Fetch,
} from "junction-credentials";
import {
  type FakeManagementApi,
  type Fault,
  fakeManagementApi,
  type Operation,
  type RecordedRequest,
  type SeedTeam,
  sampleCredentials,
  sampleTeams,
} from "junction-credentials/testing";
import { expectType, some } from "./expect-type.js";

const team_id = some<string>();
const api = fakeManagementApi();

// Its initial state.
expectType<FakeManagementApi>()(api);
fakeManagementApi({ credentials: sampleCredentials(30), pageSize: 7, env: "production", region: "eu" });
fakeManagementApi({
  credentials: [{ team_id, source: "a provider of tomorrow", details: { tomorrow: true } }],
});
fakeManagementApi({ managementKey: "mg_key", now: () => new Date(0), faults: [{ kind: "stall" }] });
fakeManagementApi({ teams: [...sampleTeams(2), some<SeedTeam>(), { name: "Clinic North", region: "mars" }] });
fakeManagementApi({
  teams: [
    // @ts-expect-error The name is missing.
    { region: "us" },
  ],
});
expectType<ClientFacingOrgTeamListItem[]>()(api.teams);
fakeManagementApi({
  // @ts-expect-error A number is required.
  pageSize: "7",
});
fakeManagementApi({
  credentials: [
    // @ts-expect-error The team is missing.
    { source: "strava" },
  ],
});
fakeManagementApi({
  // @ts-expect-error Unknown environment.
  env: "staging",
});

// It replaces fetch.
api.fetch satisfies Fetch;
api.fetch satisfies typeof globalThis.fetch;
expectType<RecordedRequest[]>()(api.requests);
expectType<ClientFacingTeamProviderCredentials[]>()(api.credentials);
expectType<Operation | undefined>()(some<RecordedRequest>().operation);
some<"list" | "set" | "prepare" | "delete" | "teams">() satisfies Operation;
// @ts-expect-error Unknown operation.
"update" satisfies Operation;
// @ts-expect-error Its fetch is read-only.
api.fetch = globalThis.fetch;
// @ts-expect-error Recorded requests are read-only.
some<RecordedRequest>().body = "";

// Faults, by kind.
expectType<Fault[]>()(api.faults);
expectType<"status" | "redirect" | "stall" | "stall-body" | "broken-json" | "network">()(
  some<Fault["kind"]>(),
);
api.faults.push({ kind: "status", status: 429, retryAfter: "1", operation: "list", times: 2 });
api.faults.push({ kind: "redirect", location: "https://example.com" }, { kind: "broken-json" });
api.faults.push({
  // @ts-expect-error Unknown fault.
  kind: "teapot",
});
// @ts-expect-error The status is missing.
api.faults.push({ kind: "status" });
// @ts-expect-error The location is missing.
api.faults.push({ kind: "redirect" });
api.faults.push({
  kind: "status",
  status: 429,
  // @ts-expect-error The value of a header is a string.
  retryAfter: 1,
});
api.faults.push({
  kind: "network",
  // @ts-expect-error Unknown operation.
  operation: "update",
});
const fault = some<Fault>();
if (fault.kind === "redirect") expectType<string>()(fault.location);
if (fault.kind === "status") expectType<number>()(fault.status);
