/** Kinds of errors, and their fields. */

import {
  type AmbiguousTeamError,
  ApiError,
  type ApiIssue,
  type Env,
  type Issue,
  isJunctionError,
  JunctionError,
  type NetworkError,
  type PaginationError,
  type PartialListingError,
  type Region,
  type RequestError,
  type ResponseError,
  type ScopeFailure,
  type TeamNotFoundError,
  type TimeoutError,
} from "junction-credentials";
import type { ChangeError, PlanError } from "junction-credentials/plan";
import { expectType, some } from "./expect-type.js";

type AnyError =
  | RequestError
  | NetworkError
  | TimeoutError
  | ApiError
  | ResponseError
  | PaginationError
  | TeamNotFoundError
  | AmbiguousTeamError
  | PartialListingError;

const thrown = some<unknown>();

// By kind, and only by existing kinds.
if (isJunctionError(thrown)) {
  expectType<AnyError>()(thrown);
  switch (thrown.kind) {
    case "request":
      expectType<RequestError>()(thrown);
      break;
    case "network":
      expectType<NetworkError>()(thrown);
      break;
    case "timeout":
      expectType<TimeoutError>()(thrown);
      break;
    case "api":
      expectType<ApiError>()(thrown);
      break;
    case "response":
      expectType<ResponseError>()(thrown);
      break;
    case "pagination":
      expectType<PaginationError>()(thrown);
      break;
    case "team_not_found":
      expectType<TeamNotFoundError>()(thrown);
      break;
    case "ambiguous_team":
      expectType<AmbiguousTeamError>()(thrown);
      break;
    case "partial":
      expectType<PartialListingError>()(thrown);
      break;
    default:
      expectType<never>()(thrown);
  }
  // @ts-expect-error Unknown kind.
  console.log(thrown.kind === "server");
} else {
  // @ts-expect-error It may be anything, such as the reason of an abort.
  console.log(thrown.kind);
}

expectType<string | undefined>()(some<ApiError>().detail);
expectType<readonly ScopeFailure[]>()(some<PartialListingError>().failures);
expectType<Env>()(some<ScopeFailure>().env);
expectType<Region>()(some<ScopeFailure>().region);
expectType<JunctionError>()(some<ScopeFailure>().error);

// By class.
if (thrown instanceof ApiError) expectType<"api">()(thrown.kind);
type PlanKind = (ChangeError | PlanError)["kind"];
if (thrown instanceof JunctionError) expectType<AnyError["kind"] | PlanKind>()(thrown.kind);
some<AnyError>() satisfies Error;
// @ts-expect-error The base class is abstract.
new JunctionError("some other");

// The fields of each class.
expectType<readonly Issue[]>()(some<RequestError>().issues);
expectType<readonly ApiIssue[]>()(some<ApiError>().issues);
expectType<readonly Issue[]>()(some<ResponseError>().issues);
expectType<{ path: string; message: string }>()(some<{ [Name in keyof Issue]: Issue[Name] }>());
expectType<(string | number)[]>()(some<ApiIssue>().loc);
expectType<number>()(some<ApiError>().status);
expectType<number | undefined>()(some<ApiError>().retryAfterMs);
expectType<string | undefined>()(some<ApiError>().traceId);
// Undefined for parsed JSON.
expectType<number | undefined>()(some<ResponseError>().status);
expectType<number>()(some<TimeoutError>().attempts);
expectType<string | undefined>()(some<NetworkError>().targetOrigin);
expectType<string>()(some<PaginationError>().cursor);
// @ts-expect-error There is no status without a response.
console.log(some<NetworkError>().status);
// @ts-expect-error Values that were sent are not kept.
console.log(some<ApiIssue>().input);

// Errors are read-only.
// @ts-expect-error The list of issues is read-only.
some<RequestError>().issues.push({ path: "", message: "" });
// @ts-expect-error Fields are read-only.
some<ApiError>().status = 200;
