/** Shows what differs between the config and what is stored. */

import { resolve } from "node:path";
import type { Command } from "../command.js";
import { differenceText } from "../difference.js";
import { writeDocument } from "../document.js";
import { type ExitStatus, exit } from "../exit.js";
import { writeWhole } from "../files.js";
import { type PlanningOptions, planned, projectOf } from "../planning.js";
import { visibleJson } from "../visible.js";

/** The options of the command. */
export interface PlanCommandOptions extends PlanningOptions {
  readonly detailedExitcode?: boolean;
  readonly failOnDrift?: boolean;
  readonly out?: string;
}

/** Runs the command. */
export async function plan(command: Command<PlanCommandOptions>): Promise<ExitStatus> {
  const { options, terminal } = command;
  const project = await projectOf(options);
  const difference = await planned(command, project, await project.store.read());
  if (options.out !== undefined) {
    await writeWhole(resolve(options.out), `${visibleJson(JSON.stringify(difference, null, 2))}\n`);
  }
  if (options.json) await writeDocument(terminal, difference);
  else await terminal.result(differenceText(difference, terminal.colours));

  const { summary } = difference;
  const hasDrift = summary.secrets.changed_elsewhere > 0;
  const sends = summary.create + summary.update + summary.delete > 0;
  return (options.failOnDrift && hasDrift) || (options.detailedExitcode && sends) ? exit.changes : exit.done;
}
