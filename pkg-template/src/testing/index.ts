/**
 * For tests of code that uses `junction-credentials`: an in-memory Management API, and sample credentials for it.
 *
 * @module junction-credentials/testing
 */

// The types that the exports below refer to. They are exported so that the declarations of a program that imports only
// this module can name them.
export type * from "../core/credential-types.js";
export type {
  ClientFacingOrgTeamListItem,
  Env,
  Region,
  UpsertTeamCustomCredentialsBody,
} from "../core/junction_credentials.js";
export type { OperationName } from "../operation-names.js";
export type { Operation } from "../routes.js";
export {
  type FakeFetch,
  type FakeManagementApi,
  type FakeManagementApiOptions,
  type FakeScope,
  fakeManagementApi,
} from "./fake.js";
export type { Fault, FaultScope, PlainFault, RedirectFault, StatusFault } from "./faults.js";
export type { RecordedRequest } from "./requests.js";
export { type SampleOptions, sampleCredentials, sampleTeams } from "./samples.js";
export type { FakeStorage } from "./storage.js";
export type { SeedCredential } from "./store.js";
export type { SeedTeam } from "./teams.js";
