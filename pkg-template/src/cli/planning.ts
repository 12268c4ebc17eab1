/** Makes the plan of `plan` and `apply`. */

import { join } from "node:path";
import { type Lock, type Plan, type PlanOptions, plan } from "junction-credentials/plan";
import type { Command } from "./command.js";
import { type FoundConfig, readConfig } from "./config-file.js";
import { LockFile, LockInMemory, type LockStore, lockName } from "./lock-file.js";
import type { CommonOptions } from "./options.js";

/** The options of `plan` and `apply`. */
export interface PlanningOptions extends CommonOptions {
  readonly config?: string;
  readonly lock?: string;
  readonly prune?: boolean;
  readonly unverified?: NonNullable<PlanOptions["unverified"]>;
  readonly drift?: NonNullable<PlanOptions["drift"]>;
}

/** A config and the store of its lock. */
export interface Project extends FoundConfig {
  readonly store: LockStore;
}

/** Finds the config and its lock, or those of the demo. */
export async function projectOf({ config, lock, demo }: PlanningOptions): Promise<Project> {
  if (demo && config === undefined) {
    const { demoConfig } = await import("./demo.js");
    return { config: demoConfig(), resolve: {}, folder: process.cwd(), store: new LockInMemory() };
  }
  const found = await readConfig(config);
  return { ...found, store: new LockFile(lock ?? join(found.folder, lockName)) };
}

/** Plans, and shows how far it has come. */
export async function planned(
  { junction, options, terminal, progress }: Command<PlanningOptions>,
  { config, resolve }: FoundConfig,
  lock: Lock | undefined,
): Promise<Plan> {
  const { prune, unverified, drift } = options;
  const { signal } = terminal.interruption;
  try {
    return await plan(junction, config, {
      lock,
      prune,
      unverified,
      drift,
      resolve,
      signal,
      onProgress: ({ step, done, total }) =>
        progress.bar(done, total, step === "reading" ? "listings read" : "fingerprints computed"),
    });
  } finally {
    progress.end();
  }
}
