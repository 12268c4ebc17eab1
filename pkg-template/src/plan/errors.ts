/** The errors of plans. */

import { JunctionError } from "../index.js";
import type { Lock } from "./lock.js";
import type { Outcome } from "./outcome.js";

const expectations = {
  stale: "the credential is not the one that was planned: somebody else changed it since",
  config_changed: "the config does not ask for this change any more",
  not_deleted: "the API did not delete the credential",
};

/** A change that was not made, for a reason other than a failed request. */
export class ChangeError extends JunctionError {
  override readonly name = "ChangeError";
  /**
   * The reason:
   *
   * - `stale`: the credential is not the one that was planned
   * - `config_changed`: the config does not ask for this change any more
   * - `not_deleted`: the API reported a failure to delete the credential
   */
  readonly kind: "stale" | "config_changed" | "not_deleted";

  /**
   * Normally created by `apply`; construct it in tests.
   *
   * @param kind The reason.
   */
  constructor(kind: ChangeError["kind"]) {
    super(expectations[kind]);
    this.kind = kind;
  }
}

/** `onProgress` failed, so `apply` began no further change. */
export class PlanError extends JunctionError {
  override readonly name = "PlanError";
  readonly kind = "plan";
  /** What became of each change. */
  readonly outcome: Outcome;
  /** The lock after all changes. Save it. */
  readonly lock: Lock;

  /**
   * Normally created by `apply`; construct it in tests.
   *
   * @param outcome What became of each change.
   * @param cause What `onProgress` threw.
   */
  constructor(outcome: Outcome, cause: unknown) {
    super("`onProgress` failed; `outcome` lists what became of each change");
    this.outcome = outcome;
    this.lock = outcome.lock;
    this.cause = cause;
  }
}
