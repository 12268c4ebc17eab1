/** Makes the changes of a plan. */

import { resolve } from "node:path";
import {
  type ApplyDocument,
  type ApplyProgress,
  apply as applied,
  type Change,
  type ChangeResult,
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
import { type PlanningOptions, planned, projectOf } from "../planning.js";
import { agreed, declined } from "../questions.js";
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
  if (!options.yes && !terminal.isInteractive) {
    throw new UsageError(
      "nothing was changed: this needs a terminal to ask for agreement; use --yes to give it",
    );
  }
  const { plan, prune, unverified, drift } = options;
  if (plan !== undefined && (prune || unverified !== undefined || drift !== undefined)) {
    throw new UsageError(
      "a plan has its options: expected no --prune, --unverified and --drift beside --plan",
    );
  }
  const project = await projectOf(options);
  const release = await project.store.hold();
  try {
    const lock = await project.store.read();
    const difference =
      options.plan === undefined ? await planned(command, project, lock) : await planIn(options.plan);
    if (!options.json || !options.yes)
      terminal.message(differenceText(difference, terminal.colours).trimEnd());
    const { create, update, delete: deletes, trust } = difference.summary;
    const count = create + update + deletes + trust;
    if (count === 0) return await reported(command, nothingOf(difference));
    if (!(await agreed(terminal, options.yes === true, questionOf(difference)))) return declined;

    const { junction, progress } = command;
    const running = new Set<ApplyProgress["change"]>();
    terminal.interruption.lastWords = () =>
      ["interrupted; it is not known whether these were made:", ...[...running].map(nameOf)].join("\n");
    let done = 0;
    const onProgress = async ({ change, status, error, lock }: ApplyProgress) => {
      if (status === "started") running.add(change);
      else {
        running.delete(change);
        done += 1;
      }
      await project.store.write(lock);
      progress.end();
      if (status !== "started" && status !== "done") {
        terminal.message(`${status}: ${nameOf(change)}: ${visible(errorDocument(error).message)}`);
      }
      progress.bar(done, count, "changes made");
    };
    const { resolve: resolving, config } = project;
    const { signal } = terminal.interruption;
    let outcome: Outcome;
    let isCutShort = false;
    try {
      outcome = await applied(junction, difference, config, { lock, resolve: resolving, signal, onProgress });
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      terminal.message(error.cause instanceof UsageError ? error.cause.message : error.message);
      outcome = error.outcome;
      isCutShort = true;
    } finally {
      progress.end();
    }
    const status = await reported(command, outcome);
    if (!isCutShort || status !== exit.done) return status;
    return outcome.done.length > 0 ? exit.partly : exit.usage;
  } finally {
    await release();
  }
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

function questionOf({ changes, summary }: Plan): string {
  const isProduction = changes.some(
    ({ env, action }) => env === "production" && action !== "none" && action !== "skip",
  );
  const count = summary.create + summary.update + summary.delete + summary.trust;
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

function nameOf({ env, region, team_id, team_name = team_id, provider }: ApplyProgress["change"]): string {
  return `${placeOf(env, region)} ${visible(team_name)} ${visible(provider)}`;
}
