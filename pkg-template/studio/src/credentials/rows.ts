/** The rows of the table: credentials with the names of their teams, filtered and in order. */

import type { ClientFacingTeamProviderCredentials, ScopedCredential } from "junction-credentials";
import type { Address } from "../address.ts";
import { type Scope, scopeName } from "../data/scopes.ts";
import { type Team, teamName } from "../data/teams.ts";

/** One row. */
export interface Row extends Scope {
  readonly id: string;
  readonly team: string;
  readonly provider: string;
  readonly client_id: string;
  readonly updated_at: string;
  readonly credential: ClientFacingTeamProviderCredentials;
  /** What the text filter searches, in lower case. */
  readonly text: string;
}

const collator = new Intl.Collator("en", { numeric: true });

/** Returns the rows: production first, then by team and provider. */
export function rowsOf(found: readonly ScopedCredential[], teams: ReadonlyMap<string, Team>): Row[] {
  const rows = found.map(({ env, region, credential }): Row => {
    const { id, source: provider, team_id, updated_at, client_id } = credential;
    const team = teamName(teams, team_id);
    const text = [team, provider, scopeName({ env, region }), client_id, id, team_id].join(" ").toLowerCase();
    return { id, env, region, team, provider, client_id: client_id ?? "", updated_at, credential, text };
  });
  return rows.sort(
    (one, other) =>
      collator.compare(one.env, other.env) ||
      collator.compare(one.team, other.team) ||
      collator.compare(one.provider, other.provider),
  );
}

/** Returns the rows that match every filter of an address. */
export function filtered(
  rows: readonly Row[],
  { team, provider, env, region, text }: Address,
): readonly Row[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!team && !provider && !env && !region && words.length === 0) return rows;
  return rows.filter(
    (row) =>
      (!team || row.credential.team_id === team) &&
      (!provider || row.provider === provider) &&
      (!env || row.env === env) &&
      (!region || row.region === region) &&
      words.every((word) => row.text.includes(word)),
  );
}

/** The date of a time of the API, which is in UTC if it has no zone. */
export function dateOf(time: string): string {
  const date = new Date(/(?:Z|[+-]\d\d:?\d\d)$/i.test(time) ? time : `${time}Z`);
  return Number.isNaN(date.getTime()) ? time : date.toISOString().slice(0, 10);
}
