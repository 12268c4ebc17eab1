// Prints the providers for which each team has credentials, in all environments and regions. The table goes to stdout,
// everything else to stderr.

import { parseArgs } from "node:util";
import { isJunctionError, JunctionManagement } from "junction-credentials";
import { explain } from "./failure.mjs";
import { namesOf } from "./names.mjs";
import { progress } from "./progress.mjs";
import { table } from "./table.mjs";

const usage = `node audit.mjs [--env production|sandbox] [--region us|eu] [--base-url https://…]

Reads all environments and regions, or only those that are named. --env and --region may be repeated.

JUNCTION_ORG_ID          the organisation, a uuid
JUNCTION_MANAGEMENT_KEY  a management key of it, which begins with mg_`;

/**
 * @typedef {import("junction-credentials").Env} Env
 * @typedef {import("junction-credentials").Region} Region
 * @typedef {{ env: Env, region: Region, team_id: string, providers: string[] }} Team A team in one environment.
 */

try {
  process.exitCode = await main();
} catch (error) {
  const { lines, exitCode } = explain(error);
  console.error(lines.join("\n"));
  process.exitCode = exitCode;
}

async function main() {
  const { values } = parseArgs({
    options: {
      env: { type: "string", multiple: true, default: ["production", "sandbox"] },
      region: { type: "string", multiple: true, default: ["us", "eu"] },
      "base-url": { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }

  const interrupted = new AbortController();
  process.once("SIGINT", () => interrupted.abort());
  const { signal } = interrupted;

  const junction = new JunctionManagement({
    baseUrl: values["base-url"],
    onDrift: (drift) => console.error("not known to this version of junction-credentials:", drift),
  });
  // The client validates the values.
  const envs = /** @type {Env[]} */ ([...new Set(values.env)]);
  const regions = /** @type {Region[]} */ ([...new Set(values.region)]);
  const listing = junction.everywhere({ envs, regions }).list({}, { signal });

  const { teams, incomplete } = await read(listing);
  const failures = incomplete?.failures.length ?? 0;
  const isAnythingRead = teams.length > 0 || failures < envs.length * regions.length;

  if (isAnythingRead) {
    const names = await namesOf(new Set(teams.map(({ team_id }) => team_id)), junction, signal);
    const nameOf = (/** @type {Team} */ { team_id }) => names.get(team_id) ?? team_id;
    const place = (/** @type {Team} */ { env, region }) =>
      envs.indexOf(env) * regions.length + regions.indexOf(region);
    teams.sort((a, b) => place(a) - place(b) || nameOf(a).localeCompare(nameOf(b)));

    const header = ["env", "region", "team", "credentials", "providers"];
    const rows = teams.map((team) => {
      const { env, region, providers } = team;
      return [env, region, nameOf(team), `${providers.length}`, providers.sort().join(", ")];
    });
    if (teams.length === 0) console.error("no credentials found");
    for (const line of table([header, ...rows], process.stdout.columns)) console.log(line);
  }

  if (!incomplete) return 0;
  const { lines, exitCode } = explain(incomplete, isAnythingRead);
  console.error(lines.join("\n"));
  return exitCode;
}

/**
 * Reads a listing, and collects the providers of each team. `incomplete` is the error that says what was not read.
 *
 * @param {import("junction-credentials").EverywherePager} listing
 */
async function read(listing) {
  /** @type {Map<string, Team>} */
  const teams = new Map();
  const tell = progress();
  try {
    for await (const { env, region, credential } of listing) {
      const { team_id, source } = credential;
      const key = `${env} ${region} ${team_id}`;
      const team = teams.get(key) ?? { env, region, team_id, providers: [] };
      team.providers.push(source);
      teams.set(key, team);
      tell(teams.size);
    }
  } catch (error) {
    // The listing returns everything that it can read before it throws this error.
    if (!isJunctionError(error) || error.kind !== "partial") throw error;
    return { teams: [...teams.values()], incomplete: error };
  }
  return { teams: [...teams.values()] };
}
