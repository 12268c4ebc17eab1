/** Reports what differs between a config and what is stored. */

import { notify } from "../client/notify.js";
import type { JunctionManagement } from "../index.js";
import { compare } from "./compare.js";
import type { PlanConfig } from "./config.js";
import { type Lock, requireLock } from "./lock.js";
import { load } from "./module.js";
import { choicesOf, requireOptions } from "./options.js";
import type { Plan, PlanChoices } from "./outcome.js";
import type { Resolve } from "./sources.js";
import { readStored } from "./stored.js";
import { wantedBy } from "./wanted.js";

/** How far `plan` has come. */
export interface PlanProgress {
  /** What it does: it reads listings, and computes fingerprints of secrets. */
  readonly step: "reading" | "fingerprints";
  /** The number that is done. */
  readonly done: number;
  /** The number of all. */
  readonly total: number;
}

/** The options of `plan`. An option whose value is undefined counts as absent. */
export interface PlanOptions {
  /** The lock of the last `apply`. Default: none, nothing is known about stored secrets. */
  readonly lock?: Lock | null | undefined;
  /** Delete credentials that the config does not have, within the bounds of its `prune`. Default: `false`. */
  readonly prune?: boolean | undefined;
  /**
   * What is done where nothing is known about the stored client secret: `"skip"` the change, `"send"` the secret of the
   * config, or `"trust"` that it is stored, and write only the lock. Default: `"skip"`.
   */
  readonly unverified?: PlanChoices["unverified"] | undefined;
  /** What is done where somebody else wrote the credential: `"skip"` or `"overwrite"` it. Default: `"skip"`. */
  readonly drift?: PlanChoices["drift"] | undefined;
  /** Where references are resolved. Default: the variables and files of the process. */
  readonly resolve?: Resolve | undefined;
  /**
   * Called while listings are read and fingerprints are computed. Errors that it throws are ignored.
   *
   * @param progress How far it has come.
   */
  readonly onProgress?: ((progress: PlanProgress) => void) | undefined;
  /** Aborts the plan. It then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Compares a config with what is stored. Nothing is changed.
 *
 * ```ts
 * const difference = await plan(junction, config, { lock });
 * for (const { action, team_name, provider } of difference.changes) console.log(action, team_name, provider);
 * ```
 *
 * @param junction The client of the organisation.
 * @param config What teams should have.
 * @param options Optional.
 * @returns What differs, and what `apply` does about it.
 * @throws {RequestError} For everything that is wrong in the arguments: rules of `set`, unknown keys, references that
 *   cannot be resolved, teams that do not exist, and a lock of another organisation.
 * @throws {PartialListingError} If something could not be read.
 */
export async function plan(
  junction: JunctionManagement,
  config: PlanConfig,
  options: PlanOptions = {},
): Promise<Plan> {
  await load();
  requireOptions(options, "plan");
  const choices = choicesOf(options);
  const { signal, onProgress, resolve = {} } = options;
  const lock = requireLock(junction, options.lock);
  const report = (step: PlanProgress["step"]) => (done: number, total: number) => {
    if (onProgress) notify(onProgress, { step, done, total });
  };

  const wanted = await wantedBy(junction, config, resolve, signal);
  const read = await readStored(junction, wanted, choices.prune, signal, report("reading"));
  const stored = read.map((found) => ({
    ...found,
    team_name: wanted.teams.withId(found.credential.team_id)?.name,
  }));
  const compared = { ...wanted, stored, lock, choices };
  const { changes, summary } = await compare(compared, signal, report("fingerprints"));
  return { version: 1, options: choices, changes, summary };
}
