/** Computes which team has a credential for which provider, in one scope. */

import { oauthProviders, type ScopedCredential } from "junction-credentials";
import { isSameScope, type Scope } from "../data/scopes.ts";
import type { Team } from "../data/teams.ts";

/** Providers that were retired, and what replaces them. */
export const successors: ReadonlyMap<string, string> = new Map([["fitbit", "google_health"]]);

/**
 * - `present`: the team has a credential
 * - `retired`: it has one for a retired provider, and one for the successor
 * - `replace`: it has one for a retired provider, and none for the successor
 * - `missing`: it has none
 * - `unknown`: it has none, as far as the scope could be read
 */
export type Cell = "present" | "retired" | "replace" | "missing" | "unknown";

/** The teams of a scope and their providers. */
export interface Grid {
  readonly teams: readonly { readonly id: string; readonly name: string; readonly cells: readonly Cell[] }[];
  readonly providers: readonly string[];
  /** The number of teams that have a credential, for each provider. */
  readonly counts: readonly number[];
  /** The number of teams with a credential for a retired provider and none for its successor. */
  readonly toReplace: number;
}

/** What the grid shows. */
export interface GridOptions {
  readonly scope: Scope;
  /** Whether every OAuth provider has a column, and not only those that are in use. */
  readonly hasAllProviders: boolean;
  /** Whether the scope was read to its end. */
  readonly isRead: boolean;
}

const collator = new Intl.Collator("en", { numeric: true });

export function gridOf(
  rows: readonly ScopedCredential[],
  teams: readonly Team[],
  options: GridOptions,
): Grid {
  const byTeam = new Map<string, Set<string>>();
  const used = new Set<string>(options.hasAllProviders ? oauthProviders : []);
  for (const row of rows) {
    if (!isSameScope(row, options.scope)) continue;
    const { team_id, source } = row.credential;
    const sources = byTeam.get(team_id) ?? new Set();
    byTeam.set(team_id, sources.add(source));
    used.add(source);
    const successor = successors.get(source);
    if (successor) used.add(successor);
  }
  const providers = [...used].sort(collator.compare);
  const named = teams
    .filter(({ region }) => region === options.scope.region)
    .map(({ id, name }) => ({ id, name }));
  const known = new Set(named.map(({ id }) => id));
  // Teams whose names could not be read.
  for (const id of byTeam.keys()) if (!known.has(id)) named.push({ id, name: id });
  named.sort((one, other) => collator.compare(one.name, other.name));

  const cells = (id: string) => {
    const sources = byTeam.get(id) ?? new Set();
    return providers.map((provider): Cell => {
      if (!sources.has(provider)) return options.isRead ? "missing" : "unknown";
      const successor = successors.get(provider);
      if (!successor) return "present";
      return sources.has(successor) ? "retired" : "replace";
    });
  };
  const lines = named.map((team) => ({ ...team, cells: cells(team.id) }));
  return {
    teams: lines,
    providers,
    counts: providers.map((provider) => lines.filter(({ id }) => byTeam.get(id)?.has(provider)).length),
    toReplace: lines.filter((line) => line.cells.includes("replace")).length,
  };
}
