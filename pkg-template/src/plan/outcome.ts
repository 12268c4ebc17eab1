/** The types of a plan and of what became of it. */

import type { DateTime, Env, Region, Uuid } from "../index.js";
import type { Lock } from "./lock.js";

/** What is done with a credential. */
export type Action = "create" | "update" | "delete" | "trust" | "skip" | "none";

/** What is known about a client secret. */
export type SecretState = "none" | "same" | "rotated" | "unverified" | "changed_elsewhere";

/** One difference, other than the client secret. */
export interface FieldChange {
  /** The path in the body of `set`, such as `details.fitbit.is_hr_enabled`. An unknown key is `*`. */
  readonly path: string;
  /** Whether the value is new, is removed, or is another one. */
  readonly change: "added" | "removed" | "changed";
  /** Whether the values may be secrets. They are then not shown. */
  readonly sensitive: boolean;
  /** The stored value. */
  readonly before?: unknown;
  /** The wanted value. */
  readonly after?: unknown;
}

/** One change of a plan. */
export interface Change {
  /**
   * What `apply` does: `create` and `update` set the credential, `trust` writes only the lock, and `skip` and `none` do
   * nothing.
   */
  readonly action: Action;
  /** The environment of the credential. */
  readonly env: Env;
  /** The region of the credential. */
  readonly region: Region;
  /** The team, in lower case. */
  readonly team_id: Uuid;
  /** The name of the team, if the key may list teams. */
  readonly team_name?: string;
  /** The provider of the credential. */
  readonly provider: string;
  /** The id of the stored credential. */
  readonly id?: Uuid;
  /** When the stored credential was written. */
  readonly updated_at?: DateTime;
  /** What is known about the client secret. */
  readonly secret: SecretState;
  /** The other differences. */
  readonly fields: readonly FieldChange[];
  /** The paths of stored values that neither the config nor this version knows, and that an update removes. */
  readonly drops: readonly string[];
  /** Why the change is skipped. */
  readonly reason?: string;
}

/** The choices that a plan was made with. */
export interface PlanChoices {
  /** Whether credentials that the config does not have are deleted, within the bounds of its `prune`. */
  readonly prune: boolean;
  /** What is done where nothing is known about the stored client secret. */
  readonly unverified: "skip" | "send" | "trust";
  /** What is done where somebody else wrote the credential. */
  readonly drift: "skip" | "overwrite";
}

/** The number of changes by action, and by what is known about the client secret. */
export type PlanSummary = { readonly [Name in Action]: number } & {
  /** The number of changes by what is known about the client secret. */
  readonly secrets: { readonly [State in SecretState]: number };
};

/** What differs, and what `apply` does about it. It is JSON and contains no secret. */
export interface Plan {
  /** The version of this format. */
  readonly version: 1;
  /** The choices that the plan was made with. */
  readonly options: PlanChoices;
  /** One change for each credential, sorted by environment, region, team id and provider. */
  readonly changes: readonly Change[];
  /** The number of changes. */
  readonly summary: PlanSummary;
}

/** What became of one change. */
export interface ChangeResult {
  /** The change, as planned. */
  readonly change: Change;
  /** Why it was not made, or why it is not known whether it was made. */
  readonly error?: unknown;
}

/** What became of each change of a plan. Changes with the action `none` are in no list. */
export interface Outcome {
  /** The changes that were made. */
  readonly done: readonly ChangeResult[];
  /** The changes that were not made, each with its error. */
  readonly failed: readonly ChangeResult[];
  /**
   * The changes that were not begun: those that the plan skips, those after an abort, and deletes for a team whose
   * credentials could not all be set.
   */
  readonly skipped: readonly ChangeResult[];
  /** The changes whose response was lost, so that it is not known whether they were made. Plan again. */
  readonly unknown: readonly ChangeResult[];
  /** Whether the signal aborted it. */
  readonly aborted: boolean;
  /** The lock after all changes. Save it. */
  readonly lock: Lock;
}
