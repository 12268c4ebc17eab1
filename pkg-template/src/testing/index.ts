// The public surface of `junction-credentials/testing`: a list of exports.

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
