/**
 * For tests of code that uses `junction-credentials`: a Management API in memory, and credentials to fill it with.
 *
 * @module junction-credentials/testing
 */

// What the types below are made of, so that declarations of a program that uses nothing else can name it.
export type {
  AppointmentProvider,
  BillingMethod,
  BillingType,
  BioReferenceProviderDetails,
  ClientFacingTeamProviderCredentials,
  DateTime,
  Details,
  DisallowedBillingStates,
  EHRProvider,
  Env,
  FitbitMetadata,
  FitbitTeamProviderDetails,
  GetLabsMetadata,
  GetLabsTeamProviderDetails,
  GoogleFitTeamProviderDetails,
  GoogleHealthTeamProviderDetails,
  JsonObject,
  KnownSource,
  LabCorpMetadata,
  LabCorpTeamProviderDetails,
  LabcorpProviderDetails,
  Labs,
  LabsProviders,
  MyFitnessPalV2TeamProviderDetails,
  Open,
  PhlebFindersMetadata,
  PhlebFindersTeamProviderDetails,
  PolarTeamProviderDetails,
  Providers,
  QuestProviderDetails,
  Region,
  Secret,
  Source,
  UnrecognizedDetails,
  Uuid,
} from "../core/junction_credentials.js";
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
