/** Lists credentials. */

import {
  type Env,
  type ListProvider,
  PartialListingError,
  type Region,
  redact,
  type ScopedCredential,
} from "junction-credentials";
import type { ListDocument, ListedCredential } from "junction-credentials/plan";
import type { Command } from "../command.js";
import { LongDocument } from "../document.js";
import { errorDocument } from "../error-text.js";
import { type ExitStatus, exit } from "../exit.js";
import type { CommonOptions } from "../options.js";
import { filterableProviders, knownProviders } from "../providers.js";
import { Table } from "../table.js";
import { readTeamNames } from "../teams.js";

/** The options of the command. */
export interface ListOptions extends CommonOptions {
  readonly env?: Env;
  readonly region?: Region;
  readonly team: readonly string[];
  readonly provider?: string;
  readonly showSecrets?: boolean;
}

const columns = [
  { title: "ENV" },
  { title: "REGION" },
  { title: "TEAM", least: 10 },
  { title: "PROVIDER", least: 10 },
  { title: "CLIENT ID", least: 9, leftOut: 4 },
  { title: "SECRET", leftOut: 5 },
  { title: "UPDATED", leftOut: 3 },
  { title: "ID" },
  { title: "TEAM ID", leftOut: 1 },
  { title: "DETAILS", least: 12, leftOut: 2 },
];

/** The first rows decide the widths of the columns. More rows are written at once, because each write takes time. */
const rowsAtOnce = 50;

/** Runs the command. */
export async function list({
  junction,
  options,
  terminal,
  progress,
}: Command<ListOptions>): Promise<ExitStatus> {
  const { json, env, region, team, provider, showSecrets } = options;
  const { signal } = terminal.interruption;
  const names = await readTeamNames(junction, signal);
  const { query, isWanted } = filterBy(provider);
  const team_id = team.length > 0 ? team.map((text) => names.idOf(text)) : undefined;
  const everywhere = junction.everywhere({ envs: env && [env], regions: region && [region] });

  const table = new Table(columns, terminal.width);
  const document = new LongDocument(terminal, "credentials");
  const write = async (found: readonly ScopedCredential[]) => {
    progress.end();
    const shown = showSecrets ? found : found.map((one) => ({ ...one, credential: redact(one.credential) }));
    const named: ListedCredential[] = shown.map((one) => ({
      ...one,
      team_name: names.nameOf(one.credential.team_id),
    }));
    if (json) await document.write(named);
    else await terminal.result(table.block(named.map(rowOf), terminal.colours.bold));
  };
  const found: ScopedCredential[] = [];
  let count = 0;
  let failure: PartialListingError | undefined;
  try {
    for await (const one of everywhere.list({ team_id, provider: query }, { signal })) {
      if (!isWanted(one)) continue;
      count += 1;
      found.push(one);
      progress.show(`${progress.pages} pages read, ${count} credentials so far`);
      if (found.length === rowsAtOnce) await write(found.splice(0));
    }
  } catch (error) {
    if (!(error instanceof PartialListingError)) throw error;
    failure = error;
  }
  if (found.length > 0) await write(found);
  progress.end();

  if (!failure) {
    if (json) await document.end();
    else if (count === 0) terminal.message("no credential matches");
    return exit.done;
  }
  const scopes = (env ? 1 : 2) * (region ? 1 : 2);
  // Nothing could be read, so there is no document.
  if (failure.failures.length === scopes && count === 0) throw failure;
  const failures: ListDocument["failures"] = failure.failures.map((one) => ({
    env: one.env,
    region: one.region,
    error: errorDocument(one.error),
  }));
  if (json) await document.end({ failures });
  terminal.message(failure.message);
  return exit.partly;
}

function rowOf({ env, region, credential, team_name }: ListedCredential): string[] {
  const { source, client_id, client_secret_hash, updated_at, id, team_id, details } = credential;
  return [
    env,
    region,
    team_name,
    source,
    client_id ?? "",
    client_secret_hash ? "set" : "",
    updated_at.slice(0, 16).replace("T", " "),
    id,
    team_id,
    details ? JSON.stringify(details) : "",
  ];
}

/** Returns the query for a provider, and which of the found credentials are wanted. */
function filterBy(provider: string | undefined) {
  // The client refuses a provider that it does not know, and names the nearest one.
  if (provider === undefined || filterableProviders.has(provider) || !knownProviders.has(provider)) {
    return { query: provider as ListProvider | undefined, isWanted: () => true };
  }
  return { query: undefined, isWanted: ({ credential }: ScopedCredential) => credential.source === provider };
}
