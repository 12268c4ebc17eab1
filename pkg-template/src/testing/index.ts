/**
 * For tests of code that uses `junction-credentials`: a Management API in memory, and credentials to fill it with.
 *
 * @module junction-credentials/testing
 */

export {
  type FakeFetch,
  type FakeManagementApi,
  type FakeManagementApiOptions,
  fakeManagementApi,
} from "./fake.js";
export type { Fault, FaultScope, PlainFault, RedirectFault, StatusFault } from "./faults.js";
export type { RecordedRequest } from "./requests.js";
export type { Operation } from "./routes.js";
export { type SampleOptions, sampleCredentials } from "./samples.js";
export type { SeedCredential } from "./store.js";
