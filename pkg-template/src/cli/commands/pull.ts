/** Writes a config for what is stored. */

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Env, Region } from "junction-credentials";
import { pull as pulled } from "junction-credentials/plan";
import type { Command } from "../command.js";
import { writeDocument } from "../document.js";
import { type ExitStatus, exit } from "../exit.js";
import { writeWhole } from "../files.js";
import type { CommonOptions } from "../options.js";
import { agreed, declined } from "../questions.js";
import { readTeamNames } from "../teams.js";
import { visible, visibleJson } from "../visible.js";

/** The options of the command. */
export interface PullCommandOptions extends CommonOptions {
  readonly env?: Env;
  readonly region?: Region;
  readonly team: readonly string[];
  readonly out?: string;
}

/** Runs the command. */
export async function pull({
  junction,
  options,
  terminal,
  progress,
}: Command<PullCommandOptions>): Promise<ExitStatus> {
  const { env, region, team, out, json } = options;
  const { signal } = terminal.interruption;
  const names = team.length > 0 ? await readTeamNames(junction, signal) : undefined;
  const team_id = names && team.map((text) => names.idOf(text));
  progress.show("reading credentials");
  const result = await pulled(junction, {
    envs: env && [env],
    regions: region && [region],
    team_id,
    signal,
  }).finally(() => progress.end());

  const config = `${visibleJson(JSON.stringify(result.config, null, 2))}\n`;
  if (out !== undefined) {
    const path = resolve(out);
    const question = `${out} exists. Replace it?`;
    if (existsSync(path) && !(await agreed(terminal, options.yes === true, question))) return declined;
    await writeWhole(path, config);
  }
  if (json) await writeDocument(terminal, result);
  else if (out === undefined) await terminal.result(config);
  else terminal.message(`wrote ${result.config.credentials.length} credentials to ${out}`);
  if (!json) {
    if (result.variables.length > 0) terminal.message("variables to set:");
    for (const { name } of result.variables) terminal.message(`  ${visible(name)}`);
    if (result.omitted.length > 0) terminal.message("left out:");
    for (const one of result.omitted) {
      terminal.message(
        `  ${one.env} ${one.region} ${one.team_id} ${visible(one.provider)}: ${visible(one.reason)}`,
      );
    }
  }
  return exit.done;
}
