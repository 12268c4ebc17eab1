/** How errors are told apart, and what each carries. */

import {
  ApiError,
  type ApiIssue,
  type Issue,
  isJunctionError,
  JunctionError,
  type NetworkError,
  type PaginationError,
  type RequestError,
  type ResponseError,
  type TimeoutError,
} from "junction-credentials";
import { expectType, some } from "./expect-type.js";

type AnyError = RequestError | NetworkError | TimeoutError | ApiError | ResponseError | PaginationError;

const thrown = some<unknown>();

// By kind, and by nothing else than the kinds there are.
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
    default:
      expectType<never>()(thrown);
  }
  // @ts-expect-error There is no such kind.
  console.log(thrown.kind === "server");
} else {
  // @ts-expect-error It may be anything, such as what the caller aborted with.
  console.log(thrown.kind);
}

// By class.
if (thrown instanceof ApiError) expectType<"api">()(thrown.kind);
if (thrown instanceof JunctionError) expectType<AnyError["kind"]>()(thrown.kind);
some<AnyError>() satisfies Error;
// @ts-expect-error Every error is one of the six.
new JunctionError("some other");

// What each carries.
expectType<readonly Issue[]>()(some<RequestError>().issues);
expectType<readonly ApiIssue[]>()(some<ApiError>().issues);
expectType<readonly Issue[]>()(some<ResponseError>().issues);
expectType<{ path: string; message: string }>()(some<{ [Name in keyof Issue]: Issue[Name] }>());
expectType<(string | number)[]>()(some<ApiIssue>().loc);
expectType<number>()(some<ApiError>().status);
expectType<number | undefined>()(some<ApiError>().retryAfterMs);
expectType<string | undefined>()(some<ApiError>().traceId);
// A document that was parsed has none.
expectType<number | undefined>()(some<ResponseError>().status);
expectType<number>()(some<TimeoutError>().attempts);
expectType<string | undefined>()(some<NetworkError>().targetOrigin);
expectType<string>()(some<PaginationError>().cursor);
// @ts-expect-error No answer came, so there is no status.
console.log(some<NetworkError>().status);
// @ts-expect-error What was sent is never kept.
console.log(some<ApiIssue>().input);

// Nobody changes them.
// @ts-expect-error Nor the list of issues.
some<RequestError>().issues.push({ path: "", message: "" });
// @ts-expect-error Nor a field.
some<ApiError>().status = 200;
