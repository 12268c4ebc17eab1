/** Makes the changes of a plan. */

import { resolve } from "node:path";
import {
  type ApplyDocument,
  type ApplyProgress,
  apply as applied,
  type Change,
  type ChangeResult,
  type Lock,
  type Outcome,
  type Plan,
  PlanError,
} from "junction-credentials/plan";
import type { Command } from "../command.js";
import { differenceText } from "../difference.js";
import { writeDocument } from "../document.js";
import { isRefusal } from "../error-status.js";
import { errorDocument } from "../error-text.js";
import { type ExitStatus, exit, UsageError } from "../exit.js";
import { type PlanningOptions, type Project, planned, projectOf } from "../planning.js";
import { agreed, declined, requireAsker } from "../questions.js";
import { textOfFile } from "../secrets.js";
import { placeOf } from "../target.js";
import { visible } from "../visible.js";

/** The options of the command. */
export interface ApplyCommandOptions extends PlanningOptions {
  readonly plan?: string;
}

/** Runs the command. */
export async function apply(command: Command<ApplyCommandOptions>): Promise<ExitStatus> {
  const { options, terminal } = command;
  requireAsker(terminal, options.yes);
  const { plan, prune, unverified, drift } = options;
  if (plan !== undefined && (prune || unverified !== undefined || drift !== undefined)) {
    throw new UsageError(
      "--prune, --unverified and --drift belong to `plan --out`: leave them out beside --plan",
    );
  }
  const project = await projectOf(options);
  const release = await project.store.hold();
  try {
    const lock = await project.store.read();
    const difference = plan === undefined ? await planned(command, project, lock) : await planIn(plan);
    if (!options.json || !options.yes)
      terminal.message(differenceText(difference, terminal.colours).trimEnd());
    if (countOf(difference) === 0) return await reported(command, nothingOf(difference));
    if (!(await agreed(terminal, options.yes === true, questionOf(difference)))) return declined;
    return await made(command, project, difference, lock);
  } finally {
    await release();
  }
}

/** Makes the changes of a plan, and saves the lock after each. */
async function made(
  command: Command<ApplyCommandOptions>,
  { config, resolve: resolving, store }: Project,
  difference: Plan,
  lock: Lock | undefined,
): Promise<ExitStatus> {
  const { junction, terminal, progress } = command;
  const running = new Set<Change>();
  terminal.interruption.lastWords = () =>
    ["interrupted; it is not known whether these were made:", ...[...running].map(nameOf)].join("\n");
  const count = countOf(difference);
  let done = 0;
  const onProgress = async ({ change, status, error, lock }: ApplyProgress) => {
    if (status === "started") running.add(change);
    else {
      running.delete(change);
      done += 1;
    }
    await store.write(lock);
    progress.end();
    if (status !== "started" && status !== "done") {
      terminal.message(`${status}: ${nameOf(change)}: ${visible(errorDocument(error).message)}`);
    }
    progress.bar(done, count, "changes made");
  };
  const { signal } = terminal.interruption;
  try {
    const outcome = await applied(junction, difference, config, {
      lock,
      resolve: resolving,
      signal,
      onProgress,
    }).finally(() => progress.end());
    return await reported(command, outcome);
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    // The lock could not be written.
    terminal.message(error.cause instanceof UsageError ? error.cause.message : error.message);
    const status = await reported(command, error.outcome);
    if (status !== exit.done) return status;
    return error.outcome.done.length > 0 ? exit.partly : exit.usage;
  }
}

/** The number of changes that are made. */
function countOf({ summary }: Plan): number {
  return summary.create + summary.update + summary.delete + summary.trust;
}

async function planIn(path: string): Promise<Plan> {
  const text = await textOfFile(resolve(path));
  let plan: unknown;
  try {
    plan = JSON.parse(text);
  } catch {
    // Told below: the error of the parser repeats a part of the text.
  }
  if (isPlan(plan)) return plan;
  throw new UsageError(`expected ${path} to be a plan, as \`plan --out\` of this version writes it`);
}

/** Whether this has what is shown of a plan. `apply` of the package checks the rest. */
function isPlan(value: unknown): value is Plan {
  const { version, changes, summary } = (value ?? {}) as Partial<Plan>;
  const isShown = ({ provider, fields, drops }: Partial<Change>) =>
    typeof provider === "string" && Array.isArray(fields) && Array.isArray(drops);
  return (
    version === 1 &&
    typeof summary === "object" &&
    Array.isArray(changes) &&
    changes.every((change) => isShown(change ?? {}))
  );
}

function nothingOf({ changes }: Plan): Omit<Outcome, "lock"> {
  const skipped = changes.filter(({ action }) => action === "skip").map((change) => ({ change }));
  return { done: [], failed: [], skipped, unknown: [], aborted: false };
}

function questionOf(difference: Plan): string {
  const isProduction = difference.changes.some(
    ({ env, action }) => env === "production" && action !== "none" && action !== "skip",
  );
  const count = countOf(difference);
  const what = count === 1 ? "this change" : `these ${count} changes`;
  return `Make ${what}${isProduction ? ", also in PRODUCTION" : ""}?`;
}

async function reported(
  { options, terminal }: Command<ApplyCommandOptions>,
  outcome: Omit<Outcome, "lock">,
): Promise<ExitStatus> {
  const { done, failed, skipped, unknown, aborted } = outcome;
  if (options.json) {
    const results = (list: readonly ChangeResult[]) =>
      list.map(({ change, error }) => ({
        change,
        ...(error !== undefined && { error: errorDocument(error) }),
      }));
    const document: ApplyDocument = {
      done: results(done),
      failed: results(failed),
      skipped: results(skipped),
      unknown: results(unknown),
      aborted,
    };
    await writeDocument(terminal, document);
  } else {
    const lists = { done, failed, unknown, skipped };
    const parts = Object.entries(lists).filter(([, list]) => list.length > 0);
    const counts = parts.map(([name, list]) => `${list.length} ${name}`).join(", ");
    await terminal.result(`${counts || "nothing to do"}${aborted ? ", interrupted" : ""}\n`);
  }
  if (aborted) return exit.interrupted;
  if (failed.length + unknown.length === 0) return exit.done;
  const isRefused = failed.every(({ error }) => isRefusal(error));
  if (isRefused && done.length + unknown.length === 0) return exit.refused;
  return done.length > 0 ? exit.partly : exit.failed;
}

function nameOf({ env, region, team_id, team_name = team_id, provider }: Change): string {
  return `${placeOf(env, region)} ${visible(team_name)} ${visible(provider)}`;
}
