/** Shows the steps to take before a credential is set. */

import type { PrepareProvider } from "junction-credentials";
import type { Command } from "../command.js";
import { writeDocument } from "../document.js";
import { type ExitStatus, exit } from "../exit.js";
import type { CommonOptions } from "../options.js";
import { type TargetOptions, targetOf } from "../target.js";
import { visible } from "../visible.js";

/** The arguments and options of the command. */
export interface PrepareOptions extends CommonOptions, TargetOptions {
  readonly provider: string;
}

/** Runs the command. */
export async function prepare({ junction, options, terminal }: Command<PrepareOptions>): Promise<ExitStatus> {
  const { signal } = terminal.interruption;
  const { credentials, team_id, place } = await targetOf(junction, options, signal);
  const provider = options.provider as PrepareProvider;
  const prepared = await credentials.prepare({ team_id, provider }, { signal });
  if (options.json) {
    await writeDocument(terminal, prepared);
    return exit.done;
  }
  const { status, preparation_steps: steps = [] } = prepared;
  const { bold, dim } = terminal.colours;
  const lines = [`${bold(provider)} for ${place}: ${visible(status)}`];
  for (const [index, { type, key, value, description }] of steps.entries()) {
    lines.push("", `${index + 1}. ${visible(type)}${key ? ` ${visible(key)}` : ""}`, `   ${visible(value)}`);
    if (description) lines.push(dim(`   ${visible(description)}`));
  }
  await terminal.result(`${lines.join("\n")}\n`);
  return exit.done;
}
