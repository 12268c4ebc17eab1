/** The credential that a command is about: its environment, region, team and provider. */

import type { Env, JunctionManagement, Region, TeamCustomCredentials } from "junction-credentials";
import { UsageError } from "./exit.js";
import { isId, readTeamNames } from "./teams.js";
import { visible } from "./visible.js";

/** The options that name a credential. */
export interface TargetOptions {
  readonly env?: Env;
  readonly region?: Region;
  readonly team?: string;
}

/** The credential that a command is about. */
export interface Target {
  readonly env: Env;
  readonly region: Region;
  readonly team_id: string;
  readonly credentials: TeamCustomCredentials;
  /** The team and its scope, for people. */
  readonly place: string;
}

/** @throws {UsageError} If an option is missing, or if the team cannot be found. */
export async function targetOf(
  junction: JunctionManagement,
  { env, region, team }: TargetOptions,
  signal: AbortSignal,
): Promise<Target> {
  if (env === undefined) throw new UsageError("expected --env production or --env sandbox");
  if (team === undefined) throw new UsageError("expected --team with an id, a name, or integration:ID");
  // Refuses an unknown environment or region before anything is sent.
  junction.teamCustomCredentials(env, region ?? "us");
  if (isId(team) && region !== undefined) {
    return target(junction, env, region, team.toLowerCase(), team);
  }
  const names = await readTeamNames(junction, signal);
  const team_id = names.idOf(team);
  return target(junction, env, names.regionOf(team_id, region), team_id, names.nameOf(team_id));
}

function target(
  junction: JunctionManagement,
  env: Env,
  region: Region,
  team_id: string,
  name: string,
): Target {
  const credentials = junction.teamCustomCredentials(env, region);
  return { env, region, team_id, credentials, place: `${visible(name)} in ${placeOf(env, region)}` };
}

/** An environment and a region for people. Production cannot be overlooked. */
export function placeOf(env: Env, region: Region): string {
  return env === "production" ? `PRODUCTION ${region}` : `${env} ${region}`;
}
