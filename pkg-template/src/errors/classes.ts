/** Every way a call ends badly, told apart by what a caller can do next. */

import type { IssueLocation } from "../core/junction_credentials.js";

/** One thing that is not as described. */
export interface Issue {
  /** Where it stands, as in `credentials[3].details.fitbit`. Empty for the whole. */
  path: string;
  /** What was expected there. */
  message: string;
}

/** One thing that the API refused, without what was sent. */
export interface ApiIssue {
  /** Where it stands, from the outside in: `["body", "team_id"]`. */
  loc: IssueLocation[];
  /** What is wrong with it, for a person to read. A secret that the call sent stands as `***`. */
  msg: string;
  /** What is wrong with it, for a program: a code such as `missing`. */
  type: string;
}

const brand = Symbol.for("junction-credentials.error");

/**
 * What all errors of this package have in common. None of their texts and fields holds a key, a secret, or a value
 * that was sent or received; they hold paths and expectations.
 */
export abstract class JunctionError extends Error {
  /** Tells the errors apart, after minification too. */
  abstract readonly kind: "request" | "network" | "timeout" | "api" | "response" | "pagination";

  /** The name of the class, after minification too. */
  abstract override readonly name: string;

  /** @internal On the prototype, where neither `JSON.stringify` nor `util.inspect` shows it. */
  get [brand](): true {
    return true;
  }
}

/** An argument is wrong. Nothing was sent. */
export class RequestError extends JunctionError {
  override readonly name = "RequestError";
  readonly kind = "request";
  /** Everything that is wrong, each with its path. */
  readonly issues: readonly Issue[];

  /**
   * As the client makes it; tests may make their own.
   *
   * @param message What is wrong, in one line.
   * @param issues Everything that is wrong, each with its path.
   */
  constructor(message: string, issues: readonly Issue[]) {
    super(message);
    this.issues = issues;
  }
}

/** No answer came, or a redirect, which is never followed: the key would go along. */
export class NetworkError extends JunctionError {
  override readonly name = "NetworkError";
  readonly kind = "network";
  /** How many attempts there were, retries included. */
  readonly attempts: number;
  /** The origin that the API redirected to. Absent for everything else, and in browsers, which hide it. */
  readonly targetOrigin: string | undefined;

  /**
   * As the client makes it; tests may make their own.
   *
   * @param message What is wrong, in one line.
   * @param attempts How many attempts there were, retries included.
   * @param targetOrigin The origin that the API redirected to, if that is what happened and the runtime tells.
   */
  constructor(message: string, attempts: number, targetOrigin: string | undefined) {
    super(message);
    this.attempts = attempts;
    this.targetOrigin = targetOrigin;
  }
}

/** An attempt took longer than `timeoutMs`, its body included. */
export class TimeoutError extends JunctionError {
  override readonly name = "TimeoutError";
  readonly kind = "timeout";
  /** How many attempts there were, retries included. */
  readonly attempts: number;

  /**
   * As the client makes it; tests may make their own.
   *
   * @param message What is wrong, in one line.
   * @param attempts How many attempts there were, retries included.
   */
  constructor(message: string, attempts: number) {
    super(message);
    this.attempts = attempts;
  }
}

/** The API answered with a status other than 2xx, whatever its body is. */
export class ApiError extends JunctionError {
  override readonly name = "ApiError";
  readonly kind = "api";
  /** The HTTP status. */
  readonly status: number;
  /** What a 422 complains about, without what was sent. Empty for every other status. */
  readonly issues: readonly ApiIssue[];
  /** How long the API asks to wait before the next attempt, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** How many attempts there were, retries included. */
  readonly attempts: number;
  /** The trace id of the `traceparent` that the call was given: Junction's support asks for it. */
  readonly traceId: string | undefined;

  /**
   * As the client makes it; tests may make their own.
   *
   * @param message What is wrong, in one line.
   * @param answer What the fields of the same names become.
   */
  constructor(
    message: string,
    answer: Pick<ApiError, "status" | "issues" | "retryAfterMs" | "attempts" | "traceId">,
  ) {
    super(message);
    this.status = answer.status;
    this.issues = answer.issues;
    this.retryAfterMs = answer.retryAfterMs;
    this.attempts = answer.attempts;
    this.traceId = answer.traceId;
  }
}

/** The API answered with a 2xx whose body is not what it describes, or a document that was parsed is not. */
export class ResponseError extends JunctionError {
  override readonly name = "ResponseError";
  readonly kind = "response";
  /** The HTTP status. Undefined for a document that `schemas` was given. */
  readonly status: number | undefined;
  /** What is not as described, with its path: of an answer the first such thing. */
  readonly issues: readonly Issue[];

  /**
   * As the client makes it; tests may make their own.
   *
   * @param message What is wrong, in one line.
   * @param status The HTTP status, if there is one.
   * @param issues What is not as described, each with its path.
   */
  constructor(message: string, status: number | undefined, issues: readonly Issue[]) {
    super(message);
    this.status = status;
    this.issues = issues;
  }
}

/** A cursor came again: the listing would never end. */
export class PaginationError extends JunctionError {
  override readonly name = "PaginationError";
  readonly kind = "pagination";
  /** The cursor, the one received value that an error carries: it is needed to go on from there. */
  readonly cursor: string;

  /**
   * As the client makes it; tests may make their own.
   *
   * @param cursor The cursor that came again.
   */
  constructor(cursor: string) {
    super("the API gave a cursor that it had given before, so the listing would never end");
    this.cursor = cursor;
  }
}

/**
 * Whether this is an error of this package, of this copy of it or another. `kind` then tells which.
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
 * @param error Anything that was thrown.
 */
export function isJunctionError(
  error: unknown,
): error is RequestError | NetworkError | TimeoutError | ApiError | ResponseError | PaginationError {
  return typeof error === "object" && error !== null && brand in error;
}
