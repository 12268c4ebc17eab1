/** Lists teams. */

import type { Region } from "junction-credentials";
import type { Command } from "../command.js";
import { LongDocument } from "../document.js";
import { type ExitStatus, exit } from "../exit.js";
import type { CommonOptions } from "../options.js";
import { Table } from "../table.js";

/** The options of the command. */
export interface TeamsOptions extends CommonOptions {
  readonly search?: string;
  readonly region?: Region;
}

const columns = [
  { title: "ID" },
  { title: "REGION" },
  { title: "NAME", least: 12 },
  { title: "INTEGRATION ID", least: 8 },
];

/** Runs the command. */
export async function teams({
  junction,
  options,
  terminal,
  progress,
}: Command<TeamsOptions>): Promise<ExitStatus> {
  const { json, search, region } = options;
  const table = new Table(columns, terminal.width);
  const document = new LongDocument(terminal, "teams");
  const query = { search_query: search, region: region && [region] };
  const { signal } = terminal.interruption;
  let count = 0;
  for await (const { teams } of junction.teams.list(query, { signal }).pages()) {
    progress.end();
    const rows = teams.map((team) => [team.id, team.region, team.name, team.integration_team_id ?? ""]);
    if (json) await document.write(teams);
    else await terminal.result(table.block(rows, terminal.colours.bold));
    count += teams.length;
    progress.show(`${count} teams so far`);
  }
  progress.end();
  if (json) await document.end();
  else if (count === 0) terminal.message("no team matches");
  return exit.done;
}
