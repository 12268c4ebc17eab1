// Shows what differs between credentials.mjs and what is stored, and with `apply` makes it so.

import { isJunctionError, JunctionManagement } from "junction-credentials";
import { apply, plan } from "junction-credentials/plan";
import { config } from "./credentials.mjs";
import { readLock, writeLock } from "./lock-file.mjs";

const usage = "node main.mjs plan|apply [--fail-on-change] [--trust] [--base-url https://…]";

/** @typedef {import("junction-credentials/plan").Change} Change */

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!isJunctionError(error)) throw error;
  console.error(error.message);
  process.exitCode = error.kind === "request" ? 64 : 1;
}

/** @param {string[]} args */
async function main([command, ...options]) {
  const baseUrl = options.includes("--base-url") ? options[options.indexOf("--base-url") + 1] : undefined;
  if (command !== "plan" && command !== "apply") {
    console.error(usage);
    return 64;
  }

  const junction = new JunctionManagement({ baseUrl });
  const lock = await readLock();
  const unverified = options.includes("--trust") ? "trust" : "skip";
  const difference = await plan(junction, config, { lock, prune: true, unverified });
  for (const change of difference.changes) console.log(lineOf(change));

  const changes = difference.changes.filter(({ action }) => action !== "none");
  if (command === "plan") return changes.length > 0 && options.includes("--fail-on-change") ? 2 : 0;

  const outcome = await apply(junction, difference, config, {
    lock,
    onProgress: async ({ change, status, lock }) => {
      await writeLock(lock);
      if (status !== "started") console.error(`${status}: ${nameOf(change)}`);
    },
  });
  for (const { change, error } of [...outcome.failed, ...outcome.unknown]) {
    console.error(`${nameOf(change)}: ${error instanceof Error ? error.message : "failed"}`);
  }
  return outcome.failed.length + outcome.unknown.length > 0 ? 3 : 0;
}

/** @param {Change} change */
function lineOf(change) {
  const fields = change.fields.map(({ path, change }) => `${path} ${change}`);
  const secret = change.secret === "none" || change.secret === "same" ? [] : [`secret ${change.secret}`];
  const reason = change.reason ? [change.reason] : [];
  return [change.action.padEnd(6), nameOf(change), ...secret, ...fields, ...reason].join("  ");
}

/** @param {Change} change */
function nameOf({ env, region, team_id, team_name = team_id, provider }) {
  return `${env} ${region} ${team_name} ${provider}`;
}
