/** Makes the changes of a plan. */

import type { JunctionManagement } from "../index.js";
import { Applying } from "./applying.js";
import type { PlanConfig } from "./config.js";
import { eachOf } from "./each-of.js";
import { PlanError } from "./errors.js";
import { type Lock, requireLock } from "./lock.js";
import { load } from "./module.js";
import { requireOptions } from "./options.js";
import type { Change, Outcome, Plan } from "./outcome.js";
import { type ApplyProgress, Reporter } from "./progress.js";
import { requirePlan } from "./saved.js";
import type { Resolve } from "./sources.js";
import { wantedBy } from "./wanted.js";

/** The options of `apply`. An option whose value is undefined counts as absent. */
export interface ApplyOptions {
  /** The lock that the plan was made with. Default: none. */
  readonly lock?: Lock | null | undefined;
  /** Where references are resolved. Default: the variables and files of the process. */
  readonly resolve?: Resolve | undefined;
  /** The maximum number of teams whose credentials are changed at the same time. Default: 4. */
  readonly concurrency?: number | undefined;
  /**
   * Called before each write and after each change, one at a time, and awaited. Save the lock here, so that nothing is lost
   * if the process ends. If it throws, no further change is begun.
   *
   * @param progress What became of a change, and the lock of now.
   */
  readonly onProgress?: ((progress: ApplyProgress) => void | Promise<void>) | undefined;
  /** Stops before the next write. What is under way ends first, and `apply` resolves. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes the changes of a plan. Before each change the credential is read again: if it is not the planned one, or if the
 * config does not ask for the change any more, the change fails. One failure does not stop the others.
 *
 * ```ts
 * const { failed, lock } = await apply(junction, difference, config, { lock: before });
 * ```
 *
 * @param junction The client of the organisation.
 * @param difference What `plan` returned, or the same as parsed JSON.
 * @param config What teams should have.
 * @param options Optional.
 * @returns What became of each change, and the lock to save.
 * @throws {RequestError} For everything that is wrong in the arguments. Nothing was changed.
 * @throws {PlanError} If `onProgress` failed. It carries what became of each change, and the lock to save.
 */
export async function apply(
  junction: JunctionManagement,
  difference: Plan,
  config: PlanConfig,
  options: ApplyOptions = {},
): Promise<Outcome> {
  await load();
  requireOptions(options, "apply");
  requirePlan(difference);
  const { signal, onProgress, concurrency = 4, resolve = {} } = options;
  const lock = requireLock(junction, options.lock);
  const reporter = new Reporter(onProgress);
  const wanted = signal?.aborted
    ? undefined
    : await unlessAborted(wantedBy(junction, config, resolve, signal), signal);
  const applying = new Applying(junction, wanted, difference, lock, reporter, signal);

  // Without a config nothing can be begun, because the signal was aborted.
  if (wanted) {
    const isSet = ({ action }: Change) => action === "create" || action === "update" || action === "trust";
    const isDelete = ({ action }: Change) => action === "delete";
    for (const isNow of [isSet, isDelete]) {
      await eachOf(byTeam(difference.changes.filter(isNow)), concurrency, async (changes) => {
        for (const change of changes) await applying.make(change);
      });
    }
  }
  const outcome = applying.outcome();
  if (reporter.failure) throw new PlanError(outcome, reporter.failure.cause);
  return outcome;
}

/** Groups changes by team, over all environments and regions. */
function byTeam(changes: readonly Change[]): Change[][] {
  const teams = new Map<string, Change[]>();
  for (const change of changes) {
    const team = teams.get(change.team_id) ?? [];
    teams.set(change.team_id, team);
    team.push(change);
  }
  return [...teams.values()];
}

async function unlessAborted<Result>(
  result: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result | undefined> {
  try {
    return await result;
  } catch (error) {
    if (signal?.aborted) return undefined;
    throw error;
  }
}
