/** Reports each attempt of a call, for logs and metrics. */

import type { Operation, Scope } from "../core/junction_credentials.js";
import type { EndedAttempt } from "../host/call.js";
import { type OperationName, operationNames } from "../operation-names.js";
import { notify } from "./notify.js";

/**
 * One attempt of a call: what was attempted, and how it ended. It contains no URL, key, body or value. The environment and
 * region are absent for `teams`.
 */
export interface AttemptReport extends Partial<Readonly<Scope>> {
  /** `list`, `set`, `prepare`, `delete`, or `teams` for `teams.list()` and `teams.find()`. */
  readonly operation: OperationName;
  /** The number of the attempt, from 1. */
  readonly attempt: number;
  /** The HTTP status. Absent if no response arrived. */
  readonly status?: number;
  /**
   * The `kind` of the error that the call fails with if there is no further attempt, or `aborted`. Absent if the attempt
   * succeeded. `aborted` also stands for an error of a framework, with a `digest`, that your `fetch` threw.
   */
  readonly failure?: "network" | "timeout" | "api" | "response" | "aborted";
  /** The duration of the attempt in milliseconds, including your key function and reading the body. */
  readonly durationMs: number;
  /**
   * The wait before the next attempt in milliseconds. Absent if no further attempt is planned. An abort or a key function
   * that fails can still prevent a planned one.
   */
  readonly retryInMs?: number;
  /** The trace id of the call's `traceparent`. Absent without a `traceparent`. */
  readonly traceId?: string;
}

/** Returns a function that reports the attempts of one call. */
export function attemptReport(
  onAttempt: (attempt: AttemptReport) => void,
  operation: Operation,
  path: string,
  traceId: () => string | undefined,
): (ended: EndedAttempt) => void {
  return (ended) => {
    // A path may also contain values, which do not belong into a report.
    const { env, region } = path ? JSON.parse(path) : {};
    const report = {
      operation: operationNames[operation],
      env,
      region,
      ...ended,
      traceId: traceId(),
    };
    // This removes the keys whose value is undefined. Some loggers would print them.
    notify(onAttempt, JSON.parse(JSON.stringify(report)));
  };
}
