/** Turns a config into the credentials that it asks for. */

import { configIssues, duplicates } from "../core/comparison.js";
import type { Env, Issue, JunctionManagement, Region, TeamReference, Uuid } from "../index.js";
import type { PlanConfig } from "./config.js";
import { invalid, issuesOf } from "./issues.js";
import { keyOf } from "./lock.js";
import { resolved } from "./references.js";
import type { Resolve } from "./sources.js";
import { found, readTeams, type TeamDirectory } from "./teams.js";
import { untilAborted } from "./until-aborted.js";

/** A credential that a config asks for, with its secrets. */
export interface WantedCredential {
  readonly env: Env;
  readonly region: Region;
  readonly team_name: string | undefined;
  /** The body of `set`. */
  readonly body: WantedBody;
  /** The paths in the body that came from references. */
  readonly references: readonly string[];
}

/** A valid body of `set`. */
export interface WantedBody {
  readonly team_id: Uuid;
  readonly provider: string;
  readonly client_id?: string | null;
  readonly client_secret?: string | null;
  readonly details?: object | null;
  readonly redirect_url_override?: string | null;
}

/** A bound of `prune`, with the ids of its teams. */
export interface Bound {
  readonly env: Env;
  readonly region: Region;
  readonly team_ids?: readonly Uuid[];
  readonly providers?: readonly string[];
}

/** What a config asks for. */
export interface Wanted {
  readonly credentials: readonly WantedCredential[];
  readonly bounds: readonly Bound[];
  readonly teams: TeamDirectory;
}

/** A config whose types are not validated yet. */
interface Draft {
  readonly credentials: readonly Partial<DraftEntry>[];
  readonly prune: readonly Partial<DraftBound>[];
}

interface DraftEntry extends WantedBody {
  readonly env: Env;
  readonly region: Region;
  readonly team: TeamReference;
}

interface DraftBound {
  readonly env: Env;
  readonly region: Region;
  readonly teams: readonly TeamReference[];
  readonly providers: readonly string[];
}

/**
 * Resolves all references, and then finds the teams.
 *
 * @throws {RequestError} For everything that is wrong in the config.
 */
export async function wantedBy(
  junction: JunctionManagement,
  config: PlanConfig,
  resolve: Resolve,
  signal: AbortSignal | undefined,
): Promise<Wanted> {
  const { data, references, issues } = await untilAborted(resolved(config, resolve), signal);
  const unresolved = new Set(issues.map(({ path }) => path));
  const { allowUnknownProviders = false } = junction.settings;
  const rules = issuesOf(configIssues(JSON.stringify(data ?? null), allowUnknownProviders)).filter(
    ({ path }) => !unresolved.has(path),
  );
  const all = [...issues, ...rules];
  const draft = draftOf(data);

  let teams: TeamDirectory;
  try {
    teams = await readTeams(junction, needsTeams(draft), signal);
  } catch (error) {
    if (all.length > 0 && !signal?.aborted) throw invalid(all);
    throw error;
  }
  const credentials = draft.credentials.map((entry, index) =>
    credentialOf(entry, index, references[index] ?? [], teams, all),
  );
  const bounds = draft.prune.map((bound, index) => boundOf(bound, index, teams, all));
  all.push(...issuesOf(duplicates(credentials.map(identityOf).join("\n"))));
  if (all.length > 0) throw invalid(all);
  return { credentials: credentials as WantedCredential[], bounds: bounds as Bound[], teams };
}

/** What identifies an entry, in one line. An entry that is not complete is equal to no other one. */
function identityOf({ env, region, body }: Partial<WantedCredential>, index: number): string {
  if (!env || !region || typeof body?.team_id !== "string" || typeof body.provider !== "string")
    return `${index}`;
  return JSON.stringify([env, region, body.team_id.toLowerCase(), body.provider]);
}

/** The key of a credential that a config asks for. */
export function wantedKey({ env, region, body: { team_id, provider } }: WantedCredential): string {
  return keyOf({ env, region, team_id, provider });
}

/** The lists of a config, without items that are no objects, which the rules have reported. */
function draftOf(data: unknown): Draft {
  const { credentials, prune } = (data ?? {}) as { credentials?: unknown; prune?: unknown };
  const objects = (list: unknown): object[] =>
    Array.isArray(list) ? list.map((item) => (typeof item === "object" && item !== null ? item : {})) : [];
  return { credentials: objects(credentials), prune: objects(prune) };
}

function needsTeams({ credentials, prune }: Draft): boolean {
  const isId = (reference: unknown) => typeof reference === "string" && uuid.test(reference);
  return (
    credentials.some(({ team, region }) => team !== undefined || region === undefined) ||
    prune.some(({ teams }) => Array.isArray(teams) && !teams.every(isId))
  );
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** Returns a credential that is complete if there are no issues. */
function credentialOf(
  entry: Partial<DraftEntry>,
  index: number,
  references: readonly string[],
  teams: TeamDirectory,
  issues: Issue[],
): Partial<WantedCredential> {
  const path = `credentials[${index}]`;
  const { env, region: given, team: reference, ...body } = entry;
  const isReference = isTeamReference(reference);
  const team = isReference
    ? found(teams.find(reference), `${path}.team`, issues)
    : teamWithId(body.team_id, `${path}.team_id`, teams, issues);
  const region = regionOf(given, team?.region, `${path}.region`, issues);
  if (region === undefined && !teams.isKnown && !isReference) {
    issues.push({ path: `${path}.region`, message: "expected a region, because the team is not listed" });
  }
  const team_id = team?.id ?? body.team_id;
  return {
    ...(env && { env }),
    ...(region && { region }),
    team_name: team?.name,
    body: { ...body, ...(team_id && { team_id }) } as WantedBody,
    references,
  };
}

function isTeamReference(value: unknown): value is TeamReference {
  if (typeof value === "string") return true;
  return typeof value === "object" && value !== null && "integration_team_id" in value;
}

function teamWithId(id: unknown, path: string, teams: TeamDirectory, issues: Issue[]) {
  // The rules report anything that is no id.
  if (typeof id !== "string" || !uuid.test(id) || !teams.isKnown) return undefined;
  const team = teams.withId(id);
  if (!team) issues.push({ path, message: "expected a team of the organisation, but none has this id" });
  return team;
}

function regionOf(
  given: Region | undefined,
  ofTeam: string | undefined,
  path: string,
  issues: Issue[],
): Region | undefined {
  if (ofTeam === undefined) return given;
  if (given !== undefined && given !== ofTeam) {
    issues.push({ path, message: "expected the region of the team, which is another one" });
  }
  if (given === undefined && ofTeam !== "us" && ofTeam !== "eu") {
    issues.push({ path, message: "expected a region: this version does not know that of the team" });
  }
  return given ?? (ofTeam as Region);
}

function boundOf(
  bound: Partial<DraftBound>,
  index: number,
  teams: TeamDirectory,
  issues: Issue[],
): Partial<Bound> {
  const { env, region, teams: references, providers } = bound;
  const idOf = (reference: TeamReference, position: number): Uuid | undefined => {
    const path = `prune[${index}].teams[${position}]`;
    if (!teams.isKnown && typeof reference === "string" && uuid.test(reference)) return reference;
    return found(teams.find(reference), path, issues)?.id;
  };
  const named = Array.isArray(references) ? references : undefined;
  // The rules report anything that refers to no team.
  const team_ids = named
    ?.filter(isTeamReference)
    .map(idOf)
    .filter((id) => id !== undefined);
  return {
    ...(env && { env }),
    ...(region && { region }),
    ...(team_ids && { team_ids }),
    ...(providers && { providers }),
  };
}
