/** The exports of the package. */

export type { AttemptReport } from "./client/attempt-report.js";
export { CredentialPager } from "./client/credential-pager.js";
export { TeamCustomCredentials } from "./client/credentials.js";
export type { Drift } from "./client/drift.js";
export { Everywhere, type EverywhereOptions } from "./client/everywhere.js";
export { EverywherePager, type PartialListing } from "./client/everywhere-pager.js";
export { JunctionManagement, type JunctionManagementOptions } from "./client/management.js";
export type { CallOptions, Optional } from "./client/options.js";
export type { Pager } from "./client/pager.js";
export type {
  BodyByClientId,
  BodyFor,
  BodyWithDetailsFor,
  Guided,
  KnownDetails,
  SetTeamCustomCredentialsBody,
  Strict,
} from "./client/set.js";
export type { ScopedCredential } from "./client/side-by-side.js";
export { TeamPager } from "./client/team-pager.js";
export { type TeamReference, Teams } from "./client/teams.js";
export type * from "./core/types.js";
export {
  type CredentialOf,
  type DetailsOf,
  hasDetails,
  isKnownSource,
  type ProviderWithDetails,
} from "./details.js";
export {
  AmbiguousTeamError,
  ApiError,
  type ApiIssue,
  type Issue,
  isJunctionError,
  JunctionError,
  NetworkError,
  PaginationError,
  PartialListingError,
  RequestError,
  ResponseError,
  type ScopeFailure,
  type TeamCandidate,
  TeamNotFoundError,
  TimeoutError,
} from "./errors/classes.js";
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
export type { OperationName } from "./operation-names.js";
export { redact } from "./redact.js";
export type { JsonText } from "./schemas/document.js";
export type { Schema } from "./schemas/schema.js";
export type {
  JsonSchemaOptions,
  StandardIssue,
  StandardProperties,
  StandardResult,
  StandardSchema,
} from "./schemas/standard-schema.js";
export * as schemas from "./schemas.js";
