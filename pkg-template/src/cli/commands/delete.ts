/** Deletes credentials. */

import type { Env, Region } from "junction-credentials";
import type { Command } from "../command.js";
import { writeDocument } from "../document.js";
import { type ExitStatus, exit, UsageError } from "../exit.js";
import type { CommonOptions } from "../options.js";
import { agreed, declined } from "../questions.js";
import { Table } from "../table.js";
import { placeOf } from "../target.js";
import { isId, readTeamNames } from "../teams.js";

/** The arguments and options of the command. */
export interface DeleteOptions extends CommonOptions {
  readonly ids: readonly string[];
  readonly env?: Env;
  readonly region?: Region;
}

const columns = [{ title: "ID" }, { title: "PROVIDER" }, { title: "TEAM", least: 12 }];

/** Runs the command. */
export async function remove({
  junction,
  options,
  terminal,
  progress,
}: Command<DeleteOptions>): Promise<ExitStatus> {
  const { env, region, ids, json, yes } = options;
  if (env === undefined) throw new UsageError("expected --env production or --env sandbox");
  if (region === undefined) throw new UsageError("expected --region us or --region eu");
  if (!ids.every(isId))
    throw new UsageError("expected ids of credentials, which `junction-credentials list` shows");
  const credentials = junction.teamCustomCredentials(env, region);
  const { signal } = terminal.interruption;

  if (!yes) {
    const names = await readTeamNames(junction, signal);
    const wanted = new Set(ids.map((id) => id.toLowerCase()));
    const rows: string[][] = [];
    for await (const { id, source, team_id } of credentials.list({}, { signal })) {
      progress.show("looking up what is to be deleted");
      if (wanted.delete(id.toLowerCase())) rows.push([id, source, names.nameOf(team_id)]);
    }
    progress.end();
    for (const id of wanted) rows.push([id, "?", "there is no such credential"]);
    terminal.message(new Table(columns, terminal.width).block(rows, (titles) => titles).trimEnd());
  }
  const what = ids.length === 1 ? "this credential" : `these ${ids.length} credentials`;
  if (!(await agreed(terminal, yes === true, `Delete ${what} in ${placeOf(env, region)}?`))) return declined;

  signal.throwIfAborted();
  terminal.interruption.lastWords = () =>
    `interrupted; it is not known whether ${what} in ${placeOf(env, region)} ${ids.length === 1 ? "was" : "were"} deleted`;
  // Without the signal: Ctrl-C lets a change end.
  const result = await credentials.delete([...ids]);
  const { success, failure, not_found } = result;
  if (json) await writeDocument(terminal, result);
  else {
    const lines = [
      ...success.map((id) => `deleted    ${id}`),
      ...not_found.map((id) => `not found  ${id}`),
      ...failure.map((id) => `failed     ${id}`),
    ];
    await terminal.result(`${lines.join("\n")}\n`);
  }
  if (signal.aborted) return exit.interrupted;
  if (failure.length + not_found.length === 0) return exit.done;
  return success.length > 0 ? exit.partly : exit.failed;
}
