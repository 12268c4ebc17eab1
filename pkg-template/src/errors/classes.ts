/** The error classes, divided by what the caller can do next. */

import type { ClientFacingOrgTeamListItem, IssueLocation, Scope } from "../core/junction_credentials.js";

/** One value that is invalid. */
export interface Issue {
  /** The path of the value, such as `credentials[3].details.fitbit`. Empty for the whole value. */
  path: string;
  /** What was expected there. */
  message: string;
}

/** One problem that the API reports. It does not contain the value that was sent. */
export interface ApiIssue {
  /** The path of the value, from the outside in: `["body", "team_id"]`. */
  loc: IssueLocation[];
  /** The problem as a text for people. Secrets that the call sent are replaced by `***`. */
  msg: string;
  /** The problem as a code for programs, such as `missing`. */
  type: string;
}

const brand = Symbol.for("junction-credentials.error");

/**
 * The base class of all errors of this package. Messages and fields contain paths and expectations. They do not contain
 * a key, a secret, or a value that was sent or received, with these exceptions: {@link PaginationError.cursor},
 * {@link ApiError.issues}, {@link ApiError.detail}, and the `candidates` of {@link TeamNotFoundError} and
 * {@link AmbiguousTeamError}.
 */
export abstract class JunctionError extends Error {
  /** Identifies the error, also after minification. */
  abstract readonly kind:
    | "request"
    | "network"
    | "timeout"
    | "api"
    | "response"
    | "pagination"
    | "team_not_found"
    | "ambiguous_team"
    | "partial"
    // Those of `junction-credentials/plan`.
    | "stale"
    | "config_changed"
    | "not_deleted"
    | "plan";

  /** The name of the class, also after minification. */
  abstract override readonly name: string;

  /** @internal On the prototype, so that `JSON.stringify` and `util.inspect` do not show it. */
  get [brand](): true {
    return true;
  }
}

/** An argument is invalid. Nothing was sent. */
export class RequestError extends JunctionError {
  override readonly name = "RequestError";
  readonly kind = "request";
  /** Every invalid value, with its path. */
  readonly issues: readonly Issue[];

  /**
   * Normally created by the client; construct it in tests.
   *
   * @param message The problem, in one line.
   * @param issues Every invalid value, with its path.
   */
  constructor(message: string, issues: readonly Issue[]) {
    super(message);
    this.issues = issues;
  }
}

/**
 * No usable response arrived, or the API redirected. Redirects are never followed, because they would send the key to
 * another address.
 */
export class NetworkError extends JunctionError {
  override readonly name = "NetworkError";
  readonly kind = "network";
  /** The number of attempts, retries included. */
  readonly attempts: number;
  /** The origin that the API redirected to. Undefined for all other failures, and in browsers, which hide it. */
  readonly targetOrigin: string | undefined;

  /**
   * Normally created by the client; construct it in tests.
   *
   * @param message The problem, in one line.
   * @param attempts The number of attempts, retries included.
   * @param targetOrigin The origin of a redirect, if the runtime reveals it.
   */
  constructor(message: string, attempts: number, targetOrigin: string | undefined) {
    super(message);
    this.attempts = attempts;
    this.targetOrigin = targetOrigin;
  }
}

/** An attempt took longer than `timeoutMs`, reading the body included. */
export class TimeoutError extends JunctionError {
  override readonly name = "TimeoutError";
  readonly kind = "timeout";
  /** The number of attempts, retries included. */
  readonly attempts: number;

  /**
   * Normally created by the client; construct it in tests.
   *
   * @param message The problem, in one line.
   * @param attempts The number of attempts, retries included.
   */
  constructor(message: string, attempts: number) {
    super(message);
    this.attempts = attempts;
  }
}

/** The API responded with a status other than 2xx, whatever its body. */
export class ApiError extends JunctionError {
  override readonly name = "ApiError";
  readonly kind = "api";
  /** The HTTP status. */
  readonly status: number;
  /** The problems that a 422 response lists, without the values that were sent. Empty for every other status. */
  readonly issues: readonly ApiIssue[];
  /**
   * The reason that the API gives in words, at most 1,000 characters. Secrets that the call sent are replaced by `***`,
   * and control characters by spaces. Values that are not secret, such as a `client_id`, may occur in it. Undefined if
   * the body contains no such text, as in a 422 with `issues`. It is also part of `message`.
   */
  readonly detail: string | undefined;
  /** The wait that the API asks for before the next attempt, in milliseconds. Undefined if it does not ask for one. */
  readonly retryAfterMs: number | undefined;
  /** The number of attempts, retries included. */
  readonly attempts: number;
  /** The trace id of the call's `traceparent`. Junction's support asks for it. Undefined without a `traceparent`. */
  readonly traceId: string | undefined;

  /**
   * Normally created by the client; construct it in tests.
   *
   * @param message The problem, in one line.
   * @param answer The values of the fields with the same names.
   */
  constructor(
    message: string,
    answer: Pick<ApiError, "status" | "issues" | "retryAfterMs" | "attempts" | "traceId"> &
      Partial<Pick<ApiError, "detail">>,
  ) {
    super(message);
    this.status = answer.status;
    this.issues = answer.issues;
    this.detail = answer.detail;
    this.retryAfterMs = answer.retryAfterMs;
    this.attempts = answer.attempts;
    this.traceId = answer.traceId;
  }
}

/** The body of a 2xx response, or JSON passed to `parseJson`, does not match the API's description. */
export class ResponseError extends JunctionError {
  override readonly name = "ResponseError";
  readonly kind = "response";
  /** The HTTP status. Undefined for JSON passed to `parseJson`. */
  readonly status: number | undefined;
  /** What is invalid, with its path. For a response, only the first problem. */
  readonly issues: readonly Issue[];

  /**
   * Normally created by the client; construct it in tests.
   *
   * @param message The problem, in one line.
   * @param status The HTTP status, if there is one.
   * @param issues What is invalid, with paths.
   */
  constructor(message: string, status: number | undefined, issues: readonly Issue[]) {
    super(message);
    this.status = status;
    this.issues = issues;
  }
}

/** The API returned a cursor that was used before, so the listing would never end. */
export class PaginationError extends JunctionError {
  override readonly name = "PaginationError";
  readonly kind = "pagination";
  /** The repeated cursor, a received value. Use it to resume the listing. */
  readonly cursor: string;

  /**
   * Normally created by the client; construct it in tests.
   *
   * @param cursor The repeated cursor.
   */
  constructor(cursor: string) {
    super("the API returned the same cursor twice");
    this.cursor = cursor;
  }
}

/** A team that the caller may have meant. */
export type TeamCandidate = Pick<ClientFacingOrgTeamListItem, "id" | "name" | "region">;

/** No team matches. */
export class TeamNotFoundError extends JunctionError {
  override readonly name = "TeamNotFoundError";
  readonly kind = "team_not_found";
  /** All teams of the organisation. */
  readonly candidates: readonly TeamCandidate[];

  /**
   * Normally created by the client; construct it in tests.
   *
   * @param candidates All teams of the organisation.
   */
  constructor(candidates: readonly TeamCandidate[]) {
    super("no team matches; `candidates` lists all teams");
    this.candidates = candidates;
  }
}

/** Several teams match. */
export class AmbiguousTeamError extends JunctionError {
  override readonly name = "AmbiguousTeamError";
  readonly kind = "ambiguous_team";
  /** The teams that match. */
  readonly candidates: readonly TeamCandidate[];

  /**
   * Normally created by the client; construct it in tests.
   *
   * @param candidates The teams that match.
   */
  constructor(candidates: readonly TeamCandidate[]) {
    super("several teams match; choose one of `candidates` by its id");
    this.candidates = candidates;
  }
}

/** An environment and region that could not be read to its end. */
export interface ScopeFailure extends Scope {
  /** Why the listing failed. */
  readonly error: JunctionError;
}

/**
 * Some environments and regions could not be read. An iteration returns all credentials that can be read before it throws
 * this error. `toArray()` returns them only with `partial: true`.
 */
export class PartialListingError extends JunctionError {
  override readonly name = "PartialListingError";
  readonly kind = "partial";
  /** The environments and regions that failed, each with its error. */
  readonly failures: readonly ScopeFailure[];

  /**
   * Normally created by the client; construct it in tests.
   *
   * @param failures The environments and regions that failed, each with its error.
   */
  constructor(failures: readonly ScopeFailure[]) {
    const reasons = failures.map(({ env, region, error }) => `${env} ${region}: ${error.message}`);
    super(`the listing is incomplete: ${reasons.join("; ")}`);
    this.failures = failures;
  }
}

/**
 * Whether a value is an error of this package, also of another copy of it. `kind` then identifies the class.
 *
 * ```ts
 * try {
 *   await credentials.delete([credential.id]);
 * } catch (error) {
 *   if (!isJunctionError(error)) throw error;
 *   if (error.kind === "api") console.error(error.status, error.traceId);
 * }
 * ```
 *
 * @param error Any thrown value.
 */
export function isJunctionError(
  error: unknown,
): error is
  | RequestError
  | NetworkError
  | TimeoutError
  | ApiError
  | ResponseError
  | PaginationError
  | TeamNotFoundError
  | AmbiguousTeamError
  | PartialListingError {
  return typeof error === "object" && error !== null && brand in error;
}
