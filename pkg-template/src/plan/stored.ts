/** Reads the credentials that are stored where a config asks for some. */

import {
  type Env,
  type JunctionManagement,
  PartialListingError,
  type Region,
  type ScopedCredential,
  type ScopeFailure,
  type Uuid,
} from "../index.js";
import { eachOf } from "./each-of.js";
import type { Wanted } from "./wanted.js";

/** The number of teams in one listing: a query longer than 8 kB is refused by many servers. */
const teamsAtOnce = 100;

const concurrency = 4;

/** A listing of some teams, or of all, in one environment and region. */
interface Reading {
  readonly env: Env;
  readonly region: Region;
  readonly team_id?: Uuid[];
}

/**
 * Reads the credentials of all environments, regions and teams that a config names. Those of `prune` are read only if
 * something may be deleted.
 *
 * @throws {PartialListingError} If something could not be read.
 */
export async function readStored(
  junction: JunctionManagement,
  { credentials, bounds }: Wanted,
  prune: boolean,
  signal: AbortSignal | undefined,
  onRead: (done: number, total: number) => void,
): Promise<ScopedCredential[]> {
  const places = [
    ...credentials.map(({ env, region, body }) => ({ env, region, team_ids: [body.team_id] })),
    ...(prune ? bounds : []),
  ];
  const readings = readingsOf(places);
  const failures: ScopeFailure[] = [];
  let done = 0;
  onRead(0, readings.length);
  const pages = await eachOf(readings, concurrency, async ({ env, region, team_id }) => {
    const everywhere = junction.everywhere({ envs: [env], regions: [region] });
    const { credentials, failures: failed } = await everywhere
      .list(team_id ? { team_id } : {}, { signal })
      .toArray({ partial: true });
    failures.push(...failed.filter((failure) => !failures.some((known) => isSameScope(known, failure))));
    done += 1;
    onRead(done, readings.length);
    return credentials;
  });
  if (failures.length > 0) throw new PartialListingError(failures);
  return pages.flat();
}

function isSameScope(one: ScopeFailure, other: ScopeFailure): boolean {
  return one.env === other.env && one.region === other.region;
}

interface Place {
  readonly env: Env;
  readonly region: Region;
  /** Undefined for all teams. */
  readonly team_ids?: readonly Uuid[];
}

function readingsOf(places: readonly Place[]): Reading[] {
  const scopes = new Map<string, { env: Env; region: Region; teams: Set<Uuid> | undefined }>();
  for (const { env, region, team_ids } of places) {
    const name = `${env}/${region}`;
    const scope = scopes.get(name) ?? { env, region, teams: new Set() };
    scopes.set(name, scope);
    if (team_ids === undefined) scope.teams = undefined;
    for (const team of team_ids ?? []) scope.teams?.add(team.toLowerCase());
  }
  return [...scopes.values()].flatMap(({ env, region, teams }): Reading[] => {
    if (teams === undefined) return [{ env, region }];
    const ids = [...teams].sort();
    const count = Math.ceil(ids.length / teamsAtOnce);
    return Array.from({ length: count }, (_, index) => ({
      env,
      region,
      team_id: ids.slice(index * teamsAtOnce, (index + 1) * teamsAtOnce),
    }));
  });
}
