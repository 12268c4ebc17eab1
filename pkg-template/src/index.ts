/** The public surface. */

export {
  type CallOptions,
  JunctionManagement,
  type JunctionManagementOptions,
  TeamCustomCredentials,
} from "./client.js";
export type {
  AppointmentProvider,
  AtLeastOne,
  BillingMethod,
  BillingType,
  BioReferenceProviderDetails,
  Bytes,
  CallSettings,
  ClientFacingTeamProviderCredentials,
  ClientSettings,
  CustomCredentialPreparationStep,
  CustomCredentialsResponse,
  DateTime,
  DeleteTeamCustomCredentialsQuery,
  DeleteTeamCustomCredentialsResponse,
  Details,
  DetailsByProvider,
  DisallowedBillingStates,
  EHRProvider,
  Env,
  FitbitMetadata,
  FitbitTeamProviderDetails,
  FreestyleLibre,
  GetLabsMetadata,
  GetLabsTeamProviderDetails,
  GoogleFitTeamProviderDetails,
  GoogleHealthTeamProviderDetails,
  HTTPValidationError,
  IssueLocation,
  JsonObject,
  KeyHeader,
  KnownSource,
  LabCorpMetadata,
  LabCorpTeamProviderDetails,
  LabcorpProviderDetails,
  Labs,
  LabsProviders,
  ListProvider,
  ListTeamCustomCredentialsQuery,
  Milliseconds,
  MyFitnessPalV2TeamProviderDetails,
  OAuthProviders,
  Open,
  PhlebFindersMetadata,
  PhlebFindersTeamProviderDetails,
  PolarTeamProviderDetails,
  PreparationStatus,
  PreparationStepType,
  PrepareProvider,
  PrepareTeamCustomCredentialsBody,
  PrepareTeamCustomCredentialsResponse,
  Providers,
  QuestProviderDetails,
  Region,
  RequiredDetailsByProvider,
  Retries,
  Secret,
  SetProvider,
  Source,
  Traceparent,
  UnrecognizedDetails,
  UpsertTeamCustomCredentialsBody,
  Uuid,
  ValidationError,
} from "./core/junction_credentials.js";
export {
  type CredentialOf,
  type DetailsOf,
  hasDetails,
  isKnownSource,
  type ProviderWithDetails,
} from "./details.js";
export type { JsonText } from "./document.js";
export type { Drift } from "./drift.js";
export {
  ApiError,
  type ApiIssue,
  type Issue,
  isJunctionError,
  JunctionError,
  NetworkError,
  PaginationError,
  RequestError,
  ResponseError,
  TimeoutError,
} from "./errors.js";
export type { Fetch, FetchInit, FetchResponse } from "./host/fetch.js";
export {
  appointmentProviders,
  ehrProviders,
  labs,
  labsProviders,
  oauthProviders,
  providers,
} from "./known-values.js";
export type { WasmSource } from "./module/readiness.js";
export { CredentialPager, type Pager } from "./pager.js";
export { redact } from "./redact.js";
export type { Schema } from "./schemas.js";
export * as schemas from "./schemas.js";
export type {
  BodyByClientId,
  BodyFor,
  BodyWithDetailsFor,
  Guided,
  KnownDetails,
  SetTeamCustomCredentialsBody,
} from "./set.js";
export type {
  JsonSchemaOptions,
  StandardIssue,
  StandardProperties,
  StandardResult,
  StandardSchema,
} from "./standard-schema.js";
